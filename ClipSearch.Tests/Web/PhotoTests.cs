using System.Net;
using System.Net.Http.Headers;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;
using ClipSearch.Web.Photos;

namespace ClipSearch.Tests.Web;

[Collection(GalleryCollection.Name)]
public sealed class PhotoTests(GalleryFixture gallery)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly TestSite _site = gallery.Site;

    [Theory]
    [InlineData("thumb", 360, 32)]
    [InlineData("thumb-2x", 720, 65)]
    [InlineData("preview", 1000, 90)]
    [InlineData("large", 1000, 90)]
    public async Task A_thumbnail_is_a_cacheable_WebP(string name, int width, int height)
    {
        var address = (await HitAsync(_site, "wide.png")).Thumbnail.Replace("/thumb?", $"/{name}?", StringComparison.Ordinal);
        var response = await _site.GetAsync(address);

        Assert.Equal("image/webp", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["immutable", "max-age=31536000", "private"], response.Headers.CacheControl!.ToString().Split(", ").Order());
        Assert.Empty(response.Headers.Vary);
        var file = await response.Content.ReadAsByteArrayAsync(Token);
        var header = ImageDecoder.ReadHeader(file, "thumbnail");
        Assert.Equal((width, height, "webp"), (header.Width, header.Height, header.Format));

        var again = await _site.GetAsync(address, ("If-None-Match", response.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        var head = await _site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), Token);
        Assert.Equal((HttpStatusCode.OK, (long?)file.Length, response.Headers.ETag), (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag));
    }

    [Fact]
    public async Task Each_image_of_a_page_has_its_sizes_shape_and_placeholder()
    {
        var page = await _site.PageAsync("/?q=wide.png&limit=24");
        var html = await (await _site.GetAsync("/?q=wide.png&limit=24")).Content.ReadAsByteArrayAsync(Token);
        var frames = page.QuerySelectorAll("#hits .picture");

        Assert.Equal(24, frames.Length);
        Assert.InRange(html.Length, 1, 50_000);
        foreach (var frame in frames)
        {
            var (svg, image) = (frame.QuerySelector("svg")!, frame.QuerySelector("img")!);
            Assert.Equal((image.GetAttribute("width"), image.GetAttribute("height")), (svg.GetAttribute("width"), svg.GetAttribute("height")));
            var placeholder = Convert.FromBase64String(svg.QuerySelector("image")!.GetAttribute("href")!.Replace("data:image/webp;base64,", "", StringComparison.Ordinal));
            Assert.InRange(placeholder.Length, 20, 400);
            Assert.Equal(20, ImageDecoder.ReadHeader(placeholder, "placeholder").Width);
        }

        var wide = frames[0].QuerySelector("img")!;
        Assert.Equal($"calc(12.78 * {ImageView.Row})", wide.GetAttribute("sizes"));
        Assert.Equal("shape-140", frames[0].Closest("li")!.ClassName);
        var choice = wide.GetAttribute("srcset")!.Split(", ").Select(one => one.Split(' ')).ToList();
        Assert.Equal(["360w", "720w", "1000w"], choice.Select(one => one[1]));
        Assert.Equal(wide.GetAttribute("src"), choice[0][0]);
        foreach (var one in choice)
            Assert.Equal(one[1], $"{ImageDecoder.ReadHeader(await _site.Client.GetByteArrayAsync(one[0], Token), one[0]).Width}w");
        // An image that is not larger than its thumbnail has no srcset.
        Assert.All(frames.Skip(1), frame => Assert.False(frame.QuerySelector("img")!.HasAttribute("srcset")));
    }

    [Fact]
    public async Task The_API_returns_the_placeholder()
    {
        var hit = (await _site.JsonAsync("/api/search?q=wide.png&limit=1")).GetProperty("hits")[0];
        var shown = (await _site.PageAsync("/?q=wide.png&limit=1")).QuerySelector("#hits svg image")!.GetAttribute("href");

        Assert.Equal(shown, hit.GetProperty("placeholder").GetString());
        Assert.Equal(shown, (await _site.JsonAsync($"/api/photos/{hit.GetProperty("id")}")).GetProperty("placeholder").GetString());
    }

    [Fact]
    public async Task A_thumbnail_URL_without_version_is_revalidated()
    {
        var hit = await HitAsync(_site, "wide.png");

        foreach (var address in new[] { $"/photos/{hit.Id}/thumb", $"/photos/{hit.Id}/thumb?v=stale" })
            Assert.Equal("no-cache, private", (await _site.GetAsync(address)).Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_page_of_a_photo_shows_escaped_EXIF_data()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        var exif = new TestExif().Camera("<b>Canon</b>", "5D").Lens("\"&50mm").TakenAt("2019:07:04 18:02:11", "-03:30").Position("S", [(33, 2)], "E", [(3, 1)]);
        await File.WriteAllBytesAsync(
            Path.Combine(library.Folder, "a.jpg"), TestImages.With(exif, await File.ReadAllBytesAsync(TestFiles.Golden("orientation/orientation-6.jpg"), Token)), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var page = await site.PageAsync($"/photos/{(await HitAsync(site, "a.jpg")).Id}");

        Assert.Equal(
            ["Path: a.jpg", "Taken: 4 July 2019, 18:02 (UTC−03:30)", "Camera: <b>Canon</b> 5D", "Lens: \"&50mm", "Dimensions: 48 × 72 pixels", "File: JPEG, 2 kB", "Location: 16.50000° S, 3.00000° E"],
            page.QuerySelectorAll(".facts dl > div").Select(fact => $"{fact.QuerySelector("dt")!.TextContent}: {(fact.QuerySelector(".source") is null ? fact.QuerySelector("dd")!.TextContent : fact.QuerySelector("dd")!.FirstChild!.TextContent.Trim())}"));
        Assert.Equal("Date from EXIF", page.QuerySelector(".facts .source")!.TextContent);
    }

    [Fact]
    public async Task A_rotated_photo_is_shown_upright()
    {
        var hit = await HitAsync(_site, "turned.jpg");
        var thumbnail = ImageDecoder.ReadHeader(await _site.Client.GetByteArrayAsync(hit.Thumbnail, Token), "thumbnail");
        var file = ImageDecoder.ReadHeader(TestFiles.Golden("orientation/orientation-6.jpg"));

        Assert.Equal((file.Width, file.Height), (thumbnail.Width, thumbnail.Height));
    }

    [Fact]
    public async Task Concurrent_requests_create_a_thumbnail_once()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "large.jpg"), TestImages.Draw(1, 1200, 801), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var hit = await HitAsync(site, "large.jpg");

        var all = await Task.WhenAll(Enumerable.Range(0, 24).Select(async _ =>
        {
            var response = await site.GetAsync(hit.Thumbnail);
            Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(Token)}");
            return await response.Content.ReadAsByteArrayAsync(Token);
        }));

        Assert.All(all, thumbnail => Assert.Equal(all[0], thumbnail));
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(library.Options.DataDir, "thumbs"), "*", SearchOption.AllDirectories));
        Assert.Equal(all[0], await File.ReadAllBytesAsync(kept, Token));
    }

    [Fact]
    public async Task A_cached_thumbnail_outlives_its_file_and_a_replaced_file_is_not_cached()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        var kept = library.Draw(1, "kept.jpg");
        library.Draw(2, "replaced.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var first = await site.Client.GetByteArrayAsync((await HitAsync(site, "kept.jpg")).Thumbnail, Token);
        await site.Sync.StopAsync(Token);
        File.Delete(kept);
        library.Draw(3, "replaced.jpg");

        Assert.Equal(first, await site.Client.GetByteArrayAsync((await HitAsync(site, "kept.jpg")).Thumbnail, Token));
        var other = await site.GetAsync((await HitAsync(site, "replaced.jpg")).Thumbnail);
        Assert.Equal((HttpStatusCode.OK, "no-store", null), (other.StatusCode, other.Headers.CacheControl!.ToString(), other.Headers.ETag));
        Assert.Single(Directory.GetFiles(Path.Combine(library.Options.DataDir, "thumbs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_thumbnail_error_has_its_status_and_an_SVG()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        File.Delete(library.Draw(0, "never.jpg"));
        library.Draw(1, "vanishes.jpg");
        library.Draw(2, "breaks.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var (vanishes, breaks) = (await HitAsync(site, "vanishes.jpg"), await HitAsync(site, "breaks.jpg"));
        await site.Sync.StopAsync(Token);
        File.Delete(Path.Combine(library.Folder, "vanishes.jpg"));
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "breaks.jpg"), "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Token);

        foreach (var (address, status) in new[] { (vanishes.Thumbnail, 404), (breaks.Thumbnail, 500), ($"/photos/{breaks.Id}/thumb-2x", 500), ("/photos/987654321/thumb", 404) })
        {
            var response = await site.GetAsync(address);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        }

        foreach (var kind in new[] { "file", "preview", "large" })
            foreach (var (id, status, message) in new[] { (vanishes.Id, 404, "has been moved or deleted"), (breaks.Id, 500, "is damaged"), (987654321, 404, "no photo with this number") })
                Assert.Contains(message, (await site.PageAsync($"/photos/{id}/{kind}", status)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("has been moved or deleted", (await site.PageAsync($"/photos/{vanishes.Id}")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_served_with_the_type_of_its_content()
    {
        var hit = await HitAsync(_site, "really-a-png.jpg");
        var response = await _site.GetAsync($"/photos/{hit.Id}/file");

        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("inline", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(await File.ReadAllBytesAsync(TestFiles.Golden("preprocess/rgb-61x40-circles.png"), Token), await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task A_file_is_served_in_ranges()
    {
        var hit = await HitAsync(_site, "really-a-png.jpg");
        var whole = await File.ReadAllBytesAsync(TestFiles.Golden("preprocess/rgb-61x40-circles.png"), Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/photos/{hit.Id}/file") { Headers = { Range = new RangeHeaderValue(100, 149) } };

        var response = await _site.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[100..150], await response.Content.ReadAsByteArrayAsync(Token));
        var head = await _site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/photos/{hit.Id}/file"), Token);
        Assert.Equal(whole.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_range_applies_only_to_an_unchanged_file()
    {
        var address = $"/photos/{(await HitAsync(_site, "really-a-png.jpg")).Id}/file";
        var whole = await _site.GetAsync(address);
        var (tag, written, length) = (whole.Headers.ETag!.ToString(), whole.Content.Headers.LastModified!.Value, whole.Content.Headers.ContentLength);
        Assert.Equal(["bytes"], whole.Headers.AcceptRanges);

        foreach (var (header, value) in new[] { ("If-Range", tag), ("If-Range", written.ToString("R")) })
        {
            var part = await _site.GetAsync(address, ("Range", "bytes=-10"), (header, value));
            Assert.Equal((HttpStatusCode.PartialContent, 10L, length), (part.StatusCode, part.Content.Headers.ContentLength!.Value, part.Content.Headers.ContentRange!.Length));
        }

        foreach (var value in new[] { "\"another\"", written.AddDays(-1).ToString("R") })
            Assert.Equal((HttpStatusCode.OK, length), await StatusAndLengthAsync(("Range", "bytes=0-9"), ("If-Range", value)));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await _site.GetAsync(address, ("Range", $"bytes={length}-"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await _site.GetAsync(address, ("If-None-Match", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await _site.GetAsync(address, ("If-Modified-Since", written.ToString("R")))).StatusCode);

        async Task<(HttpStatusCode, long?)> StatusAndLengthAsync(params (string, string)[] headers)
        {
            var response = await _site.GetAsync(address, headers);
            return (response.StatusCode, response.Content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task A_changed_link_target_changes_the_ETag()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        var (one, two, link) = (library.Draw(1, ".one/a.jpg"), library.Draw(2, ".two/a.jpg"), Path.Combine(library.Folder, "link.jpg"));
        File.SetLastWriteTimeUtc(one, DateTime.UtcNow.AddDays(-2));
        File.CreateSymbolicLink(link, one);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var address = $"/photos/{(await HitAsync(site, "link.jpg")).Id}/file";
        var before = (await site.GetAsync(address)).Headers.ETag!.ToString();
        await File.WriteAllBytesAsync(one, await File.ReadAllBytesAsync(two, Token), Token);

        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(address, ("If-None-Match", before))).StatusCode);
    }

    [Fact]
    public async Task An_unsupported_format_opens_as_a_large_WebP_and_downloads_unchanged()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        var path = library.Add("formats/rgb-16-bit.tiff", "scan.tif");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var hit = await HitAsync(site, "scan.tif");
        var page = await site.PageAsync($"/photos/{hit.Id}");

        var whole = page.QuerySelector("a.full")!.GetAttribute("href")!;
        Assert.Equal(hit.Thumbnail.Replace("/thumb?", "/large?", StringComparison.Ordinal), whole);
        Assert.Equal(whole, page.QuerySelector("figure > a")!.GetAttribute("href"));
        Assert.Equal("image/webp", (await site.GetAsync(whole)).Content.Headers.ContentType?.MediaType);
        Assert.Contains("cannot display this file type", page.QuerySelector("figcaption")!.TextContent, StringComparison.Ordinal);
        var download = await site.GetAsync(page.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.Equal(("image/tiff", "scan.tif"), (download.Content.Headers.ContentType?.MediaType, download.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal(await File.ReadAllBytesAsync(path, Token), await download.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task A_hostile_file_name_is_escaped_in_the_header()
    {
        var hit = await HitAsync(_site, GalleryFixture.HostileName);
        var response = await _site.GetAsync($"/photos/{hit.Id}/file");

        var disposition = response.Content.Headers.GetValues("Content-Disposition").Single();
        Assert.DoesNotContain('\n', disposition);
        Assert.Equal(GalleryFixture.HostileName, response.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task The_page_of_a_photo_has_details_and_a_link_back()
    {
        var hit = await HitAsync(_site, "drawn/001.jpg");
        var page = await _site.PageAsync($"/photos/{hit.Id}?q=man+jumping");

        Assert.Equal("001.jpg", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Path", "Position in folder", "Taken", "Dimensions", "File"], page.QuerySelectorAll(".facts dt").Select(fact => fact.TextContent));
        Assert.Equal("Date from the file’s modification time", page.QuerySelector(".facts .source")!.TextContent);
        Assert.Equal("/?q=man%20jumping", page.QuerySelector("a.back")!.GetAttribute("href"));
        Assert.Equal($"/photos/{hit.Id}/file", page.QuerySelector("a.full")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await _site.GetAsync(page.QuerySelector("figure img")!.GetAttribute("src")!)).StatusCode);
    }

    [Theory]
    [InlineData("/photos/987654321", "Photo not found")]
    [InlineData("/photos/-1", "Photo not found")]
    [InlineData("/photos/99999999999999999999", "Page not found")]
    [InlineData("/photos/one", "Page not found")]
    [InlineData("/photos/1/../../etc/passwd", "Page not found")]
    public async Task An_unknown_photo_is_not_found(string address, string title) =>
        Assert.Equal(title, (await _site.PageAsync(address, 404)).QuerySelector(".problem h2")!.TextContent);

    private static async Task<(long Id, string Thumbnail)> HitAsync(TestSite site, string path)
    {
        var hit = (await site.JsonAsync("/api/search?q=cat&limit=200")).GetProperty("hits").EnumerateArray().Single(hit => hit.GetProperty("path").GetString() == path);
        return (hit.GetProperty("id").GetInt64(), hit.GetProperty("thumbnailUrl").GetString()!);
    }
}
