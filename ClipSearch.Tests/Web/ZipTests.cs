using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Web;

/// <summary>Downloading several photos as a ZIP file.</summary>
public sealed class ZipTests(PostgresFixture postgres, S3Fixture s3) : IAsyncLifetime
{
    private const string AccessToken = "open sesame";

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _library = await postgres.NewLibraryAsync();

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task It_has_the_original_files_with_their_names_and_times()
    {
        string[] files = ["trip/beach.jpg", "home/beach.jpg", "home/BEACH.jpg", "x\\..\\evil.jpg", "日本 ö.jpg", "line\nbreak.jpg", "_a.jpg"];
        foreach (var (number, name) in files.Index())
        {
            var path = _library.Draw(number + 1, name);
            File.SetLastWriteTime(path, new DateTime(2019, 7, 4, 18, 2, 2 * number));
        }

        File.SetLastWriteTime(Path.Combine(_library.Folder, "_a.jpg"), new DateTime(1971, 2, 3, 4, 5, 6));
        await using var site = await StartAsync();
        var ids = await IdsAsync(site, files);

        var response = await PostAsync(site, ids);
        var bytes = await response.Content.ReadAsByteArrayAsync(Token);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Matches(@"^ClipSearch \d{4}-\d\d-\d\d\.zip$", response.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition.DispositionType);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(
            ["beach.jpg", "beach (2).jpg", "BEACH (3).jpg", "x_.._evil.jpg", "日本 ö.jpg", "line_break.jpg", "_a.jpg"],
            zip.Entries.Select(entry => entry.FullName));
        foreach (var (entry, name) in zip.Entries.Zip(files))
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_library.Folder, name), Token), Content(entry));
            Assert.Equal(entry.Length, entry.CompressedLength);
        }

        Assert.Equal(new DateTime(2019, 7, 4, 18, 2, 2), zip.Entries[1].LastWriteTime.DateTime);
        Assert.Equal(new DateTime(1980, 1, 1), zip.Entries[^1].LastWriteTime.DateTime);
        // The header of the name outside ASCII has the flag for UTF-8.
        var header = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("日本 ö.jpg")) - 30;
        Assert.Equal("PK\u0003\u0004"u8, bytes.AsSpan(header, 4));
        Assert.Equal(0x0800, BitConverter.ToUInt16(bytes, header + 6) & 0x0800);
        Assert.Equal(0, BitConverter.ToUInt16(bytes, header + 8));
    }

    [Fact]
    public async Task Missing_and_changed_photos_are_listed_in_a_text_file()
    {
        string[] files = ["a.jpg", "Missing photos.txt.jpg", "gone.jpg", "page.jpg", "empty.jpg"];
        foreach (var (number, name) in files.Index())
            _library.Draw(number + 1, name);
        await using var site = await StartAsync();
        var ids = await IdsAsync(site, files);
        File.Delete(Path.Combine(_library.Folder, "gone.jpg"));
        await File.WriteAllTextAsync(Path.Combine(_library.Folder, "page.jpg"), "<script>alert(1)</script>", Token);
        await File.WriteAllTextAsync(Path.Combine(_library.Folder, "empty.jpg"), "", Token);

        using var zip = await ZipAsync(await PostAsync(site, [.. ids, 987_654]));

        Assert.Equal(["a.jpg", "Missing photos.txt.jpg", "Missing photos.txt"], zip.Entries.Select(entry => entry.FullName));
        var text = Encoding.UTF8.GetString(Content(zip.Entries[^1]));
        Assert.Contains("Photo 987654: The library has no photo with this number.", text, StringComparison.Ordinal);
        Assert.Contains("gone.jpg: The photo’s file has been moved or deleted", text, StringComparison.Ordinal);
        Assert.Contains("page.jpg: The photo’s file is damaged", text, StringComparison.Ordinal);
        Assert.Contains("empty.jpg: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a.jpg", text, StringComparison.Ordinal);

        using var translated = await ZipAsync(await PostAsync(site, ids, ("Accept-Language", "de")));
        Assert.Equal("Fehlende Fotos.txt", translated.Entries[^1].FullName);
    }

    [Fact]
    public async Task Readers_get_files_without_metadata()
    {
        var located = TestImages.With(new TestExif().Camera("Canon", "EOS").Position("N", [(51, 1), (30, 1), (18, 1)], "E", [(0, 1), (7, 1), (30, 1)]), TestImages.Draw(2));
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, "located.jpg"), located, Token);
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, "located.tiff"), SampleImages.Saved(located, "tiffsave_buffer"), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken))).SeededAsync();
        var ids = await IdsAsync(site, ["located.jpg", "located.tiff"]);

        using var own = await ZipAsync(await PostAsync(site, ids, ("Authorization", $"Bearer {AccessToken}")));
        Assert.Equal(["located.jpg", "located.tiff"], own.Entries.Select(entry => entry.FullName));
        Assert.Equal(located, Content(own.Entries[0]));

        using var copies = await ZipAsync(await PostAsync(site, ids));
        Assert.Equal(["located.jpg", "located.webp"], copies.Entries.Select(entry => entry.FullName));
        foreach (var (copy, id) in copies.Entries.Zip(ids))
        {
            Assert.Equal(await (await site.GetAsync($"/photos/{id}/file")).Content.ReadAsByteArrayAsync(Token), Content(copy));
            Assert.DoesNotContain("Canon", Encoding.Latin1.GetString(Content(copy)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_files_of_a_photo_and_videos_are_included()
    {
        Directory.CreateDirectory(Path.Combine(_library.Folder, "other"));
        _library.Draw(5, "other/IMG 1.jpg");
        _library.Draw(1, "trip/IMG 1.jpg");
        File.Copy(Path.Combine(_library.Folder, "trip/IMG 1.jpg"), Path.Combine(_library.Folder, "trip/IMG 1.heic"));
        TestVideos.WriteStill(Path.Combine(_library.Folder, "trip/IMG 1.mov"), 33, 1);
        TestVideos.WriteFilm(Path.Combine(_library.Folder, "film.mp4"), 46, 33, "-metadata", "title=Filmed at 48.2082");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken))).SeededAsync();
        var ids = await IdsAsync(site, ["other/IMG 1.jpg", "trip/IMG 1.jpg", "film.mp4"]);

        using var own = await ZipAsync(await PostAsync(site, ids, ("Authorization", $"Bearer {AccessToken}")));
        Assert.Equal(["IMG 1.jpg", "IMG 1 (2).jpg", "IMG 1 (2).heic", "IMG 1 (2).mov", "film.mp4"], own.Entries.Select(entry => entry.FullName));
        foreach (var (entry, name) in own.Entries.Zip(["other/IMG 1.jpg", "trip/IMG 1.jpg", "trip/IMG 1.heic", "trip/IMG 1.mov", "film.mp4"]))
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_library.Folder, name), Token), Content(entry));

        // Readers get copies, and of companions only videos.
        using var copies = await ZipAsync(await PostAsync(site, ids));
        Assert.Equal(["IMG 1.jpg", "IMG 1 (2).jpg", "IMG 1 (2).mov", "film.mp4"], copies.Entries.Select(entry => entry.FullName));
        Assert.Equal(await (await site.GetAsync($"/photos/{ids[2]}/file")).Content.ReadAsByteArrayAsync(Token), Content(copies.Entries[3]));
        Assert.DoesNotContain("48.2082", Encoding.Latin1.GetString(Content(copies.Entries[3])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_site_sends_none_without_the_token()
    {
        _library.Draw(1, "a.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken, isPrivate: true))).SeededAsync();
        var id = (await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, "a.jpg"), Token))!.Id;

        Assert.Equal(401, (int)(await PostAsync(site, [id])).StatusCode);
        Assert.Equal(200, (int)(await PostAsync(site, [id], ("Authorization", $"Bearer {AccessToken}"))).StatusCode);
    }

    [Fact]
    public async Task Photos_in_buckets_are_included()
    {
        var bucket = await s3.NewBucketAsync();
        var large = TestImages.Noise(2200, 2000, TestImages.Png);
        await bucket.PutAsync("trip/large.png", large);
        await bucket.DrawAsync(1, "a.jpg");
        await using var library = await postgres.NewLibraryAsync(bucket);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, photosDir: bucket.Address()))).SeededAsync();
        var ids = await IdsAsync(site, ["trip/large.png", "a.jpg"]);
        await bucket.DeleteAsync("a.jpg");

        using var zip = await ZipAsync(await PostAsync(site, ids));

        Assert.Equal(["large.png", "Missing photos.txt"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(SHA256.HashData(large), SHA256.HashData(Content(zip.Entries[0])));
    }

    [Theory]
    [InlineData("", 400, "Name at least one photo")]
    [InlineData("id=", 400, "Name at least one photo")]
    [InlineData("id=abc", 400, "id is “abc”. Expected a photo number.")]
    [InlineData("id=0", 400, "Expected a photo number.")]
    [InlineData("id=-1", 400, "Expected a photo number.")]
    [InlineData("id=1.5", 400, "Expected a photo number.")]
    [InlineData("id=99999999999999999999", 400, "Expected a photo number.")]
    [InlineData("id=1%27%3BDROP+TABLE+photos", 400, "Expected a photo number.")]
    [InlineData("id=1,2,3,4", 400, "id names 4 photos. The maximum is 3.")]
    [InlineData("id=1&id=2&id=3&id=4", 400, "id names 4 photos. The maximum is 3.")]
    [InlineData("id=987654", 404, "no photo with this number")]
    public async Task Invalid_ids_are_refused_with_the_reason(string form, int status, string reason)
    {
        _library.Draw(1, "a.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, zipMaxPhotos: 3))).SeededAsync();

        var response = await site.Client.PostAsync("/photos/zip", new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"), Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(reason, (await TestSite.HtmlAsync(response)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_beyond_the_limits_are_refused()
    {
        _library.Draw(1, "a.jpg");
        await using var site = await StartAsync();
        var id = Assert.Single(await IdsAsync(site, ["a.jpg"]));

        Assert.Equal(405, (int)(await site.GetAsync($"/photos/zip?id={id}")).StatusCode);
        Assert.Equal(403, (int)(await PostAsync(site, [id], ("Sec-Fetch-Site", "cross-site"))).StatusCode);
        Assert.Equal(403, (int)(await PostAsync(site, [id], ("Origin", "https://evil.example"))).StatusCode);
        Assert.Equal(400, (int)(await site.Client.PostAsync("/photos/zip", new StringContent("[1]", Encoding.UTF8, "application/json"), Token)).StatusCode);
        Assert.Equal(413, (int)(await PostAsync(site, [.. Enumerable.Range(1, 20_000).Select(number => (long)number)])).StatusCode);
        Assert.Equal(400, (int)(await PostAsync(site, [.. Enumerable.Range(1, 10_000).Select(number => (long)number)])).StatusCode);
        // A repeated id counts once.
        Assert.Equal(200, (int)(await PostAsync(site, [.. Enumerable.Repeat(id, 1500)])).StatusCode);

        await using var small = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, zipMaxBytes: 100))).SeededAsync();
        var refusal = await PostAsync(small, [id]);
        Assert.Equal(400, (int)refusal.StatusCode);
        Assert.Contains("The maximum is 100 bytes (ZIP_MAX_MB).", (await TestSite.HtmlAsync(refusal)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_that_breaks_off_is_listed_and_the_ZIP_is_complete()
    {
        var (store, library) = await MemoryAsync();
        await using var _ = library;
        await using var site = await StartAsync(library, store);
        var ids = await IdsAsync(site, ["a.jpg", "b.jpg"]);
        var first = store.Files["memory://album/a.jpg"];
        store.Opening = content => content == first ? new SlowStream(content, 100, _ => throw new IOException("The disk is broken.")) : new MemoryStream(content);

        using var zip = await ZipAsync(await PostAsync(site, ids));

        Assert.Equal(["a.jpg", "b.jpg", "Missing photos.txt"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(first[..100], Content(zip.Entries[0]));
        Assert.Equal(store.Files["memory://album/b.jpg"], Content(zip.Entries[1]));
        Assert.Contains("a.jpg: Only 100 bytes of ", Encoding.UTF8.GetString(Content(zip.Entries[2])), StringComparison.Ordinal);

        // A file that has become shorter is incomplete, too.
        store.Opening = content => content == first ? new SlowStream(content, 100, _ => Task.FromResult(0)) : new MemoryStream(content);
        using var shortened = await ZipAsync(await PostAsync(site, ids));
        Assert.Contains("The file was changed while it was being read.", Encoding.UTF8.GetString(Content(shortened.Entries[^1])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_error_ends_the_connection_instead_of_a_file_that_looks_complete()
    {
        var (store, library) = await MemoryAsync();
        await using var _ = library;
        await using var site = await StartAsync(library, store);
        var ids = await IdsAsync(site, ["a.jpg", "b.jpg"]);
        store.Opening = content => new SlowStream(content, 100, _ => throw new InvalidOperationException("A bug."));

        using var request = Request(ids);
        using var response = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        using var received = new MemoryStream();
        await Assert.ThrowsAsync<HttpIOException>(() => stream.CopyToAsync(received, Token));
        // The signature of the end of a ZIP
        Assert.Equal(-1, received.ToArray().AsSpan().IndexOf("PK\u0005\u0006"u8));
    }

    [Fact]
    public async Task Reading_stops_when_the_client_disconnects_and_downloads_at_once_are_limited()
    {
        var (store, library) = await MemoryAsync();
        await using var _ = library;
        await using var site = await StartAsync(library, store);
        var ids = await IdsAsync(site, ["a.jpg"]);
        var (reading, stopped) = (new ConcurrentQueue<bool>(), new ConcurrentQueue<bool>());
        store.Opening = content => new SlowStream(content, 100, async token =>
        {
            reading.Enqueue(true);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                stopped.Enqueue(true);
                throw;
            }

            return 0;
        });
        (string, string) elsewhere = ("X-Forwarded-For", "203.0.113.7");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var downloads = Enumerable.Range(0, 2).Select(_ => PostAsync(site, ids, leaving.Token, elsewhere)).ToList();
        await TestSite.UntilAsync(() => reading.Count == 2);

        var refused = await PostAsync(site, ids, elsewhere);
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Contains("2 ZIP files at once", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        await leaving.CancelAsync();
        foreach (var download in downloads)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
        await TestSite.UntilAsync(() => stopped.Count == 2);
        store.Opening = content => new MemoryStream(content);
        await TestSite.UntilAsync(async () => (await PostAsync(site, ids, elsewhere)).StatusCode == HttpStatusCode.OK);
    }

    private Task<TestSite> StartAsync() => StartAsync(_library, null);

    private static async Task<TestSite> StartAsync(TestLibrary library, MemoryStore? store) => await (await TestSite.StartAsync(
        TestSite.OptionsFor(library, trustedProxies: ["127.0.0.1/32"]),
        builder =>
        {
            if (store is not null)
                builder.Services.AddSingleton(new RemoteStoreKind("memory", () => store));
        })).SeededAsync();

    private async Task<(MemoryStore Store, TestLibrary Library)> MemoryAsync()
    {
        var store = new MemoryStore();
        store.Files["memory://album/a.jpg"] = TestImages.Draw(1);
        store.Files["memory://album/b.jpg"] = TestImages.Draw(2);
        return (store, new TestLibrary(await postgres.NewDatabaseAsync(), photosDirs: ["memory://album"], remote: new RemoteStoreKind("memory", () => store)));
    }

    private static async Task<long[]> IdsAsync(TestSite site, string[] paths)
    {
        var photos = (await site.JsonAsync("/api/photos?limit=200")).GetProperty("photos").EnumerateArray()
            .ToDictionary(photo => photo.GetProperty("path").GetString()!, photo => photo.GetProperty("id").GetInt64());
        return [.. paths.Select(path => photos[path])];
    }

    private static Task<HttpResponseMessage> PostAsync(TestSite site, long[] ids, params (string Name, string Value)[] headers) => PostAsync(site, ids, Token, headers);

    private static Task<HttpResponseMessage> PostAsync(TestSite site, long[] ids, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var request = Request(ids);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return site.Client.SendAsync(request, cancellationToken);
    }

    private static HttpRequestMessage Request(long[] ids) =>
        new(HttpMethod.Post, "/photos/zip") { Content = new StringContent($"id={string.Join(',', ids)}", Encoding.UTF8, "application/x-www-form-urlencoded") };

    private static async Task<ZipArchive> ZipAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync(Token)));
    }

    /// <summary>Returns the content of a file in a ZIP, whose checksum the reader compares.</summary>
    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>A file of which a number of bytes can be read; then something else happens. Its signature can be read again.</summary>
    private sealed class SlowStream(byte[] content, int available, Func<CancellationToken, Task<int>> then) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position < available
            ? await base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, available - Position)], cancellationToken)
            : await then(cancellationToken);
    }
}
