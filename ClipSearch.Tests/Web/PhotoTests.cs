using System.Net;
using System.Net.Http.Headers;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Native.Vips;

namespace ClipSearch.Tests.Web;

[Collection(GalleryCollection.Name)]
public sealed class PhotoTests(GalleryFixture gallery)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly TestSite _site = gallery.Site;

    [Fact]
    public async Task A_thumbnail_is_a_small_webp_that_a_browser_keeps()
    {
        var hit = await HitAsync(_site, "wide.png");
        var response = await _site.GetAsync(hit.Thumbnail);

        Assert.Equal("image/webp", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var header = ImageDecoder.ReadHeader(await response.Content.ReadAsByteArrayAsync(Token), "thumbnail");
        Assert.Equal((480, 43, "webp"), (header.Width, header.Height, header.Format));

        var again = await _site.GetAsync(hit.Thumbnail, ("If-None-Match", response.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_thumbnail_asked_for_without_its_version_is_checked_each_time()
    {
        var hit = await HitAsync(_site, "wide.png");

        foreach (var address in new[] { $"/photos/{hit.Id}/thumb", $"/photos/{hit.Id}/thumb?v=stale" })
            Assert.Equal("no-cache, private", (await _site.GetAsync(address)).Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_page_of_a_photo_tells_what_is_known_of_it_and_trusts_none_of_it()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        var exif = new ExifWriter().Camera("<b>Canon</b>", "5D").Lens("\"&50mm").TakenAt("2019:07:04 18:02:11", "-03:30").Position("S", [(33, 2)], "E", [(3, 1)]);
        await File.WriteAllBytesAsync(
            Path.Combine(library.Folder, "a.jpg"), exif.Into(await File.ReadAllBytesAsync(TestFiles.Golden("orientation/orientation-6.jpg"), Token)), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var page = await site.PageAsync($"/photos/{(await HitAsync(site, "a.jpg")).Id}");

        Assert.Equal(
            ["Path: a.jpg", "Taken: 4 July 2019, 18:02 (UTC−03:30)", "Size: 48 × 72 pixels", "File: JPEG, 2 kB", "Camera: <b>Canon</b> 5D", "Lens: \"&50mm", "Place: 16.50000° S, 3.00000° E"],
            page.QuerySelectorAll("dl > div").Select(fact => $"{fact.QuerySelector("dt")!.TextContent}: {fact.QuerySelector("dd")!.TextContent}"));
    }

    [Fact]
    public async Task A_photo_taken_on_its_side_stands_upright()
    {
        var hit = await HitAsync(_site, "turned.jpg");
        var picture = ImageDecoder.ReadHeader(await _site.Client.GetByteArrayAsync(hit.Thumbnail, Token), "thumbnail");
        var file = ImageDecoder.ReadHeader(TestFiles.Golden("orientation/orientation-6.jpg"));

        Assert.Equal((file.Width, file.Height), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task Many_may_ask_at_once_for_a_thumbnail_that_is_not_made_yet()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Add("preprocess/rgb-1200x801-checkerboard.png", "board.png");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var hit = await HitAsync(site, "board.png");

        var all = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => site.Client.GetByteArrayAsync(hit.Thumbnail, Token)));

        Assert.All(all, thumbnail => Assert.Equal(all[0], thumbnail));
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(library.Options.DataDir, "thumbs"), "*", SearchOption.AllDirectories));
        Assert.Equal(all[0], await File.ReadAllBytesAsync(kept, Token));
    }

    [Fact]
    public async Task A_thumbnail_that_is_kept_outlives_its_file_and_a_picture_in_its_place()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        var kept = library.Draw(1, "kept.bmp");
        var replaced = library.Draw(2, "replaced.bmp");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var first = await site.Client.GetByteArrayAsync((await HitAsync(site, "kept.bmp")).Thumbnail, Token);
        await site.Sync.StopAsync(Token);
        File.Delete(kept);
        library.Add("formats/drawing.png", "replaced.bmp");

        Assert.Equal(first, await site.Client.GetByteArrayAsync((await HitAsync(site, "kept.bmp")).Thumbnail, Token));
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync((await HitAsync(site, "replaced.bmp")).Thumbnail)).StatusCode);
        Assert.True(File.Exists(replaced));
        Assert.Single(Directory.GetFiles(Path.Combine(library.Options.DataDir, "thumbs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Where_a_thumbnail_cannot_be_shown_stands_a_placeholder_with_the_right_status()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        File.Delete(library.Draw(0, "never.bmp"));
        library.Draw(1, "vanishes.bmp");
        library.Draw(2, "breaks.bmp");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var (vanishes, breaks) = (await HitAsync(site, "vanishes.bmp"), await HitAsync(site, "breaks.bmp"));
        await site.Sync.StopAsync(Token);
        File.Delete(Path.Combine(library.Folder, "vanishes.bmp"));
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "breaks.bmp"), "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Token);

        foreach (var (address, status) in new[] { (vanishes.Thumbnail, 404), (breaks.Thumbnail, 500), ($"/photos/{breaks.Id}/preview", 500), ("/photos/987654321/thumb", 404) })
        {
            var response = await site.GetAsync(address);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        }

        foreach (var (id, status, says) in new[] { (vanishes.Id, 404, "has been moved or deleted"), (breaks.Id, 500, "is damaged"), (987654321, 404, "no photo with this number") })
            Assert.Contains(says, (await site.PageAsync($"/photos/{id}/file", status)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("has been moved or deleted", (await site.PageAsync($"/photos/{vanishes.Id}")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_comes_whole_with_its_type_by_content()
    {
        var hit = await HitAsync(_site, "really-a-png.jpg");
        var response = await _site.GetAsync($"/photos/{hit.Id}/file");

        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("inline", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(await File.ReadAllBytesAsync(TestFiles.Golden("formats/drawing.png"), Token), await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task A_file_comes_in_ranges()
    {
        var hit = await HitAsync(_site, "really-a-png.jpg");
        var whole = await File.ReadAllBytesAsync(TestFiles.Golden("formats/drawing.png"), Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/photos/{hit.Id}/file") { Headers = { Range = new RangeHeaderValue(100, 149) } };

        var response = await _site.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[100..150], await response.Content.ReadAsByteArrayAsync(Token));
        var head = await _site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/photos/{hit.Id}/file"), Token);
        Assert.Equal(whole.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_hostile_file_name_stays_inside_its_header()
    {
        var hit = await HitAsync(_site, GalleryFixture.HostileName);
        var response = await _site.GetAsync($"/photos/{hit.Id}/file");

        var disposition = response.Content.Headers.GetValues("Content-Disposition").Single();
        Assert.DoesNotContain('\n', disposition);
        Assert.Equal(GalleryFixture.HostileName, response.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task The_page_of_a_photo_tells_of_it_and_leads_back()
    {
        var hit = await HitAsync(_site, "drawn/001.bmp");
        var page = await _site.PageAsync($"/photos/{hit.Id}?q=man+jumping");

        Assert.Equal("001.bmp", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Path", "Taken", "Size", "File"], page.QuerySelectorAll("dt").Select(fact => fact.TextContent));
        Assert.EndsWith(" (the file’s time)", page.QuerySelectorAll("dd")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("/?q=man%20jumping", page.QuerySelector("a.back")!.GetAttribute("href"));
        Assert.Equal($"/photos/{hit.Id}/file", page.QuerySelector("a.full")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await _site.GetAsync(page.QuerySelector("figure img")!.GetAttribute("src")!)).StatusCode);
    }

    [Theory]
    [InlineData("/photos/987654321")]
    [InlineData("/photos/-1")]
    [InlineData("/photos/99999999999999999999")]
    [InlineData("/photos/one")]
    [InlineData("/photos/1/../../etc/passwd")]
    public async Task An_unknown_photo_is_not_found(string address)
    {
        Assert.NotNull((await _site.PageAsync(address, 404)).QuerySelector(".problem"));
    }

    private static async Task<(long Id, string Thumbnail)> HitAsync(TestSite site, string path)
    {
        var hit = (await site.JsonAsync("/api/search?q=cat&limit=200")).GetProperty("hits").EnumerateArray().Single(hit => hit.GetProperty("path").GetString() == path);
        return (hit.GetProperty("id").GetInt64(), hit.GetProperty("thumbnailUrl").GetString()!);
    }
}
