using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Import;

/// <summary>Files of the same name that are one photo: its raw or HEIC file, and the video of a Live Photo.</summary>
public sealed class CompanionTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a.jpg a.mov", "a.jpg: a.mov")]
    [InlineData("a.JPG a.MOV", "a.JPG: a.MOV")]
    [InlineData("a.jpg a.heic", "a.jpg: a.heic")]
    [InlineData("a.heic a.mov", "a.heic: a.mov")]
    [InlineData("a.jpg a.heic a.mov", "a.jpg: a.heic a.mov")]
    [InlineData("a.jpeg a.jpg a.heic", "a.jpeg: a.heic; a.jpg")]
    [InlineData("a.jpg a.cr2", "a.jpg: a.cr2")]
    [InlineData("a.JPG a.NEF a.dng", "a.JPG: a.NEF a.dng")]
    [InlineData("a.heic a.dng", "a.heic: a.dng")]
    [InlineData("a.dng a.mov", "a.dng; a.mov")]
    [InlineData("a.heic", "a.heic")]
    [InlineData("a.mov", "a.mov")]
    [InlineData("a.jpg b.mov", "a.jpg; b.mov")]
    [InlineData("x/a.jpg y/a.mov", "x/a.jpg; y/a.mov")]
    [InlineData("a.png a.mov", "a.mov; a.png")]
    [InlineData("a.jpg a.png", "a.jpg; a.png")]
    [InlineData("a.jpg a.jpg.mov", "a.jpg; a.jpg.mov")]
    [InlineData("a.jpg A.mov", "A.mov; a.jpg")]
    public void Files_of_one_photo_are_grouped(string files, string expected)
    {
        var grouped = CompanionFiles.Group([.. files.Split(' ').Select(name => new PhotoFile($"/p/{name}", 1, 1))]);

        Assert.Equal(
            expected,
            string.Join("; ", grouped.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => file.Path[3..] + (file.Companions.Count > 0 ? ": " + string.Join(' ', file.Companions) : ""))));
    }

    [Fact]
    public void A_long_video_is_not_that_of_a_Live_Photo()
    {
        var grouped = CompanionFiles.Group([new PhotoFile("/p/a.jpg", 1, 1), new PhotoFile("/p/a.mov", CompanionFiles.MaxLiveBytes + 1, 1)]);

        Assert.Equal(2, grouped.Count);
    }

    [Fact]
    public async Task A_Live_Photo_is_one_photo()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "trip/IMG_1.JPG");
        TestVideos.WriteStill(Path.Combine(library.Folder, "trip/IMG_1.MOV"), 33, 2);

        var summary = await library.SyncAsync(Token);

        Assert.Equal((1, 1), (summary.Found, summary.Embedded));
        Assert.Equal(["IMG_1.MOV"], (await PhotoAsync(library, "trip/IMG_1.JPG"))!.Companions);
        Assert.Null((await PhotoAsync(library, "trip/IMG_1.JPG"))!.Video);
    }

    [Fact]
    public async Task A_companion_that_comes_or_goes_changes_only_its_photo()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "IMG_1.jpg");
        await library.SyncAsync(Token);
        var id = (await PhotoAsync(library, "IMG_1.jpg"))!.Id;
        var video = Path.Combine(library.Folder, "IMG_1.mov");
        TestVideos.WriteStill(video, 33, 1);

        Assert.Equal((0, 1), ((await library.SyncAsync(Token)) is var added ? added.Embedded + added.Recognized : 0, added.Unchanged));
        Assert.Equal(["IMG_1.mov"], (await PhotoAsync(library, "IMG_1.jpg"))!.Companions);

        File.Delete(video);
        await library.SyncAsync(Token);
        Assert.Empty((await PhotoAsync(library, "IMG_1.jpg"))!.Companions);
        Assert.Equal(id, (await PhotoAsync(library, "IMG_1.jpg"))!.Id);
    }

    [Fact]
    public async Task A_companion_whose_photo_is_deleted_is_a_photo_of_its_own()
    {
        await using var library = await postgres.NewLibraryAsync();
        var photo = library.Draw(1, "IMG_1.jpg");
        TestVideos.WriteStill(Path.Combine(library.Folder, "IMG_1.mov"), 33, 1);
        await library.SyncAsync(Token);
        File.Delete(photo);

        await library.SyncAsync(Token);

        Assert.NotNull((await PhotoAsync(library, "IMG_1.mov"))!.Video);
        Assert.Null(await PhotoAsync(library, "IMG_1.jpg"));
    }

    [Fact]
    public async Task The_trash_holds_all_files_of_a_photo()
    {
        await using var library = await postgres.NewLibraryAsync();
        var photo = library.Draw(1, "IMG_1.jpg");
        var video = Path.Combine(library.Folder, "IMG_1.mov");
        TestVideos.WriteStill(video, 33, 1);
        await library.SyncAsync(Token);
        var content = await File.ReadAllBytesAsync(video, Token);

        var trashed = (await library.Trash.DeleteAsync((await PhotoAsync(library, "IMG_1.jpg"))!.Id, Token))!.Value;

        Assert.False(File.Exists(photo) || File.Exists(video));
        Assert.Equal(0, (await library.SyncAsync(Token)).Found);
        // The name was given to another photo in the meantime.
        library.Draw(2, "IMG_1.jpg");
        var restored = (await library.Trash.RestoreAsync(trashed, Token))!.Value;

        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(library.Folder, "IMG_1 (2).mov"), Token));
        await library.SyncAsync(Token);
        Assert.Equal(["IMG_1 (2).mov"], (await library.Lookup.FindAsync(restored, Token))!.Companions);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(library.Folder, ".clipsearch-trash", ".companions")));
    }

    [Fact]
    public async Task Deleting_permanently_deletes_all_files_of_a_photo()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "IMG_1.jpg");
        TestVideos.WriteStill(Path.Combine(library.Folder, "IMG_1.mov"), 33, 1);
        await library.SyncAsync(Token);
        await library.Trash.DeleteAsync((await PhotoAsync(library, "IMG_1.jpg"))!.Id, Token);

        Assert.Equal(1, await library.Trash.EmptyAsync(Token));

        Assert.Empty(Directory.GetFiles(library.Folder, "IMG_1*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_photo_whose_companion_cannot_be_moved_stays_where_it_is()
    {
        await using var library = await postgres.NewLibraryAsync();
        var photo = library.Draw(1, "IMG_1.jpg");
        var video = Path.Combine(library.Folder, "IMG_1.mov");
        TestVideos.WriteStill(video, 33, 1);
        await library.SyncAsync(Token);
        var id = (await PhotoAsync(library, "IMG_1.jpg"))!.Id;
        // A file in place of the folder.
        Directory.CreateDirectory(Path.Combine(library.Folder, ".clipsearch-trash"));
        await File.WriteAllTextAsync(Path.Combine(library.Folder, ".clipsearch-trash", ".companions"), "", Token);

        var refusal = await Assert.ThrowsAsync<LibraryException>(() => library.Trash.DeleteAsync(id, Token));

        Assert.Contains("IMG_1.jpg cannot be moved to the trash", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(photo) && File.Exists(video));
        Assert.Equal(id, (await PhotoAsync(library, "IMG_1.jpg"))!.Id);
    }

    [Fact]
    public async Task An_interrupted_move_is_undone_for_all_files()
    {
        await using var library = await postgres.NewLibraryAsync();
        var photo = library.Draw(1, "IMG_1.jpg");
        var video = Path.Combine(library.Folder, "IMG_1.mov");
        TestVideos.WriteStill(video, 33, 1);
        await library.SyncAsync(Token);
        var id = (await PhotoAsync(library, "IMG_1.jpg"))!.Id;
        // The process ended after the companion had moved.
        var target = Path.Combine(library.Folder, ".clipsearch-trash", $"{id}-IMG_1.jpg");
        await library.TrashRecords.BeginDeleteAsync(id, target, Token);
        Core.Library.Trash.CompanionMoves.ToTrash(photo, ["IMG_1.mov"], target);
        Assert.False(File.Exists(video));

        await library.Recovery.RunAsync(Token);

        Assert.True(File.Exists(photo) && File.Exists(video));
        Assert.Equal(id, (await PhotoAsync(library, "IMG_1.jpg"))!.Id);
    }

    private static Task<Photo?> PhotoAsync(TestLibrary library, string name) => library.Lookup.FindByPathAsync(Path.Combine(library.Folder, name), Token);
}
