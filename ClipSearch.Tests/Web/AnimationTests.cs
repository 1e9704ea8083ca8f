using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Animations and documents on pages and in the API.</summary>
public sealed class AnimationTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_and_the_API_say_how_many_images_a_file_has_and_the_page_plays_animations()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "still.jpg");
        (string Name, byte[] Content)[] files =
        [
            ("a.gif", Animations.Write(TestImages.Gif, 12)), ("b.webp", Animations.WebP(2)), ("c.png", Animations.Png(3)), ("d.tif", Animations.Write(TestImages.Tiff, 1200)),
        ];
        foreach (var (name, content) in files)
            await File.WriteAllBytesAsync(Path.Combine(library.Folder, name), content, Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var photos = (await site.JsonAsync("/api/photos?limit=9")).GetProperty("photos").EnumerateArray().ToDictionary(photo => photo.GetProperty("path").GetString()!);
        Assert.Equal(
            [("a.gif", 12), ("b.webp", 2), ("c.png", 3), ("d.tif", 1200), ("still.jpg", 1)],
            photos.OrderBy(photo => photo.Key).Select(photo => (photo.Key, photo.Value.GetProperty("frames").GetInt32())));

        await AssertShownAsync("a.gif", "Animation: 12 frames; search uses the first", isPlayed: true);
        await AssertShownAsync("b.webp", "Animation: 2 frames; search uses the first", isPlayed: true);
        await AssertShownAsync("c.png", "Animation: 3 frames; search uses the first", isPlayed: true);
        await AssertShownAsync("d.tif", "Pages: 1,200 pages; the first is shown", isPlayed: false);
        await AssertShownAsync("still.jpg", null, isPlayed: false);

        async Task AssertShownAsync(string name, string? note, bool isPlayed)
        {
            var file = photos[name].GetProperty("fileUrl").GetString();
            var page = await site.PageAsync($"/photos/{photos[name].GetProperty("id")}");
            var facts = page.QuerySelectorAll(".facts dl > div").Select(fact => $"{fact.QuerySelector("dt")!.TextContent}: {fact.QuerySelector("dd")!.TextContent.Trim()}").ToList();
            Assert.Equal(note is null ? [] : [note], facts.Where(fact => fact.StartsWith("Animation", StringComparison.Ordinal) || fact.StartsWith("Pages", StringComparison.Ordinal)));
            Assert.Equal(isPlayed ? file : null, page.QuerySelector("figure picture source[media='(prefers-reduced-motion: no-preference)']")?.GetAttribute("srcset"));
            Assert.Contains("/preview?", page.QuerySelector("figure img")!.GetAttribute("src"), StringComparison.Ordinal);
            var tile = (await site.PageAsync("/browse")).QuerySelectorAll("a[data-id]").Single(link => link.GetAttribute("data-id") == photos[name].GetProperty("id").ToString());
            Assert.Equal(isPlayed ? file : null, tile.GetAttribute("data-played"));
            Assert.Empty(tile.QuerySelectorAll("picture"));
        }
    }

    [Fact]
    public async Task Everyone_gets_an_animation_with_all_its_frames()
    {
        await using var library = await postgres.NewLibraryAsync();
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "a.gif"), Animations.Write(TestImages.Gif, 5), Token);
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "b.png"), Animations.Png(5), Token);
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "c.webp"), Animations.WebP(5), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: "secret"))).SeededAsync();

        foreach (var photo in (await site.JsonAsync("/api/photos")).GetProperty("photos").EnumerateArray())
            Assert.Equal(5, ImageDecoder.ReadHeader(await site.Client.GetByteArrayAsync(photo.GetProperty("fileUrl").GetString(), Token), "copy").Frames);
    }

    [Fact]
    public async Task A_library_of_an_earlier_version_counts_its_frames_in_the_next_scan_without_embedding_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "still.jpg");
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "a.gif"), Animations.Write(TestImages.Gif, 5), Token);
        await library.SyncAsync(Token);
        // As migration 26 leaves them: of a JPEG, nothing more is read.
        await library.SqlAsync("UPDATE images SET frames = 1, metadata_version = CASE WHEN format = 'jpeg' THEN 2 ELSE 1 END");

        var summary = await library.SyncAsync(Token);

        Assert.Equal((0, 1, 1), (summary.Embedded, summary.Recognized, summary.Unchanged));
        Assert.Equal(5, await library.SqlAsync("SELECT frames FROM images WHERE format = 'gif'"));
    }
}
