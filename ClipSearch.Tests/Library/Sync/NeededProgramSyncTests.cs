using System.Text.Json;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Files that need a program that is not installed are counted as skipped, not as failed, and imported once it is.</summary>
public sealed class NeededProgramSyncTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_counted_by_kind_with_the_remedy_on_the_page_in_the_API_and_by_seed()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        Directory.CreateDirectory(Path.Combine(library.Folder, "trip"));
        await WriteAsync(library, "IMG_1.HEIC", SkippedImages.Heic());
        await WriteAsync(library, "trip/IMG_2.HEIC", SkippedImages.Heic("ftypheix"));
        // The content decides: a HEIC that was renamed, and a JPEG that was.
        await WriteAsync(library, "trip/IMG_3.jpg", SkippedImages.Heic("ftypmif1"));
        await WriteAsync(library, "trip/IMG_4.heic", TestImages.Draw(2));
        await WriteAsync(library, "b.jxl", SkippedImages.Jxl);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        Assert.Equal(["a.jpg", "trip/IMG_4.heic"], (await library.FindAsync()).Order());
        const string Heic = "needs a libvips that reads HEIC; run scripts/setup --libvips, or set LIBVIPS_PATH to one";
        const string Jxl = "needs a libvips that reads JPEG XL; run scripts/setup --libvips, or set LIBVIPS_PATH to one";
        var page = await site.PageAsync("/library");
        Assert.Empty(page.QuerySelectorAll("#failures"));
        Assert.Equal(
            [$"3 .heic: {Heic} for example IMG_1.HEIC", $"1 .jxl: {Jxl} for example b.jxl"],
            page.QuerySelectorAll("section[aria-labelledby=skipped] li").Select(item => item.TextContent.Trim()));
        var german = await TestSite.HtmlAsync(await site.GetAsync("/library", ("Accept-Language", "de")));
        Assert.Contains(".heic: braucht eine libvips, die HEIC liest", german.QuerySelector(".skipped")!.TextContent, StringComparison.Ordinal);

        var sync = (await site.JsonAsync("/api/status")).GetProperty("sync");
        Assert.Equal((0, 0), (sync.GetProperty("failed").GetInt32(), sync.GetProperty("failures").GetArrayLength()));
        Assert.Equal(
            [("needsProgram", ".heic", 3, Heic), ("needsProgram", ".jxl", 1, Jxl)],
            sync.GetProperty("skipped").EnumerateArray().Select(each =>
                (each.GetProperty("reason").GetString()!, each.GetProperty("extension").GetString()!, each.GetProperty("count").GetInt32(), each.GetProperty("remedy").GetString()!)));

        var seed = await ClipSearchProcess.RunAsync(library.Options, "seed");
        Assert.EndsWith($"\nNot imported: 3 .heic ({Heic}), 1 .jxl ({Jxl}).\n", seed.Error, StringComparison.Ordinal);
        Assert.Contains(" 0 failed ", seed.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await ClipSearchProcess.RunAsync(library.Options, "seed", "--json")).Output);
        Assert.Equal([Heic, Jxl], json.RootElement.GetProperty("skipped").EnumerateArray().Select(each => each.GetProperty("remedy").GetString()));
    }

    [Fact]
    public async Task They_are_not_read_again_until_the_program_is_installed()
    {
        await using var library = await postgres.NewLibraryAsync();
        await WriteAsync(library, "a.heic", SkippedImages.Heic());
        await WriteAsync(library, "b.jpg", TestImages.Draw(1));
        await library.SyncAsync(Token);
        var progress = new SyncProgress([library.Folder]);
        var second = await library.SyncAsync(progress, Token);
        Assert.Equal(0, progress.Status.ToRead);
        Assert.Equal((SkipReason.NeedsProgram, ".heic", 1L), Assert.Single(second.Skipped) is var group ? (group.Reason, group.Extension, group.Count) : default);

        // As if the JPEG had needed a program that has been installed since.
        await library.SqlAsync("DELETE FROM photos");
        await library.SqlAsync($"INSERT INTO failures (path, reason, bytes, modified_ticks, needs) SELECT '{library.Folder}/b.jpg', 'needs one', {await FileAsync("b.jpg")}, '.installed'");
        var third = await library.SyncAsync(Token);

        Assert.Equal((1, 0, ".heic"), (third.Recognized, third.Failures.Count, Assert.Single(third.Skipped).Extension));
        Assert.Equal(["b.jpg"], await library.FindAsync());

        // Without a program, such a file stays as it is until it changes.
        await library.SqlAsync("DELETE FROM photos");
        await library.SqlAsync($"INSERT INTO failures (path, reason, bytes, modified_ticks) SELECT '{library.Folder}/b.jpg', 'is damaged', {await FileAsync("b.jpg")}");
        Assert.Single((await library.SyncAsync(Token)).Failures);
        Assert.Empty(await library.FindAsync());

        Task<string> FileAsync(string name)
        {
            var file = new FileInfo(Path.Combine(library.Folder, name));
            return Task.FromResult($"{file.Length}, {file.LastWriteTimeUtc.Ticks}");
        }
    }

    [Fact]
    public async Task A_photo_whose_program_was_uninstalled_stays_in_the_library()
    {
        await using var library = await postgres.NewLibraryAsync();
        await WriteAsync(library, "a.heic", TestImages.Draw(1));
        await library.SyncAsync(Token);

        // Its content now is one that needs the program; the file is read again.
        await WriteAsync(library, "a.heic", SkippedImages.Heic());
        var summary = await library.SyncAsync(Token);

        Assert.Equal((0, SkipReason.NeedsProgram), (summary.Removed, Assert.Single(summary.Skipped).Reason));
        Assert.Equal(["a.heic"], await library.FindAsync());
    }

    [Fact]
    public async Task A_file_that_is_gone_or_readable_is_no_longer_counted()
    {
        await using var library = await postgres.NewLibraryAsync();
        await WriteAsync(library, "a.heic", SkippedImages.Heic());
        await WriteAsync(library, "b.heic", SkippedImages.Heic());
        Assert.Equal(2, Assert.Single((await library.SyncAsync(Token)).Skipped).Count);

        File.Delete(Path.Combine(library.Folder, "a.heic"));
        await WriteAsync(library, "b.heic", TestImages.Draw(1));

        Assert.Empty((await library.SyncAsync(Token)).Skipped);
        Assert.Empty(await library.Skipped.GroupsAsync([library.Folder], Token));
        Assert.Equal(["b.heic"], await library.FindAsync());
    }

    private static Task WriteAsync(TestLibrary library, string name, byte[] content) => File.WriteAllBytesAsync(Path.Combine(library.Folder, name), content, Token);
}
