using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Xml.Linq;
using ClipSearch.Core.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Tests.Fixtures;

/// <summary>A local server with the API of S3 that a test can make misbehave. It has one bucket and does not check keys.</summary>
internal sealed class HostileS3 : IAsyncDisposable
{
    public const string Bucket = "bucket";

    private readonly WebApplication _app;

    private HostileS3(WebApplication app) => _app = app;

    /// <summary>The objects by key, in the order of the listing.</summary>
    public SortedDictionary<string, HostileObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Handles a request for a page of the listing, with its continuation token. Returns whether it has written the response.
    /// </summary>
    public Func<HttpContext, string?, Task<bool>> List { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Handles a request for an object, with its key. Returns whether it has written the response.</summary>
    public Func<HttpContext, string, Task<bool>> Get { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>The path and query of every request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public Uri Endpoint { get; private set; } = null!;

    public string Address(string key = "") => key.Length == 0 ? $"s3://{Bucket}" : $"s3://{Bucket}/{key}";

    public ClipSearchOptions Options() => new() { PhotosDirs = [Address()], S3Endpoint = Endpoint };

    public static async Task<HostileS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        var server = new HostileS3(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Endpoint = new Uri(app.Urls.Single());
        return server;
    }

    /// <summary>Creates a page of a listing.</summary>
    public static string Page(IEnumerable<(string Key, HostileObject Object)> objects, string? next = null)
    {
        XNamespace s3 = "http://s3.amazonaws.com/doc/2006-03-01/";
        return new XElement(
            s3 + "ListBucketResult",
            new XElement(s3 + "Name", Bucket),
            new XElement(s3 + "EncodingType", "url"),
            new XElement(s3 + "IsTruncated", next is null ? "false" : "true"),
            next is null ? null : new XElement(s3 + "NextContinuationToken", next),
            objects.Select(each => new XElement(
                s3 + "Contents",
                new XElement(s3 + "Key", Uri.EscapeDataString(each.Key)),
                new XElement(s3 + "LastModified", each.Object.Modified),
                new XElement(s3 + "ETag", each.Object.ETag),
                new XElement(s3 + "Size", each.Object.Content.Length)))).ToString();
    }

    /// <summary>Writes a page of a listing as the response.</summary>
    public static async Task<bool> AnswerAsync(HttpContext context, string page)
    {
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(page, context.RequestAborted);
        return true;
    }

    /// <summary>Writes until the client closes the connection.</summary>
    public static async Task<bool> EndlesslyAsync(HttpContext context, string piece)
    {
        var bytes = Encoding.UTF8.GetBytes(piece);
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(bytes, CancellationToken.None);
            await context.Response.Body.FlushAsync(CancellationToken.None);
        }

        return true;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Path + context.Request.QueryString);
        var key = context.Request.Path.Value!.Length > Bucket.Length + 2 ? context.Request.Path.Value[(Bucket.Length + 2)..] : "";
        if (key.Length == 0)
        {
            if (!await List(context, context.Request.Query["continuation-token"]))
                await AnswerAsync(context, Page(Objects.Select(each => (each.Key, each.Value))));
            return;
        }

        if (await Get(context, key))
            return;
        if (!Objects.TryGetValue(key, out var found))
        {
            context.Response.StatusCode = 404;
            return;
        }

        // Typed headers would reject invalid values.
        context.Response.Headers["ETag"] = found.ETag;
        if (found.Headers is { } headers)
        {
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
        }

        var range = System.Net.Http.Headers.RangeHeaderValue.TryParse(context.Request.Headers.Range, out var header) ? header.Ranges.Single() : null;
        var content = found.Content;
        if (range is not null)
        {
            var (from, to) = ((int)range.From!, (int)Math.Min(range.To ?? content.Length - 1, content.Length - 1));
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{to}/{content.Length}";
            content = content[from..(to + 1)];
        }

        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}

/// <summary>An object of a <see cref="HostileS3"/>.</summary>
/// <param name="Content">The content.</param>
/// <param name="ETag">The ETag header, unchanged.</param>
/// <param name="Modified">The time of the last change in the listing.</param>
/// <param name="Headers">Additional headers.</param>
internal sealed record HostileObject(
    byte[] Content, string ETag, string Modified = "2024-05-06T07:08:09.000Z", IReadOnlyDictionary<string, string>? Headers = null);
