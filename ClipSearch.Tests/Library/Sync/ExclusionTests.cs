using System.Text.Json;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Files beside photos that are not the user's photos, and what a scan says of them.</summary>
public sealed class ExclusionTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_NAS_systems_and_other_programs_are_skipped_and_counted()
    {
        await using var library = await postgres.NewLibraryAsync();
        string[] photos = ["IMG_1.jpg", "trip/a.jpg", "trip/F.photoslibrary/originals/1/o.jpg"];
        string[] others =
        [
            "@eaDir/IMG_1.jpg/SYNOPHOTO_THUMB_M.jpg", "trip/@eaDir/x.jpg", "#recycle/gone.jpg", "#snapshot/d/IMG_1.jpg", "$RECYCLE.BIN/S-1/$R1.jpg", "lost+found/1.jpg", "@Recycle/x.jpg",
            "@Recently-Snapshot/a/x.jpg", "System Volume Information/x.jpg", "Lightroom Previews.lrdata/A.jpg", "trip/F.photoslibrary/resources/derivatives/1_105_c.jpg",
            "old/iPod Photo Cache/F00/T1.jpg", "trip/thumbs.DB",
        ];
        string[] hidden = [".stfolder/x.jpg", ".Trash-1000/files/x.jpg", "._IMG_1.jpg", "trip/.thumbnails/1.jpg"];
        DrawAll(library, [.. photos, .. others, .. hidden]);
        await WriteAsync(library, "film.AVI", "trip/b.avi", "readme", "trip/notes.pdf");

        var summary = await library.SyncAsync(Token);

        Assert.Equal(photos.Order(), (await library.FindAsync()).Order());
        SkippedGroup[] expected =
        [
            new(SkipReason.Hidden, "", 4, Full(library, ".Trash-1000")), new(SkipReason.Excluded, "", others.Length, Full(library, "#recycle")),
            new(SkipReason.UnknownType, ".avi", 2, Full(library, "film.AVI")), new(SkipReason.UnknownType, "", 1, Full(library, "readme")),
            new(SkipReason.UnknownType, ".pdf", 1, Full(library, "trip/notes.pdf")),
        ];
        Assert.Equal(expected, summary.Skipped);
        Assert.Equal(expected, await library.Skipped.GroupsAsync([library.Folder], Token));
    }

    [Fact]
    public async Task Ignore_files_exclude_by_pattern_and_the_nearest_takes_precedence()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg", "draft_a.jpg", "trip/draft_b.jpg", "trip/keep/draft_c.jpg", "trip/x/cache/1.jpg", "trip/cache.jpg", "album/b.jpg", "album/deep/c.jpg", "old/@eaDir/d.jpg", "top/e.jpg", "trip/top/f.jpg");
        await IgnoreAsync(library, ".clipsearchignore", "# Drafts", "", "draft_*", "**/cache/", "/top");
        await IgnoreAsync(library, "trip/keep/.ppignore", "!draft_*");
        await IgnoreAsync(library, "old/.clipsearchignore", "!@eaDir/");
        await IgnoreAsync(library, "album/.nomedia");

        await library.SyncAsync(Token);

        Assert.Equal(["a.jpg", "old/@eaDir/d.jpg", "trip/cache.jpg", "trip/keep/draft_c.jpg", "trip/top/f.jpg"], (await library.FindAsync()).Order());
    }

    [Fact]
    public async Task The_setting_excludes_by_pattern_in_each_library_folder()
    {
        await using var library = await postgres.NewLibraryAsync(exclude: ["*.TMP.jpg", "/private", "#old", "a b/"]);
        DrawAll(library, "a.jpg", "a.tmp.jpg", "private/a.jpg", "trip/private/b.jpg", "trip/#old/c.jpg", "a b/d.jpg", "a b.jpg");

        await library.SyncAsync(Token);

        Assert.Equal(["a b.jpg", "a.jpg", "trip/private/b.jpg"], (await library.FindAsync()).Order());
    }

    [Fact]
    public async Task Photos_disappear_when_they_are_excluded_and_return_afterwards()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg", "album/b.jpg", "album/deep/c.jpg");
        await library.SyncAsync(Token);
        await IgnoreAsync(library, "album/.nomedia");

        // Also by a scan that begins in the excluded folder, as after a change in it.
        foreach (var folder in new[] { "album/deep", "album" })
            await library.Sync.RunAsync([Full(library, folder)], new SyncProgress([Full(library, folder)]), cancellationToken: Token);
        Assert.Equal(["a.jpg"], await library.FindAsync());

        File.Delete(Full(library, "album/.nomedia"));
        await library.SyncAsync(Token);
        Assert.Equal(["a.jpg", "album/b.jpg", "album/deep/c.jpg"], (await library.FindAsync()).Order());
        Assert.Empty(await library.Skipped.GroupsAsync([library.Folder], Token));
    }

    [Fact]
    public async Task A_new_ignore_file_takes_effect_while_the_site_runs()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg", "album/b.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        Assert.Equal(2, (await library.FindAsync()).Count);

        await IgnoreAsync(library, "album/.clipsearchignore", "b.jpg");

        await TestSite.UntilAsync(async () => (await library.FindAsync()) is ["a.jpg"]);
    }

    [Fact]
    public async Task The_page_and_the_API_list_what_was_skipped()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg", "@eaDir/a.jpg", "album/.b.jpg");
        await WriteAsync(library, "film.avi", "album/film.avi");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var page = await site.PageAsync("/library");
        Assert.Equal(
            ["1 hidden for example album/.b.jpg", "1 excluded: system folders of NAS devices and other programs, ignore files, and EXCLUDE for example @eaDir", "2 .avi files, which ClipSearch cannot read for example album/film.avi"],
            page.QuerySelectorAll(".skipped > li").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

        using var status = JsonDocument.Parse(await site.Client.GetStringAsync("/api/status", Token));
        Assert.Equal(
            [("hidden", null, 1, "album/.b.jpg"), ("excluded", null, 1, "@eaDir"), ("unknownType", ".avi", 2, "album/film.avi")],
            status.RootElement.GetProperty("sync").GetProperty("skipped").EnumerateArray().Select(group => (
                group.GetProperty("reason").GetString(), group.GetProperty("extension").GetString(), group.GetProperty("count").GetInt32(), group.GetProperty("example").GetString())));
    }

    [Fact]
    public async Task An_ignore_file_that_is_too_long_has_no_effect_and_is_reported()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg");
        await IgnoreAsync(library, ".clipsearchignore", "*.jpg", new string('x', 70_000));

        var summary = await library.SyncAsync(Token);

        Assert.Equal(["a.jpg"], await library.FindAsync());
        Assert.Contains("has 70007 bytes; the limit is 65536", Assert.Single(summary.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_pattern_is_reported_and_the_others_have_effect()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg", "b.jpg");
        await IgnoreAsync(library, ".clipsearchignore", "[a", "b.jpg");

        var summary = await library.SyncAsync(Token);

        Assert.Equal(["a.jpg"], await library.FindAsync());
        Assert.Equal("Line 1 is not a valid pattern and has no effect: [a", Assert.Single(summary.Failures).Reason);
    }

    [Fact]
    public async Task A_file_above_the_maximum_size_is_counted_and_an_import_error()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg");
        await using (var large = File.Create(Full(library, "large.tif")))
            large.SetLength(ImageLimits.Default.MaxFileBytes + 1L);

        var summary = await library.SyncAsync(Token);

        Assert.Equal([new(SkipReason.TooLarge, "", 1, Full(library, "large.tif"))], summary.Skipped);
        Assert.Contains("over the limit of 512 MiB", Assert.Single(summary.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_skipped_file_may_be_hostile()
    {
        await using var library = await postgres.NewLibraryAsync();
        DrawAll(library, "a.jpg");
        var folder = Full(library, string.Join('/', Enumerable.Repeat(new string('f', 250), 11)));
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "a.avi"), "", Token);
        await WriteAsync(library, "<script>alert(1)</script>.avi".Replace('/', '∕'), " ", "a\\b.avi", "\u001b[31m.avi");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var page = await site.PageAsync("/library");

        Assert.Equal(2, page.QuerySelectorAll(".skipped > li").Length);
        Assert.Empty(page.QuerySelectorAll(".skipped script"));
    }

    [Fact]
    public void Patterns_of_any_text_never_fail_and_end_soon()
    {
        var random = new Random(1);
        const string Alphabet = "ab./*?[]!-\\# \t,^{}\u00e9";
        for (var i = 0; i < 20_000; i++)
        {
            var patterns = new IgnorePatterns("/p", [Text(12), Text(12), $"!{Text(6)}"], i % 2 == 0);
            _ = patterns.Excludes($"/p/{Text(10)}a", i % 3 == 0);
        }

        var slow = new IgnorePatterns("/p", [string.Concat(Enumerable.Repeat("*a", 30)) + "b", string.Concat(Enumerable.Repeat("**/a*/", 20)) + "b"], false);
        Assert.Null(slow.Excludes("/p/" + string.Join('/', Enumerable.Repeat(new string('a', 60), 20)), isFolder: false));

        string Text(int max) => string.Concat(Enumerable.Range(0, random.Next(max)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
    }

    private static string Full(TestLibrary library, string name) => Path.Combine(library.Folder, name);

    private static void DrawAll(TestLibrary library, params string[] names)
    {
        foreach (var (number, name) in names.Index())
            library.Draw(number + 1, name);
    }

    private static async Task WriteAsync(TestLibrary library, params string[] names)
    {
        foreach (var name in names)
            await File.WriteAllTextAsync(Full(library, name), "text", Token);
    }

    private static Task IgnoreAsync(TestLibrary library, string name, params string[] lines) => File.WriteAllLinesAsync(Full(library, name), lines, Token);
}
