using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Import;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Tests.Library.Import;

public sealed class ImageDownloadTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly List<string> _requests = [];
    private readonly ConcurrentQueue<IPAddress> _checked = [];
    private WebApplication _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => _server.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.MapGet("/{**path}", (HttpContext context, string? path) =>
        {
            _requests.Add($"/{path}");
            return path switch
            {
                "photo.jpg" => Results.Bytes("content"u8.ToArray(), "image/jpeg"),
                "moved" => Results.Redirect("/photo.jpg"),
                "around" => Results.Redirect("/around"),
                "there" => Results.Redirect("/back"),
                "back" => Results.Redirect("/there"),
                "ever" => Results.Redirect("/further/1"),
                { } further when further.StartsWith("further/", StringComparison.Ordinal) => Results.Redirect($"/further/{_requests.Count}"),
                "cut.jpg" => new CutOff(),
                "dropped" => new Dropped(),
                "data" => Results.Redirect("data:image/png;base64,AAAA"),
                "script" => Results.Redirect("javascript:alert(1)"),
                "beside" => Results.Redirect("//[::1]:1/secret"),
                "decimal" => Results.Redirect("http://2130706434/secret"),
                "port" => new RawRedirect("http://127.0.0.1:99999/"),
                "nowhere" => new RawRedirect("http://"),
                "busy" when _requests.Count == 1 => Results.StatusCode(503),
                "busy" => Results.Bytes("content"u8.ToArray(), "image/jpeg"),
                "down" => Results.StatusCode(503),
                "inside" => Results.Redirect("http://[::1]:1/secret"),
                "file" => Results.Redirect("file:///etc/passwd"),
                _ => Results.NotFound(),
            };
        });
        await _server.StartAsync(Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_image_is_fetched_with_its_name_also_after_a_redirect()
    {
        var remote = Remote(IPAddress.IsLoopback);

        Assert.Equal(("content", "photo.jpg"), await remote.FetchAsync($"{Address}/photo.jpg", ReadAsync, Token));
        Assert.Equal(("content", "photo.jpg"), await remote.FetchAsync($"{Address}/moved", ReadAsync, Token));
    }

    [Theory]
    [InlineData("ftp://example.org/a.jpg", "not over ftp")]
    [InlineData("file:///etc/passwd", "not over file")]
    [InlineData("photo.jpg", "is not valid")]
    [InlineData("http://127.0.0.1:1/a.jpg", "is not a public internet address")]
    [InlineData("http://localhost:1/a.jpg", "is not a public internet address")]
    [InlineData("http://[::ffff:127.0.0.1]:1/a.jpg", "is not a public internet address")]
    [InlineData("http://2130706433/a.jpg", "is not a public internet address")]
    [InlineData("http://0x7f.1/a.jpg", "is not a public internet address")]
    [InlineData("http://169.254.169.254/latest/meta-data", "is not a public internet address")]
    public async Task Addresses_outside_the_public_internet_are_refused(string address, string message)
    {
        var remote = new ServiceCollection().AddImageDownload().BuildServiceProvider().GetRequiredService<ImageDownload>();

        var refusal = await Assert.ThrowsAsync<LibraryException>(() => remote.FetchAsync(address, ReadAsync, Token));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listening_server_on_this_machine_gets_no_request()
    {
        var remote = new ServiceCollection().AddImageDownload().BuildServiceProvider().GetRequiredService<ImageDownload>();

        await Assert.ThrowsAsync<LibraryException>(() => remote.FetchAsync($"{Address}/photo.jpg", ReadAsync, Token));
        Assert.Empty(_requests);
    }

    [Theory]
    [InlineData("inside", "is not a public internet address")]
    [InlineData("file", "not over file")]
    [InlineData("around", "more than 5 times")]
    [InlineData("there", "more than 5 times")]
    [InlineData("ever", "more than 5 times")]
    [InlineData("data", "not over data")]
    [InlineData("script", "not over javascript")]
    [InlineData("beside", "is not a public internet address")]
    [InlineData("decimal", "is not a public internet address")]
    [InlineData("port", "returned status 302")]
    [InlineData("nowhere", "returned status 302")]
    [InlineData("nothing", "returned status 404")]
    public async Task Redirects_are_checked_like_addresses(string path, string message)
    {
        var remote = Remote(address => address.Equals(IPAddress.Loopback));

        var refusal = await Assert.ThrowsAsync<LibraryException>(() => remote.FetchAsync($"{Address}/{path}", ReadAsync, Token));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_refused()
    {
        using var certificate = TestCertificate.Create();
        await using var secure = await LoopbackHub.StartAsync(certificate);
        secure.Misbehave = (context, path) =>
        {
            if (path == "/photo.jpg")
                return Task.FromResult(false);
            context.Response.Redirect(path == "/plain" ? $"{Address}/photo.jpg" : "/photo.jpg");
            return Task.FromResult(true);
        };
        secure.Files["/photo.jpg"] = "content"u8.ToArray();
        var services = Services(IPAddress.IsLoopback);
        services.AddHttpClient(ImageDownload.Client).ConfigurePrimaryHttpMessageHandler((handler, _) => TestCertificate.Trust(handler, certificate));
        var remote = services.BuildServiceProvider().GetRequiredService<ImageDownload>();

        Assert.Equal(("content", "photo.jpg"), await remote.FetchAsync($"{secure.Address}secure", ReadAsync, Token));
        var refusal = await Assert.ThrowsAsync<LibraryException>(() => remote.FetchAsync($"{secure.Address}plain", ReadAsync, Token));

        Assert.Contains("redirects from https to http", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task A_temporary_failure_is_retried()
    {
        Assert.Equal(("content", "busy"), await Remote(IPAddress.IsLoopback).FetchAsync($"{Address}/busy", ReadAsync, Token));
        Assert.Equal(["/busy", "/busy"], _requests);
    }

    [Fact]
    public async Task A_lasting_failure_is_reported_after_three_attempts()
    {
        var failure = await Assert.ThrowsAsync<LibraryException>(() => Remote(IPAddress.IsLoopback).FetchAsync($"{Address}/down", ReadAsync, Token));

        Assert.Contains("127.0.0.1 returned status 503", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["/down", "/down", "/down"], _requests);
    }

    [Fact]
    public async Task A_refused_address_is_not_retried()
    {
        await Assert.ThrowsAsync<LibraryException>(() => Remote(_ => false).FetchAsync($"{Address}/photo.jpg", ReadAsync, Token));

        Assert.Single(_checked);
        Assert.Empty(_requests);
    }

    [Fact]
    public async Task A_connection_lost_during_the_download_is_reported_and_leaves_no_file()
    {
        await using var library = await postgres.NewLibraryAsync();

        var failure = await Assert.ThrowsAsync<LibraryException>(() => Remote(IPAddress.IsLoopback).FetchAsync($"{Address}/cut.jpg", library.Import.AddAsync, Token));

        Assert.Equal("127.0.0.1 closed the connection after 100 bytes. Try again later.", failure.Message);
        Assert.Empty(Directory.EnumerateFiles(library.Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    [Fact]
    public async Task An_incomplete_upload_is_reported_without_local_paths()
    {
        await using var library = await postgres.NewLibraryAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Token);
        using (var sender = await listener.AcceptSocketAsync(Token))
        {
            await sender.SendAsync(new byte[100], Token);
            // Closing resets the connection.
            sender.LingerState = new LingerOption(true, 0);
        }

        await using var content = client.GetStream();

        var failure = await Assert.ThrowsAsync<LibraryException>(() => library.Import.AddAsync(content, "a.jpg", Token));

        Assert.Contains("a.jpg was not received completely", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(library.Folder, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dropped", "127.0.0.1 closed the connection before it responded")]
    public async Task A_connection_lost_before_the_response_is_reported(string path, string message)
    {
        var failure = await Assert.ThrowsAsync<LibraryException>(() => Remote(IPAddress.IsLoopback).FetchAsync($"{Address}/{path}", ReadAsync, Token));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_HTTP_and_an_unreachable_one_are_reported()
    {
        Uri address;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            address = new Uri($"http://{listener.LocalEndpoint}/a.jpg");
            var fetching = Remote(IPAddress.IsLoopback).FetchAsync(address.AbsoluteUri, ReadAsync, Token);
            // There are three attempts.
            for (var i = 0; i < 3; i++)
            {
                using var client = await listener.AcceptTcpClientAsync(Token);
                await using var stream = client.GetStream();
                await stream.WriteAsync("220 mail.example.org ESMTP\r\n\r\n"u8.ToArray(), Token);
                _ = await stream.ReadAsync(new byte[4096], Token);
            }

            Assert.Contains("127.0.0.1 does not speak HTTP", (await Assert.ThrowsAsync<LibraryException>(() => fetching)).Message, StringComparison.Ordinal);
        }

        var failure = await Assert.ThrowsAsync<LibraryException>(() => Remote(IPAddress.IsLoopback).FetchAsync(address.AbsoluteUri, ReadAsync, Token));
        Assert.StartsWith("127.0.0.1 cannot be reached: ", failure.Message, StringComparison.Ordinal);
    }

    private ImageDownload Remote(Func<IPAddress, bool> isAllowed) => Services(isAllowed).BuildServiceProvider().GetRequiredService<ImageDownload>();

    private IServiceCollection Services(Func<IPAddress, bool> isAllowed) => new ServiceCollection()
        .AddImageDownload(address =>
        {
            _checked.Enqueue(address);
            return isAllowed(address);
        });

    private static async Task<(string Content, string Name)> ReadAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content);
        return (await reader.ReadToEndAsync(cancellationToken), name);
    }

    /// <summary>Sends less than its Content-Length.</summary>
    private sealed class CutOff : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentLength = 1000;
            await httpContext.Response.Body.WriteAsync(new byte[100], Token);
            await httpContext.Response.Body.FlushAsync(Token);
        }
    }

    private sealed class Dropped : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Abort();
            return Task.CompletedTask;
        }
    }

    private sealed class RawRedirect(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = 302;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
