using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ClipSearch.Tests.Library.Sync;

public sealed class HostileBucketSyncTests(PostgresFixture postgres) : IAsyncLifetime
{
    private HostileS3 _s3 = null!;
    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _s3 = await HostileS3.StartAsync();
        _library = new TestLibrary(await postgres.NewDatabaseAsync(), s3Endpoint: _s3.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        await _library.DisposeAsync();
        await _s3.DisposeAsync();
    }

    [Fact]
    public async Task Objects_whose_ETag_is_not_the_MD5_of_their_content_are_imported_once()
    {
        string[] eTags = ["\"9b2cf535f27731c974343645a3985328-17\"", $"\"{new string('0', 32)}\"", "\"no MD5 at all\"", "\"abc\"", "W/\"0123456789abcdef\"", "unquoted", "\"\""];
        for (var i = 0; i < eTags.Length; i++)
            _s3.Objects[$"{i}.jpg"] = new HostileObject(TestImages.Draw(i), eTags[i]);

        var summary = await SyncAsync();

        Assert.Equal((eTags.Length, eTags.Length, 0), (summary.Found, summary.Embedded, summary.Failures.Count));
        Assert.Equal(eTags.Length, (await SyncAsync()).Unchanged);
    }

    [Fact]
    public async Task Objects_that_cannot_be_read_are_each_a_failure()
    {
        string[] keys = ["no length.jpg", "no end.jpg", "broken off.jpg", "headers.jpg"];
        foreach (var key in keys)
            _s3.Objects[key] = new HostileObject(TestImages.Draw(1), "\"abc\"");
        for (var i = 2; i < 20; i++)
            _s3.Objects[$"{i}.jpg"] = new HostileObject(TestImages.Draw(i), $"\"{i}\"");
        _s3.Get = async (context, key) =>
        {
            switch (key)
            {
                case "no length.jpg":
                    await context.Response.Body.WriteAsync(TestImages.Draw(1), Token);
                    return true;
                case "no end.jpg":
                    return await HostileS3.EndlesslyAsync(context, "again and again ");
                case "broken off.jpg":
                    context.Response.ContentLength = 1000;
                    await context.Response.Body.WriteAsync(new byte[100], Token);
                    return true;
                case "headers.jpg":
                    context.Response.Headers["Last-Modified"] = "the day before yesterday";
                    context.Response.Headers["x-amz-mp-parts-count"] = "many";
                    return false;
                default:
                    return false;
            }
        };

        var summary = await SyncAsync();

        Assert.Equal((22, 18), (summary.Found, summary.Embedded));
        Assert.Equal(keys.Order(StringComparer.Ordinal), summary.Failures.Select(failure => failure.Path[(_s3.Address().Length + 1)..]).Order(StringComparer.Ordinal));
        Assert.Empty(summary.Unavailable);
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_listed_does_not_delay_a_folder()
    {
        var pages = 0;
        _s3.List = (context, _) => HostileS3.AnswerAsync(context, HostileS3.Page([], $"token-{++pages}"));
        _library.Draw(1, "a.jpg");
        string[] folders = [_s3.Address(), _library.Folder];

        var summary = await _library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);

        Assert.Equal((1, 1), (summary.Found, summary.Embedded));
        Assert.Equal(_s3.Address(), Assert.Single(summary.Unavailable).Path);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00.000Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    public async Task Objects_of_the_years_1_and_9999_are_imported(string modified)
    {
        _s3.Objects["a.jpg"] = new HostileObject(TestImages.Draw(1), "\"a\"", modified);
        _s3.Objects["b.jpg"] = new HostileObject(TestImages.Draw(2), "\"b\"");

        Assert.Equal((2, 0), ((await SyncAsync()).Embedded, (await SyncAsync()).Failures.Count));
    }

    private Task<SyncSummary> SyncAsync()
    {
        string[] folders = [_s3.Address()];
        return _library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);
    }
}
