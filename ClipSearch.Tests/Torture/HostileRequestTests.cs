using System.Net;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Torture;

/// <summary>
/// Thousands of requests of <see cref="RequestMix"/> with a fixed seed to a site behind a proxy; <c>torture requests</c> sends many more.
/// </summary>
public sealed class HostileRequestTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string AllowedHost = "photos.example.org";

    private TestLibrary _library = null!;
    private TestSite _site = null!;
    private RequestMix _mix = null!;
    private RequestSender _sender = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 20; i++)
            _library.Draw(i, $"{i}.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, allowedHosts: [AllowedHost], trustedProxies: ["127.0.0.1/32"], searchesPerMinute: 0))).SeededAsync();
        _mix = new RequestMix(await new LibraryClient(_site.Client).PhotosAsync(Token), AllowedHost);
        _sender = new RequestSender(_site.Address, connections: 8);
    }

    public async ValueTask DisposeAsync()
    {
        _sender.Dispose();
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task No_request_causes_a_server_error()
    {
        var random = new Random(1);
        var requests = Enumerable.Range(0, 2000).Select(_ => _mix.Next(random)).ToList();

        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (request, token) =>
        {
            var status = await _sender.SendAsync(request, token);
            Assert.False(RequestSender.IsServerError(status), $"{request.Method} {request.Target} {string.Join(", ", request.Headers)}: {status}");
        });

        Assert.Equal(20, (await _library.FindAsync()).Count);
    }

    [Fact]
    public async Task Forged_headers_give_no_write_access()
    {
        var random = new Random(2);
        var writes = Enumerable.Range(0, 6000).Select(_ => _mix.Forged(random)).Where(request =>
            request.Method is "POST" or "DELETE" && request.Target.StartsWith("/api/", StringComparison.Ordinal) && request.Headers.Any(header => IsFromProxy(header.Name))).ToList();

        Assert.InRange(writes.Count, 500, 6000);
        await Parallel.ForEachAsync(writes, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (request, token) =>
        {
            var status = await _sender.SendAsync(request, token);
            // 404 would be the response to a client with write access.
            Assert.True(
                status is null or HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
                $"{request.Method} {request.Target} {string.Join(", ", request.Headers)}: {status}");
        });
    }

    /// <summary>An invalid name is refused in the Host header and from a trusted proxy.</summary>
    [Theory]
    [InlineData("Host")]
    [InlineData("X-Forwarded-Host")]
    public async Task An_invalid_host_name_is_refused(string header) =>
        Assert.Equal(HttpStatusCode.BadRequest, await _sender.SendAsync(new MixedRequest("GET", "/library") { Headers = [(header, "xn--")] }, Token));

    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("TRACE", "/library")]
    [InlineData("TRACE", "/photos/1")]
    public async Task A_page_refuses_methods_without_a_handler(string method, string page) =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await _sender.SendAsync(new MixedRequest(method, page), Token));

    /// <summary>Returns whether a proxy adds a header.</summary>
    private static bool IsFromProxy(string name) => name is "Forwarded" or "Via" or "True-Client-IP" || (name.StartsWith("X-", StringComparison.Ordinal) && name != "X-HTTP-Method-Override");
}
