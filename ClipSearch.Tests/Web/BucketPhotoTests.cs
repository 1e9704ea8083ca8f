using System.Net;
using System.Net.Http.Headers;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Photos in a bucket.</summary>
public sealed class BucketPhotoTests(PostgresFixture postgres, S3Fixture s3) : IAsyncLifetime
{
    private const string HostileKey = "trip/a \"b\" <img src=x onerror=alert(1)> & 'ö' 日本\n#?%41;.png";

    private TestBucket _bucket = null!;
    private TestLibrary _library = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bucket = await s3.NewBucketAsync();
        await _bucket.PutGoldenAsync("trip/really-a-png.jpg");
        await _bucket.PutGoldenAsync(HostileKey, "formats/drawing-grey.png");
        await _bucket.DrawAsync(1, "a.jpg");
        _library = await postgres.NewLibraryAsync(_bucket);
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, photosDir: _bucket.Address()))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_served_whole_and_in_ranges()
    {
        var whole = await File.ReadAllBytesAsync(TestFiles.Golden("formats/drawing.png"), Token);
        var address = $"/photos/{await IdAsync("trip/really-a-png.jpg")}/file";

        var all = await _site.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "image/png", whole.Length), (all.StatusCode, all.Content.Headers.ContentType?.MediaType, (int)all.Content.Headers.ContentLength!));
        Assert.Equal(whole, await all.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("really-a-png.jpg", all.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Null(all.Headers.Location);

        using var ranged = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(100, 149) } };
        var range = await _site.Client.SendAsync(ranged, Token);
        Assert.Equal(HttpStatusCode.PartialContent, range.StatusCode);
        Assert.Equal($"bytes 100-149/{whole.Length}", range.Content.Headers.ContentRange!.ToString());
        Assert.Equal(whole[100..150], await range.Content.ReadAsByteArrayAsync(Token));

        using var beyond = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(whole.Length, null) } };
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await _site.Client.SendAsync(beyond, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await _site.GetAsync(address, ("If-None-Match", all.Headers.ETag!.ToString()))).StatusCode);
        var head = await _site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), Token);
        Assert.Equal(whole.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_range_of_a_large_file_fetches_only_that_range()
    {
        var content = new byte[9 << 20];
        TestImages.Draw(3).CopyTo(content, 0);
        await _bucket.PutAsync("long.jpg", content);
        await SyncedAsync(4);
        var fetched = (await _bucket.FetchedAsync()).Count;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/photos/{await IdAsync("long.jpg")}/file") { Headers = { Range = new RangeHeaderValue(8_000_000, 8_000_009) } };

        Assert.Equal(new byte[10], await (await _site.Client.SendAsync(request, Token)).Content.ReadAsByteArrayAsync(Token));

        Assert.Equal(["bytes=0-65535", $"bytes=8000000-{content.Length - 1}"], (await _bucket.FetchedAsync()).Skip(fetched).Select(each => each.Range));
    }

    [Fact]
    public async Task Cached_thumbnails_are_served_while_the_bucket_does_not_respond()
    {
        var id = await IdAsync("trip/really-a-png.jpg");
        Assert.Equal("image/webp", (await _site.GetAsync($"/photos/{id}/thumb")).Content.Headers.ContentType?.MediaType);
        await _bucket.SpoilAsync("drop");

        Assert.Equal(HttpStatusCode.OK, (await _site.GetAsync($"/photos/{id}/thumb")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _site.GetAsync($"/photos/{id}")).StatusCode);
    }

    [Theory]
    [InlineData("drop", 503, "the server cannot be reached")]
    [InlineData("403", 502, "cannot be read with these keys")]
    public async Task A_bucket_error_has_its_status_and_message(string fault, int status, string message)
    {
        var id = await IdAsync("a.jpg");
        await _bucket.SpoilAsync(fault);

        var file = await _site.PageAsync($"/photos/{id}/file", status);
        Assert.Contains(message, file.QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
        var thumbnail = await _site.GetAsync($"/photos/{id}/thumb");
        Assert.Equal((status, "image/svg+xml", "no-store"), ((int)thumbnail.StatusCode, thumbnail.Content.Headers.ContentType?.MediaType, thumbnail.Headers.CacheControl!.ToString()));
        Assert.Equal(status == 503, thumbnail.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task A_missing_or_replaced_object_has_its_status_and_message()
    {
        var (gone, other) = (await IdAsync("a.jpg"), await IdAsync("trip/really-a-png.jpg"));
        await _bucket.DeleteAsync("a.jpg");
        await _bucket.PutAsync("trip/really-a-png.jpg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray());

        foreach (var (id, status, message) in new[] { (gone, 404, "has been moved or deleted"), (other, 500, "is damaged") })
        {
            Assert.Contains(message, (await _site.PageAsync($"/photos/{id}/file", status)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(status, (int)(await _site.GetAsync($"/photos/{id}/thumb")).StatusCode);
        }
    }

    [Fact]
    public async Task A_hostile_key_is_escaped_in_the_page_and_the_header()
    {
        var id = await IdAsync(HostileKey);
        var page = await _site.PageAsync($"/photos/{id}");
        var file = await _site.GetAsync($"/photos/{id}/file");

        Assert.Equal(HostileKey["trip/".Length..], page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector("h1 img"));
        Assert.DoesNotContain('\n', file.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal(HostileKey["trip/".Length..], file.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(await File.ReadAllBytesAsync(TestFiles.Golden("formats/drawing-grey.png"), Token), await file.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Photos_are_found_by_folder_and_by_name()
    {
        Assert.Equal(2, (await _site.JsonAsync("/api/photos?folder=trip")).GetProperty("total").GetInt32());
        Assert.Equal(2, (await _site.JsonAsync($"/api/photos?folder={Uri.EscapeDataString(_bucket.Address("trip"))}")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await _site.JsonAsync("/api/photos?folder=s3://%22%20OR%201=1")).GetProperty("total").GetInt32());
        Assert.Equal("a.jpg", (await _site.JsonAsync("/api/search?q=a.jpg")).GetProperty("hits")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_bucket_accepts_no_deletes_and_no_uploads()
    {
        var id = await IdAsync("a.jpg");

        Assert.Null((await _site.PageAsync($"/photos/{id}")).QuerySelector("article .actions form"));
        var delete = await _site.Client.DeleteAsync($"/api/photos/{id}", Token);
        Assert.Equal(HttpStatusCode.Conflict, delete.StatusCode);
        Assert.Contains("is in a bucket, which is read-only", await delete.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Draw(7)), "files", "new.jpg" } };
        var upload = await _site.Client.PostAsync("/api/photos", form, Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, upload.StatusCode);
        Assert.Contains("PHOTOS_DIR has only buckets", await upload.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(3, (await _library.FindAsync()).Count);
    }

    [Fact]
    public async Task An_upload_goes_to_the_first_folder_on_disk()
    {
        await using var site = await (await TestSite.StartAsync(new ClipSearchOptions
        {
            DatabaseUrl = _library.Options.DatabaseUrl,
            PhotosDirs = [_bucket.Address(), _library.Folder],
            DataDir = _library.Options.DataDir,
            ModelsDir = _library.Options.ModelsDir,
            ClipModel = _library.Options.ClipModel,
            S3Endpoint = _library.Options.S3Endpoint,
            S3Keys = _library.Options.S3Keys,
            Port = 0,
        })).SeededAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Draw(7)), "files", "new.jpg" } };

        Assert.Equal(HttpStatusCode.Created, (await site.Client.PostAsync("/api/photos", form, Token)).StatusCode);

        Assert.Single(Directory.GetFiles(Path.Combine(_library.Folder, "uploads"), "new.jpg", SearchOption.AllDirectories));
        // A file that the bucket already has is not added again.
        using var known = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Draw(1)), "files", "again.jpg" } };
        Assert.Equal(HttpStatusCode.OK, (await site.Client.PostAsync("/api/photos", known, Token)).StatusCode);
    }

    [Fact]
    public async Task The_keys_are_never_shown_or_logged()
    {
        await _bucket.SpoilAsync("403");
        await _site.Client.PostAsync("/api/sync", null, Token);
        await TestSite.UntilAsync(() => _site.Sync.FoldersAreUnavailable);

        foreach (var address in new[] { "/api/status", "/library", "/", "/health/ready", $"/photos/{await IdAsync("a.jpg")}/file" })
        {
            var response = await (await _site.GetAsync(address)).Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain(S3Fixture.Secret, response, StringComparison.Ordinal);
            Assert.DoesNotContain(S3Fixture.KeyId, response, StringComparison.Ordinal);
        }

        Assert.Contains("cannot be read with these keys", (await _site.JsonAsync("/api/status")).GetProperty("sync").GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_site.Log.All, line => line.Contains(S3Fixture.Secret, StringComparison.Ordinal) || line.Contains(S3Fixture.KeyId, StringComparison.Ordinal));
    }

    private async Task SyncedAsync(int photos)
    {
        _site.Sync.RunNow(mayBeEmpty: false);
        await TestSite.UntilAsync(async () => (await _library.FindAsync()).Count == photos);
    }

    private async Task<long> IdAsync(string key) => (await _library.Lookup.FindByPathAsync($"{_bucket.Address()}/{key}", Token))!.Id;
}
