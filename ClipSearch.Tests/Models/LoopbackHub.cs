using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Tests.Models;

/// <summary>A local server with the URLs of huggingface.co that a test can make misbehave.</summary>
internal sealed class LoopbackHub : IAsyncDisposable
{
    private const string Prefix = "/hub-org/hub-name/resolve/0123456789abcdef/";

    private readonly WebApplication app;
    private long bytesServed;

    private LoopbackHub(WebApplication app) => this.app = app;

    /// <summary>The content by path in the repository.</summary>
    public Dictionary<string, byte[]> Files { get; } = ModelFiles.AtHub();

    /// <summary>Handles a request before the hub does. Returns whether it has written the response.</summary>
    public Func<HttpContext, string, Task<bool>> Misbehave { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>The path and range of every request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The number of bytes of file content that were sent, including incomplete responses.</summary>
    public long BytesServed => Interlocked.Read(ref bytesServed);

    public Uri Address { get; private set; } = null!;

    public long TotalBytes => Files.Values.Sum(content => (long)content.Length);

    /// <param name="certificate">The certificate for https; null for http.</param>
    public static async Task<LoopbackHub> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        var hub = new LoopbackHub(app);
        app.Run(hub.AnswerAsync);
        await app.StartAsync();
        hub.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return hub;
    }

    /// <summary>Sends the start of a file with the Content-Length of the whole rest, and then closes the connection.</summary>
    public async Task<bool> BreakOffAsync(HttpContext context, string path, int from, int count)
    {
        context.Response.StatusCode = from > 0 ? 206 : 200;
        if (from > 0)
            context.Response.Headers.ContentRange = $"bytes {from}-{Files[path].Length - 1}/{Files[path].Length}";
        context.Response.ContentLength = Files[path].Length - from;
        // Kestrel sends all written bytes and closes the connection because of the length; Abort would lose some.
        await SendAsync(context, Files[path].AsMemory(from, count));
        return true;
    }

    public async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> content)
    {
        // Counted before sending, because the client may finish before the server continues.
        Interlocked.Add(ref bytesServed, content.Length);
        await context.Response.Body.WriteAsync(content);
        await context.Response.Body.FlushAsync();
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        path = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path;
        Requests.Enqueue($"{path} {context.Request.Headers.Range}".TrimEnd());
        if (await Misbehave(context, path))
            return;

        if (!Files.TryGetValue(path, out var content))
        {
            context.Response.StatusCode = 404;
            return;
        }

        context.Response.OnStarting(() =>
        {
            Interlocked.Add(ref bytesServed, context.Response.ContentLength ?? 0);
            return Task.CompletedTask;
        });
        await Results.Bytes(content, enableRangeProcessing: true).ExecuteAsync(context);
    }
}
