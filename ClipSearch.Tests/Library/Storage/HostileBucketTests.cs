using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClipSearch.Tests.Library.Storage;

public sealed class HostileBucketTests : IAsyncLifetime
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    private HostileS3 _s3 = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _s3 = await HostileS3.StartAsync();

    public ValueTask DisposeAsync() => _s3.DisposeAsync();

    /// <summary>ETags of S3 for multipart uploads, customer keys and KMS, and of other servers.</summary>
    public static TheoryData<string> ETags => new(
        "\"9b2cf535f27731c974343645a3985328-17\"", $"\"{new string('0', 32)}\"", "\"no MD5 at all\"", "\"abc\"", "W/\"0123456789abcdef\"", "unquoted", "\"\"", $"\"{new string('x', 2000)}\"",
        "\"a\\\"b\"");

    [Theory]
    [MemberData(nameof(ETags))]
    public async Task An_object_with_any_ETag_is_read(string eTag)
    {
        _s3.Objects["a.jpg"] = new HostileObject(Content, eTag);
        using var storage = new PhotoStorage(_s3.Options());
        var store = storage.Of(_s3.Address());

        var listed = await store.ListAsync(_s3.Address(), Token);
        using var file = await store.ReadAsync(_s3.Address("a.jpg"), Token);
        var opened = await store.OpenAsync(_s3.Address("a.jpg"), Token);
        await using var stream = opened.Content;
        var all = new MemoryStream();
        await stream.CopyToAsync(all, Token);

        Assert.Equal(_s3.Address("a.jpg"), Assert.Single(listed.Files).Path);
        Assert.Equal(Content, file.Content);
        Assert.Equal(Content, all.ToArray());
        Assert.InRange(opened.Version.Length, 1, 200);
        // One request to read the file, and two to open it and read the rest.
        Assert.Equal(3, _s3.Requests.Count(request => request.StartsWith("/bucket/a.jpg", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_object_without_a_length_is_reported()
    {
        _s3.Get = async (context, _) =>
        {
            await context.Response.Body.WriteAsync(Content, Token);
            return true;
        };
        using var storage = new PhotoStorage(_s3.Options());

        var error = await Assert.ThrowsAsync<ImageException>(() => storage.Of(_s3.Address()).ReadAsync(_s3.Address("a.jpg"), Token));

        Assert.Contains("the server does not report its size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_object_without_a_length_is_reported()
    {
        _s3.Get = (context, _) => HostileS3.EndlesslyAsync(context, "again and again ");
        using var storage = new PhotoStorage(_s3.Options());

        var error = await Assert.ThrowsAsync<ImageException>(() => storage.Of(_s3.Address()).ReadAsync(_s3.Address("a.jpg"), Token));

        Assert.Contains("the server does not report its size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_download_times_out()
    {
        _s3.Get = async (context, _) =>
        {
            context.Response.ContentLength = 1000;
            for (var i = 0; i < 999 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }

            return true;
        };
        using var storage = new PhotoStorage(_s3.Options(), BucketLimits.Default with { FileTimeout = TimeSpan.FromMilliseconds(200), BytesPerSecond = 1 << 20 });

        var error = await Assert.ThrowsAsync<ImageException>(() => storage.Of(_s3.Address()).ReadAsync(_s3.Address("a.jpg"), Token));

        Assert.Contains("the download did not finish within", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTemporary);
    }

    [Fact]
    public async Task A_repeatedly_lost_connection_is_reported_with_the_received_bytes()
    {
        _s3.Get = async (context, _) =>
        {
            var isFirst = context.Request.Headers.Range.Count == 0;
            context.Response.StatusCode = isFirst ? 200 : 206;
            if (!isFirst)
                context.Response.Headers.ContentRange = "bytes 100-999/1000";
            context.Response.ContentLength = isFirst ? 1000 : 900;
            await context.Response.Body.WriteAsync(new byte[isFirst ? 100 : 0], Token);
            await context.Response.Body.FlushAsync(Token);
            return true;
        };
        using var storage = new PhotoStorage(_s3.Options());

        var error = await Assert.ThrowsAsync<ImageException>(() => storage.Of(_s3.Address()).ReadAsync(_s3.Address("a.jpg"), Token));

        Assert.Contains("the connection was lost after 100 of 1000 bytes", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Headers => new()
    {
        { "Last-Modified", "the day before yesterday" },
        { "Content-Range", "bytes 5-2/x" },
        { "Content-Range", "bytes 0-9223372036854775807/9223372036854775807" },
        { "Expires", "never" },
        { "x-amz-mp-parts-count", "many" },
        { "x-amz-missing-meta", "-" },
        { "x-amz-tagging-count", "99999999999999999999" },
        { "x-amz-delete-marker", "perhaps" },
        { "x-amz-object-lock-retain-until-date", "soon" },
        { "x-amz-checksum-crc32", "wrong" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Invalid_headers_affect_only_their_object(string name, string value)
    {
        _s3.Objects["a.jpg"] = new HostileObject(Content, "\"a\"", Headers: new Dictionary<string, string> { [name] = value });
        using var storage = new PhotoStorage(_s3.Options());

        try
        {
            using var file = await storage.Of(_s3.Address()).ReadAsync(_s3.Address("a.jpg"), Token);
            Assert.Equal(Content, file.Content);
        }
        catch (ImageException e)
        {
            Assert.StartsWith($"{_s3.Address("a.jpg")} cannot be read as an image: ", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<Size>200000</Size>", "<Size>many</Size>")]
    [InlineData("<Size>200000</Size>", "<Size>99999999999999999999</Size>")]
    [InlineData("<LastModified>2024-05-06T07:08:09.000Z</LastModified>", "<LastModified>2024-13-45T99:00:00Z</LastModified>")]
    [InlineData("<LastModified>2024-05-06T07:08:09.000Z</LastModified>", "<LastModified></LastModified>")]
    [InlineData("<ETag>\"b\"</ETag>", "")]
    [InlineData("<Key>b.jpg</Key>", "")]
    [InlineData("<Key>b.jpg</Key>", "<Key></Key>")]
    [InlineData("<Key>b.jpg</Key>", "<Key>%zz%.jpg</Key>")]
    public async Task An_invalid_entry_of_a_listing_does_not_affect_the_others(string right, string wrong)
    {
        _s3.Objects["a.jpg"] = new HostileObject([1], "\"a\"", "2024-01-01T00:00:00.000Z");
        _s3.Objects["b.jpg"] = new HostileObject(Content, "\"b\"");
        _s3.Objects["ümlaut.jpg"] = new HostileObject([1], "\"c\"", "2024-01-01T00:00:00.000Z");
        var page = HostileS3.Page(_s3.Objects.Select(each => (each.Key, each.Value)));
        Assert.Contains(right, page, StringComparison.Ordinal);
        _s3.List = (context, _) => HostileS3.AnswerAsync(context, page.Replace(right, wrong, StringComparison.Ordinal));
        using var storage = new PhotoStorage(_s3.Options());

        var listed = (await storage.Of(_s3.Address()).ListAsync(_s3.Address(), Token)).Files.Select(file => file.Path).ToList();

        Assert.Contains(_s3.Address("a.jpg"), listed);
        Assert.Contains(_s3.Address("ümlaut.jpg"), listed);
    }

    [Fact]
    public async Task A_listing_of_empty_pages_ends()
    {
        var pages = 0;
        _s3.List = (context, _) => HostileS3.AnswerAsync(context, HostileS3.Page([], $"token-{++pages}"));
        using var storage = new PhotoStorage(_s3.Options());

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => storage.Of(_s3.Address()).ListAsync(_s3.Address(), Token));

        Assert.Contains("the same list page repeatedly", error.Message, StringComparison.Ordinal);
        Assert.Equal(BucketLimits.Default.MaxEmptyPages + 1, pages);
    }

    [Fact]
    public async Task A_listing_with_too_many_pages_ends()
    {
        var pages = 0;
        _s3.List = (context, _) => HostileS3.AnswerAsync(context, HostileS3.Page([("same.jpg", new HostileObject(Content, "\"a\""))], $"token-{++pages}"));
        using var storage = new PhotoStorage(_s3.Options(), BucketLimits.Default with { MaxPages = 30 });

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => storage.Of(_s3.Address()).ListAsync(_s3.Address(), Token));

        Assert.Contains("more than 5000000 photos or 30 pages", error.Message, StringComparison.Ordinal);
        Assert.Equal(31, pages);
    }

    [Fact]
    public async Task A_listing_with_too_many_photos_ends()
    {
        var pages = 0;
        _s3.List = (context, _) => HostileS3.AnswerAsync(context, HostileS3.Page([($"{++pages}.jpg", new HostileObject(Content, "\"a\""))], $"token-{pages}"));
        using var storage = new PhotoStorage(_s3.Options(), BucketLimits.Default with { MaxPhotos = 20 });

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => storage.Of(_s3.Address()).ListAsync(_s3.Address(), Token));

        Assert.Contains("the server lists more than 20 photos", error.Message, StringComparison.Ordinal);
        Assert.Equal(21, pages);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task An_endless_page_is_cut_off(int status)
    {
        _s3.List = async (context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync("<?xml version=\"1.0\"?><ListBucketResult>", Token);
            return await HostileS3.EndlesslyAsync(context, new string(' ', 4000));
        };
        using var storage = new PhotoStorage(_s3.Options(), BucketLimits.Default with { MaxPageBytes = 100_000 });

        var error = await Assert.ThrowsAnyAsync<IOException>(() => storage.Of(_s3.Address()).ListAsync(_s3.Address(), Token));

        Assert.Contains("100000", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_page_times_out()
    {
        _s3.List = async (context, _) =>
        {
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync("<?xml version=\"1.0\"?><ListBucketResult>", Token);
            await context.Response.Body.FlushAsync(Token);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return true;
        };
        using var storage = new PhotoStorage(_s3.Options(), BucketLimits.Default with { PageTimeout = TimeSpan.FromMilliseconds(100) });

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => storage.Of(_s3.Address()).ListAsync(_s3.Address(), Token));

        Assert.StartsWith($"{_s3.Address()}: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTemporary);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_reported_and_not_followed(int status)
    {
        _s3.List = (context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"{_s3.Endpoint}elsewhere";
            return Task.FromResult(true);
        };
        using var storage = new PhotoStorage(_s3.Options());

        var error = await Assert.ThrowsAsync<RemoteStoreException>(() => storage.Of(_s3.Address()).ListAsync(_s3.Address(), Token));

        Assert.Contains("check S3_", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_s3.Requests, request => request.Contains("elsewhere", StringComparison.Ordinal));
    }
}
