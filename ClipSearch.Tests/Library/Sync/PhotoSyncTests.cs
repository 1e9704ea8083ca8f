using System.Diagnostics;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;

namespace ClipSearch.Tests.Library.Sync;

public sealed class PhotoSyncTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_and_its_subfolders_are_imported_and_found()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Add("preprocess/rgb-225x337-gradient.png", "a.png");
        library.Add("orientation/orientation-6.jpg", "below/b ümläut 🐈 'quote\".JPG");
        library.Add("formats/lossless.webp", "below/further/c.webp");
        library.Draw(1, "below/further/d.jpg");
        File.WriteAllText(Path.Combine(library.Folder, "notes.txt"), "not a photo");
        library.Draw(2, ".hidden/e.jpg");

        var summary = await library.SyncAsync(Token);

        Assert.Equal((4, 4, 0, 0, 0), (summary.Found, summary.Embedded, summary.Recognized, summary.Unchanged, summary.Removed));
        Assert.Empty(summary.Failures);
        Assert.Equal(
            ["a.png", "below/b ümläut 🐈 'quote\".JPG", "below/further/c.webp", "below/further/d.jpg"],
            (await library.FindAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EXIF_is_stored_and_without_it_the_time_of_the_file()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = Path.Combine(library.Folder, "a.jpg");
        var exif = new TestExif().Camera("Nikon", "D70").TakenAt("2019:07:04 18:02:11", "-03:30").Position("N", [(1, 2)], "E", [(3, 1)]);
        await File.WriteAllBytesAsync(path, TestImages.With(exif, await File.ReadAllBytesAsync(TestFiles.Golden("orientation/orientation-6.jpg"), Token)), Token);
        var plain = library.Draw(1, "b.jpg");
        File.SetLastWriteTime(plain, new DateTime(2020, 5, 6, 7, 8, 9));

        await library.SyncAsync(Token);

        var photos = (await library.Search.SearchAsync(new PhotoQuery("a cat") { Limit = 9 }, Token)).Hits.Select(hit => hit.Photo).OrderBy(photo => photo.Path).ToList();
        Assert.Equal(
            (48, 72, "jpeg", new FileInfo(path).Length, new DateTime(2019, 7, 4, 18, 2, 11)),
            (photos[0].Width, photos[0].Height, photos[0].Format, photos[0].Bytes, photos[0].TakenAt));
        Assert.Equal(new ExifFacts(photos[0].TakenAt, new TimeSpan(-3, -30, 0), "Nikon D70", null, 0.5, 3) { TakenAtSource = DateSource.ExifOriginal }, photos[0].Exif);
        Assert.Equal(("jpeg", new DateTime(2020, 5, 6, 7, 8, 9), ExifFacts.None), (photos[1].Format, photos[1].TakenAt, photos[1].Exif));
        Assert.Equal(photos[0], await library.Lookup.FindAsync(photos[0].Id, Token));
    }

    [Theory]
    [InlineData("format")]
    [InlineData("placeholder")]
    public async Task Missing_facts_of_an_older_version_are_added_without_embedding_again(string fact)
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        var known = await library.SqlAsync($"SELECT {fact} FROM images");
        await library.SqlAsync($"UPDATE images SET {fact} = NULL");

        var summary = await library.SyncAsync(Token);

        Assert.Equal((0, 1), (summary.Embedded, summary.Recognized));
        Assert.NotNull(known);
        Assert.Equal(known, await library.SqlAsync($"SELECT {fact} FROM images"));
        Assert.Equal(1, (await library.SyncAsync(Token)).Unchanged);
    }

    [Fact]
    public async Task A_second_run_reads_nothing()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);

        var progress = new SyncProgress([library.Folder]);
        var summary = await library.SyncAsync(progress, Token);

        Assert.Equal((1, 0, 0, 1), (summary.Found, summary.Embedded, summary.Recognized, summary.Unchanged));
        Assert.Equal(0, progress.Status.ToRead);
        Assert.Equal(SyncState.Done, progress.Status.State);
    }

    [Fact]
    public async Task A_moved_a_copied_and_a_touched_file_keep_their_embedding()
    {
        await using var library = await postgres.NewLibraryAsync();
        var moved = library.Draw(1, "moved.jpg");
        var copied = library.Draw(2, "copied.jpg");
        var touched = library.Draw(3, "touched.jpg");
        await library.SyncAsync(Token);
        File.Move(moved, Path.Combine(library.Folder, "elsewhere.jpg"));
        File.Copy(copied, Path.Combine(library.Folder, "copy.jpg"));
        File.SetLastWriteTimeUtc(touched, DateTime.UtcNow.AddDays(1));

        var summary = await library.SyncAsync(Token);

        Assert.Equal((4, 0, 3, 1, 1), (summary.Found, summary.Embedded, summary.Recognized, summary.Unchanged, summary.Removed));
        Assert.Equal(["copied.jpg", "copy.jpg", "elsewhere.jpg", "touched.jpg"], (await library.FindAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_changed_file_is_embedded_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        var before = (await library.Search.SearchAsync(new PhotoQuery("a cat") { Limit = 1 }, Token)).Hits[0];
        library.Draw(5, "a.jpg");

        var summary = await library.SyncAsync(Token);

        Assert.Equal((1, 0), (summary.Embedded, summary.Recognized));
        var after = (await library.Search.SearchAsync(new PhotoQuery("a cat") { Limit = 1 }, Token)).Hits[0];
        Assert.Equal(before.Photo.Id, after.Photo.Id);
        Assert.NotEqual(before.Score, after.Score);
        Assert.NotEqual(before.Photo.ContentHash, after.Photo.ContentHash);
    }

    [Fact]
    public async Task A_deleted_file_is_removed_and_returns_without_being_embedded_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = library.Draw(1, "a.jpg");
        library.Draw(2, "b.jpg");
        await library.SyncAsync(Token);
        var content = await File.ReadAllBytesAsync(path, Token);
        File.Delete(path);

        Assert.Equal(1, (await library.SyncAsync(Token)).Removed);
        Assert.Equal(["b.jpg"], await library.FindAsync());
        Assert.Equal(1, (await library.Search.SearchAsync(new PhotoQuery("a cat") { Limit = 24 }, Token)).Total);

        await File.WriteAllBytesAsync(path, content, Token);
        var summary = await library.SyncAsync(Token);
        Assert.Equal((0, 1), (summary.Embedded, summary.Recognized));
        Assert.Equal(2, (await library.FindAsync()).Count);
    }

    [Fact]
    public async Task Invalid_files_are_reported_and_skipped()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "good.jpg");
        File.WriteAllBytes(Path.Combine(library.Folder, "empty.jpg"), []);
        File.WriteAllText(Path.Combine(library.Folder, "text.png"), "This is not an image.");
        var whole = File.ReadAllBytes(TestFiles.Golden("orientation/orientation-1.jpg"));
        File.WriteAllBytes(Path.Combine(library.Folder, "truncated.jpg"), whole[..(whole.Length / 2)]);
        File.WriteAllText(Path.Combine(library.Folder, "vector.webp"), "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");

        var summary = await library.SyncAsync(Token);

        Assert.Equal((5, 1), (summary.Found, summary.Embedded));
        Assert.Equal(["empty.jpg", "text.png", "truncated.jpg", "vector.webp"], summary.Failures.Select(failure => Path.GetFileName(failure.Path)).Order(StringComparer.Ordinal));
        Assert.All(summary.Failures, failure => Assert.DoesNotContain('\n', failure.Reason));
        Assert.Equal(["good.jpg"], await library.FindAsync());
        Assert.Equal(4L, await library.SqlAsync("SELECT count(*) FROM failures"));

        library.Draw(2, "text.png");
        Assert.Equal(3, (await library.SyncAsync(Token)).Failures.Count);
        Assert.Equal(3L, await library.SqlAsync("SELECT count(*) FROM failures"));
    }

    [Fact]
    public async Task A_photo_whose_file_is_no_longer_an_image_is_removed()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = library.Draw(1, "a.jpg");
        library.Draw(2, "b.jpg");
        await library.SyncAsync(Token);
        await File.WriteAllTextAsync(path, "This is not an image.", Token);

        var summary = await library.SyncAsync(Token);

        Assert.Equal((1, 1), (summary.Removed, summary.Failures.Count));
        Assert.Equal(["b.jpg"], await library.FindAsync());
        var again = await library.SyncAsync(Token);
        Assert.Equal((0, 1), (again.Removed, again.Failures.Count));
    }

    [Fact]
    public async Task A_suddenly_empty_folder_keeps_its_photos_until_their_removal_is_requested()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        File.Delete(path);

        var error = await Assert.ThrowsAsync<FoldersUnavailableException>(() => library.SyncAsync(Token));
        Assert.Contains($"{library.Folder} is empty, but the library has 1 photos from it", error.Message, StringComparison.Ordinal);
        Assert.Single(await library.FindAsync());

        var summary = await library.Sync.RunAsync([library.Folder], new SyncProgress([library.Folder]), mayBeEmpty: true, cancellationToken: Token);
        Assert.Equal(1, summary.Removed);
        Assert.Empty(await library.FindAsync());
        Assert.Equal(0, (await library.SyncAsync(Token)).Found);
    }

    [Fact]
    public async Task A_missing_folder_does_not_delay_the_others()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "here/a.jpg");
        library.Draw(2, "there/b.jpg");
        var (here, there) = (Path.Combine(library.Folder, "here"), Path.Combine(library.Folder, "there"));
        string[] folders = [here, there];
        Assert.Equal(2, (await library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token)).Embedded);
        Directory.Delete(there, recursive: true);
        library.Draw(3, "here/c.jpg");

        var progress = new SyncProgress(folders);
        var summary = await library.Sync.RunAsync(folders, progress, cancellationToken: Token);

        Assert.Equal((1, 0), (summary.Embedded, summary.Removed));
        Assert.Equal([there], summary.Unavailable.Select(folder => folder.Path));
        Assert.Equal(summary.Unavailable, progress.Status.Unavailable);
        Assert.Equal(3, (await library.FindAsync()).Count);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_reported()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await ShellAsync("cp \"$1/a.jpg\" \"$1/$(printf 'caf\\351').jpg\"", library.Folder);
        try
        {
            var summary = await library.SyncAsync(Token);

            Assert.Equal(1, summary.Embedded);
            Assert.Contains("not valid UTF-8", Assert.Single(summary.Failures).Reason, StringComparison.Ordinal);
        }
        finally
        {
            await ShellAsync("rm \"$1/$(printf 'caf\\351').jpg\"", library.Folder);
        }
    }

    /// <summary>Runs a shell script, because .NET can neither create nor delete such a name.</summary>
    private static async Task ShellAsync(string script, string folder)
    {
        using var shell = Process.Start("sh", ["-c", script, "sh", folder]);
        await shell.WaitForExitAsync(Token);
        Assert.Equal(0, shell.ExitCode);
    }

    [Fact]
    public async Task Links_are_followed_and_loops_end()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "album/a.jpg");
        Directory.CreateSymbolicLink(Path.Combine(library.Folder, "album/loop"), library.Folder);
        var outside = Directory.CreateTempSubdirectory("clipsearch-outside").FullName;
        try
        {
            File.Copy(Path.Combine(library.Folder, "album/a.jpg"), Path.Combine(outside, "b.jpg"));
            Directory.CreateSymbolicLink(Path.Combine(library.Folder, "linked"), outside);
            File.CreateSymbolicLink(Path.Combine(library.Folder, "dangling.jpg"), "/nowhere/at/all.jpg");

            Assert.Equal(2, (await library.SyncAsync(Token)).Found);
            Assert.Equal(2, (await library.FindAsync()).Count);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task A_missing_folder_is_an_error_and_removes_nothing()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "album/a.jpg");
        await library.SyncAsync(Token);
        var missing = Path.Combine(library.Folder, "no such folder");

        var progress = new SyncProgress([missing]);
        var error = await Assert.ThrowsAsync<FoldersUnavailableException>(() => library.Sync.RunAsync([missing], progress, cancellationToken: Token));

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.Equal((SyncState.Failed, error.Message), (progress.Status.State, progress.Status.Error));
        Assert.Single(await library.FindAsync());
    }

    [Fact]
    public async Task A_folder_whose_name_starts_like_that_of_the_synced_one_is_not_changed()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "trip/a.jpg");
        library.Draw(2, "trip 100%_/b.jpg");
        await library.SyncAsync(Token);
        File.Delete(Path.Combine(library.Folder, "trip/a.jpg"));

        var summary = await library.Sync.RunAsync([Path.Combine(library.Folder, "trip")], new SyncProgress(["trip"]), cancellationToken: Token);

        Assert.Equal(1, summary.Removed);
        Assert.Equal(["trip 100%_/b.jpg"], await library.FindAsync());
    }

    [Fact]
    public async Task Concurrent_syncs_embed_each_photo_once()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var other = library.Other();
        for (var i = 0; i < 40; i++)
            library.Draw(i, $"{i}.jpg");

        var summaries = await Task.WhenAll(library.SyncAsync(Token), other.SyncAsync(Token));

        Assert.Equal(40, summaries.Sum(summary => summary.Embedded));
        Assert.Equal(40, (await library.FindAsync()).Distinct().Count());
    }

    [Fact]
    public async Task A_stopped_run_keeps_its_batches_and_the_next_continues()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 120; i++)
            library.Draw(i, $"{i}.jpg");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new SyncProgress([library.Folder]);
        var running = library.SyncAsync(progress, stop.Token);
        while (progress.Status.Done < 16 && !running.IsCompleted)
            await Task.Delay(1, Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(SyncState.Failed, progress.Status.State);
        var kept = await library.Nearest.CountAsync(Token);
        Assert.InRange(kept, 16, 119);
        var summary = await library.SyncAsync(Token);
        Assert.Equal((120 - kept, kept), (summary.Embedded, summary.Unchanged));
    }

    [Fact]
    public async Task Embeddings_of_different_models_with_one_name_are_kept_apart()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        var models = Directory.CreateTempSubdirectory("clipsearch-models").FullName;
        try
        {
            TestFiles.CopyTinyModel(models, ModelNames.Tiny);
            var preprocessing = Path.Combine(models, ModelNames.Tiny, ModelConfig.PreprocessorFile);
            File.WriteAllText(preprocessing, File.ReadAllText(preprocessing).Replace("0.48145466", "0.1", StringComparison.Ordinal));
            await using var other = library.Other(models);

            Assert.Empty(await other.FindAsync());
            Assert.Equal(1, (await other.SyncAsync(Token)).Embedded);
            Assert.NotEqual(
                (await library.Search.SearchAsync(new PhotoQuery("a cat") { Limit = 1 }, Token)).Hits[0].Score,
                (await other.Search.SearchAsync(new PhotoQuery("a cat") { Limit = 1 }, Token)).Hits[0].Score);
            Assert.Equal(1, (await library.SyncAsync(Token)).Unchanged);
        }
        finally
        {
            Directory.Delete(models, recursive: true);
        }
    }
}
