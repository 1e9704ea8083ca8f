using System.Net;
using System.Net.Sockets;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Storage;

public sealed class BucketStoreTests(S3Fixture s3) : IAsyncLifetime
{
    private TestBucket _bucket = null!;
    private PhotoStorage _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IPhotoStore Store => _storage.Of(_bucket.Address());

    public async ValueTask InitializeAsync()
    {
        _bucket = await s3.NewBucketAsync();
        _storage = new PhotoStorage(_bucket.Options());
    }

    public ValueTask DisposeAsync()
    {
        _storage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_folder_lists_the_photos_at_and_below_it()
    {
        foreach (var key in new[] { "trip/a.jpg", "trip/below/b.PNG", "trip/notes.txt", "trip/.hidden/c.jpg", "trip/.d.jpg", "trip/e.jpg/", "trip", "trip2/f.jpg", "tri.jpg" })
            await _bucket.PutAsync(key, "12345"u8.ToArray());

        var folder = await Store.ListAsync(_bucket.Address("trip/"), Token);

        Assert.Equal(_bucket.Address("trip"), folder.Root);
        Assert.Equal([_bucket.Address("trip/a.jpg"), _bucket.Address("trip/below/b.PNG")], folder.Files.Select(file => file.Path));
        Assert.Equal(new PhotoFile(_bucket.Address("trip/a.jpg"), 5, folder.Files[0].ModifiedTicks, "827ccb0eea8a706c4c34a16891f84e7b"), folder.Files[0]);
        Assert.InRange(new DateTime(folder.Files[0].ModifiedTicks), DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
        Assert.Empty(folder.Unreadable);
    }

    [Fact]
    public async Task A_folder_of_more_than_a_page_of_objects_is_listed_completely()
    {
        await Parallel.ForAsync(0, 1100, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (i, _) => await _bucket.PutAsync($"{i:0000}.jpg", [1]));

        var folder = await Store.ListAsync(_bucket.Address(), Token);

        Assert.Equal(1100, folder.Files.Count);
        Assert.Equal(2, (await _bucket.RequestsAsync()).Count);
    }

    public static TheoryData<string> HostileKeys => new(
        " a b+c%41&d=e?f#g.jpg", "'\"<script>alert(1)</script>.jpg", "ümläut 日本 🐈.jpg", "line\nbreak\ttab\u0001\u001b[31m.jpg", "twice//as///much.jpg",
        "..jpg", "a..b/...jpg", "back\\slash:colon*.jpg", $"{new string('x', 500)}/{new string('ö', 240)}.jpg", "e\u0301 decomposed.jpg", "%2e%2e/a.jpg", "{0}[1]~!$().jpg");

    [Theory]
    [MemberData(nameof(HostileKeys))]
    public async Task Objects_with_unusual_names_are_listed_and_read(string key)
    {
        await _bucket.PutAsync(key, "the content"u8.ToArray());
        var isHidden = key.Split('/').Any(part => part.StartsWith('.'));

        var listed = await Store.ListAsync(_bucket.Address(), Token);
        using var file = await Store.ReadAsync($"{_bucket.Address()}/{key}", Token);

        Assert.Equal(isHidden ? [] : [$"{_bucket.Address()}/{key}"], listed.Files.Select(each => each.Path));
        Assert.Equal("the content"u8, file.Content);
    }

    [Fact]
    public async Task A_name_that_cannot_be_requested_is_reported_and_not_requested()
    {
        await _bucket.PutAsync("../other/a.jpg", [1]);
        await _bucket.PutAsync("x/./b.jpg", [1]);
        await _bucket.PutAsync("nul\0.jpg", [1]);
        await _bucket.PutAsync("/leading.jpg", [1]);
        await _bucket.PutAsync($"{new string('日', 1000)}.jpg", [1]);

        var folder = await Store.ListAsync(_bucket.Address(), Token);

        Assert.Empty(folder.Files);
        Assert.Equal(5, folder.Unreadable.Count);
        Assert.All(folder.Unreadable, failure => Assert.EndsWith("rename it.", failure.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(folder.Unreadable, failure => failure.Path.Contains('\0'));
    }

    [Fact]
    public async Task A_file_is_opened_with_its_start_and_read_in_parts()
    {
        var content = Bytes(6 << 20);
        await _bucket.PutAsync("a.jpg", content);

        var file = await Store.OpenAsync(_bucket.Address("a.jpg"), Token);
        await using var stream = file.Content;
        var all = new MemoryStream();
        await stream.CopyToAsync(all, Token);

        Assert.Equal(content, all.ToArray());
        Assert.Equal(["bytes=0-65535", "bytes=65536-4259839", "bytes=4259840-6291455"], (await _bucket.FetchedAsync()).Select(request => request.Range));
        stream.Position = 100;
        var some = new byte[50];
        await stream.ReadExactlyAsync(some, Token);
        Assert.Equal(content[100..150], some);
        Assert.Equal(3, (await _bucket.FetchedAsync()).Count);
        stream.Seek(-10, SeekOrigin.End);
        await stream.ReadExactlyAsync(some.AsMemory(0, 10), Token);
        Assert.Equal(content[^10..], some[..10]);
        Assert.Equal("bytes=6291446-6291455", (await _bucket.FetchedAsync())[^1].Range);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("drop")]
    [InlineData("500")]
    [InlineData("503")]
    public async Task A_single_failure_is_retried(string fault)
    {
        var content = Bytes(300_000);
        await _bucket.PutAsync("a.jpg", content);
        await _bucket.SpoilAsync(fault, "a.jpg", times: 1);

        using var file = await Store.ReadAsync(_bucket.Address("a.jpg"), Token);

        Assert.Equal(content, file.Content);
        var ranges = (await _bucket.FetchedAsync()).Select(request => request.Range).ToList();
        Assert.Equal(2, ranges.Count);
        // The received bytes are not fetched again.
        Assert.Equal(fault == "cut", ranges[1].StartsWith("bytes=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_is_lost_every_time_is_a_temporary_failure()
    {
        await _bucket.PutAsync("a.jpg", Bytes(300_000));
        await _bucket.SpoilAsync("cut");

        var error = await Assert.ThrowsAsync<ImageException>(() => Store.ReadAsync(_bucket.Address("a.jpg"), Token));

        Assert.True(error.IsTemporary);
        Assert.True(Assert.IsType<RemoteStoreException>(error.InnerException).IsTemporary);
        Assert.Matches("the connection was lost after [0-9]+ of 300000 bytes", error.Message);
    }

    [Fact]
    public async Task Content_that_changes_during_reading_is_reported()
    {
        await _bucket.PutAsync("a.jpg", Bytes(200_000));
        var file = await Store.OpenAsync(_bucket.Address("a.jpg"), Token);
        await using var stream = file.Content;
        await _bucket.PutAsync("a.jpg", new byte[200_000]);

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => stream.CopyToAsync(Stream.Null, Token));

        Assert.Contains("changed while", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_and_missing_objects_are_reported()
    {
        await _bucket.PutAsync("empty.jpg", []);

        Assert.Contains("the file is empty", (await Assert.ThrowsAsync<ImageException>(() => Store.ReadAsync(_bucket.Address("empty.jpg"), Token))).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", (await Assert.ThrowsAnyAsync<IOException>(() => Store.OpenAsync(_bucket.Address("empty.jpg"), Token))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenAsync(_bucket.Address("missing.jpg"), Token));
        Assert.IsType<FileNotFoundException>((await Assert.ThrowsAsync<ImageException>(() => Store.ReadAsync(_bucket.Address("missing.jpg"), Token))).InnerException);
    }

    [Theory]
    [InlineData("403", false, "cannot be read with these keys (403 AccessDenied)")]
    [InlineData("html", false, "is not S3-compatible; check S3_ENDPOINT")]
    [InlineData("500", true, "returned 500")]
    [InlineData("drop", true, "cannot be reached")]
    public async Task A_bucket_that_cannot_be_listed_is_reported_with_the_reason(string fault, bool isTemporary, string message)
    {
        await _bucket.PutAsync("a.jpg", [1]);
        await _bucket.SpoilAsync(fault);

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => Store.ListAsync(_bucket.Address(), Token));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(isTemporary, error.IsTemporary);
    }

    [Fact]
    public async Task Wrong_keys_and_unknown_buckets_are_reported_without_secrets()
    {
        await _bucket.PutAsync("a.jpg", [1]);
        var bucket = await Assert.ThrowsAsync<RemoteStoreException>(() => Store.ListAsync("s3://unknown", Token));

        Assert.Contains("There is no s3://unknown; check its name", bucket.Message, StringComparison.Ordinal);
        Assert.False(bucket.IsTemporary);
        foreach (var wrong in new[] { new S3Keys("somebody", S3Fixture.Secret), new S3Keys(S3Fixture.KeyId, "an0ther-s3cret") })
        {
            using var storage = new PhotoStorage(_bucket.Options(wrong));
            var keys = await Assert.ThrowsAsync<RemoteStoreException>(() => storage.Of(_bucket.Address()).ListAsync(_bucket.Address(), Token));
            Assert.Contains("check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY", keys.Message, StringComparison.Ordinal);
            Assert.False(keys.IsTemporary);
            Assert.DoesNotContain("s3cret", keys.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_public_bucket_is_read_without_keys()
    {
        await _bucket.PutAsync("a.jpg", "open"u8.ToArray());
        using var storage = new PhotoStorage(new ClipSearchOptions { S3Endpoint = _bucket.Endpoint });

        using var file = await storage.Of(_bucket.Address()).ReadAsync(_bucket.Address("a.jpg"), Token);

        Assert.Equal("open"u8, file.Content);
    }

    [Fact]
    public async Task An_unreachable_server_is_a_temporary_failure()
    {
        using var storage = new PhotoStorage(new ClipSearchOptions { S3Endpoint = ClosedPort() });

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => storage.Of("s3://bucket").OpenAsync("s3://bucket/a.jpg", Token));

        Assert.True(error.IsTemporary);
        Assert.Contains("s3://bucket/a.jpg: the server cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Returns an address at which no server listens.</summary>
    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
