using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Tests.Web.Monitoring;

/// <summary>Metrics and traces over HTTP. The site runs in a separate process, because all sites of a process share one meter.</summary>
public sealed class MonitoringTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string AccessToken = "open sesame";
    private const string Query = "zebra in a teacup";
    private const string Imported = "clipsearch_import_photos_total";
    private const string ImportedLabel = "clipsearch_import_result=\"imported\"";

    private static readonly (string Name, string Value) FromElsewhere = ("X-Forwarded-For", "203.0.113.7");

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task Each_metric_is_exported_after_a_search_and_an_import()
    {
        await using var site = await MonitoredSite.StartAsync(Options());
        await site.MetricsAsync();
        await UseAsync(site);

        var metrics = "";
        // The exporter caches its response for 300 ms, and a photo is counted just after it is stored.
        await TestSite.UntilAsync(async () =>
            (metrics = await site.MetricsAsync()).Contains("clipsearch_search_part=\"render\"", StringComparison.Ordinal) && Value(metrics, Imported, ImportedLabel) >= 3);

        // One search of the page and one of the API; only the page is rendered.
        foreach (var part in new[] { "tokenise", "encode", "sql" })
            Assert.Equal(2, Value(metrics, "clipsearch_search_part_duration_seconds_count", $"clipsearch_search_part=\"{part}\""));
        Assert.Equal(1, Value(metrics, "clipsearch_search_part_duration_seconds_count", "clipsearch_search_part=\"render\""));
        Assert.Equal(2, Value(metrics, "clipsearch_query_batch_size_count"));
        Assert.Equal(0, Value(metrics, "clipsearch_query_queue_length"));
        // Imported by the first sync, by the upload, and by the change in the folder.
        Assert.Equal(3, Value(metrics, Imported, ImportedLabel));
        Assert.Equal(1, Value(metrics, "clipsearch_import_photos_total", "clipsearch_import_result=\"failed\""));
        Assert.Equal(new FileInfo(_library.Model.GraphPath(EncoderKind.Text)).Length, Value(metrics, "clipsearch_model_memory_bytes", "clipsearch_model_tower=\"text\""));
        Assert.InRange(Value(metrics, "clipsearch_model_memory_bytes", "clipsearch_model_tower=\"image\""), new FileInfo(_library.Model.GraphPath(EncoderKind.Image)).Length, double.MaxValue);
        Assert.InRange(Value(metrics, "clipsearch_library_lag_seconds"), 0, 60);
        Assert.InRange(
            Lines(metrics, "db_client_connection_count", "db_client_connection_pool_name=\"clipsearch\"").Sum(ValueOf), 1, 16);
        Assert.InRange(Value(metrics, "http_server_request_duration_seconds_count", "http_route=\"/api/search\""), 1, 1);
        Assert.InRange(Value(metrics, "dotnet_process_memory_working_set_bytes"), 1, double.MaxValue);
        AssertPrivate(metrics);
    }

    [Fact]
    public async Task Metrics_require_loopback_or_the_token()
    {
        await using (var closed = await TestSite.StartAsync(TestSite.OptionsFor(_library)))
        {
            var own = await closed.GetAsync("/metrics");
            Assert.Equal(HttpStatusCode.OK, own.StatusCode);
            Assert.Equal("text/plain", own.Content.Headers.ContentType?.MediaType);
            Assert.Equal("no-store", own.Headers.CacheControl?.ToString());
            var refused = await closed.GetAsync("/metrics", FromElsewhere);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }

        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken));
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/metrics", FromElsewhere)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/metrics", FromElsewhere, ("Authorization", "Bearer wrong"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/metrics", FromElsewhere, ("Authorization", $"Bearer {AccessToken}"))).StatusCode);
    }

    [Fact]
    public async Task A_collector_receives_no_queries_tokens_or_paths()
    {
        await using var collector = await Collector.StartAsync("http://127.0.0.1:0");
        await using (var site = await MonitoredSite.StartAsync(Options(new Uri(collector.Address))))
            await UseAsync(site);

        var metrics = collector.Received("/v1/metrics");
        Assert.Contains("clipsearch.search.part.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("clipsearch.import.photos", metrics, StringComparison.Ordinal);
        Assert.Contains("db.client.connection.count", metrics, StringComparison.Ordinal);
        var traces = collector.Received("/v1/traces");
        foreach (var span in new[] { "GET /api/search", "search", "tokenise", "encode", "sql", "render", "import", "scan", "embed", "store", "db.system.name" })
            Assert.Contains(span, traces, StringComparison.Ordinal);
        AssertPrivate(metrics);
        AssertPrivate(traces);
        Assert.DoesNotContain("SELECT", traces, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_the_setting_no_collector_is_contacted()
    {
        // The default endpoints of the exporter.
        await using var http = await Collector.StartAsync("http://127.0.0.1:4318");
        await using var grpc = await Collector.StartAsync("http://127.0.0.1:4317");
        await using (var site = await MonitoredSite.StartAsync(Options()))
        {
            await site.MetricsAsync();
            await UseAsync(site);
        }

        Assert.Empty(http.Requests);
        Assert.Empty(grpc.Requests);
    }

    private ClipSearchOptions Options(Uri? collector = null) => TestSite.OptionsFor(_library, accessToken: AccessToken, trustLoopback: true, otlpEndpoint: collector);

    /// <summary>Searches on the page and in the API, and imports an upload, a new photo in the folder, and an invalid file.</summary>
    private async Task UseAsync(MonitoredSite site)
    {
        (await site.Client.GetAsync($"/?q={Uri.EscapeDataString(Query)}", Token)).EnsureSuccessStatusCode();
        (await site.Client.GetAsync($"/api/search?q={Uri.EscapeDataString(Query)}", Token)).EnsureSuccessStatusCode();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(TestImages.Draw(3)), "files", "new.jpg" },
            { new ByteArrayContent("x"u8.ToArray()), "files", "bad.jpg" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/photos") { Content = form, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", AccessToken) } };
        Assert.Equal(HttpStatusCode.Created, (await site.Client.SendAsync(request, Token)).StatusCode);
        _library.Draw(2, "b.jpg");
        await TestSite.UntilAsync(async () => (await site.Client.GetFromJsonAsync<JsonElement>("/api/status", Token)).GetProperty("photos").GetInt64() == 3);
    }

    private static double Value(string metrics, string name, string label = "")
    {
        var line = Lines(metrics, name, label).FirstOrDefault();
        Assert.True(line is not null, $"{name} {label} is missing in:\n{metrics}");
        return ValueOf(line);
    }

    private static IEnumerable<string> Lines(string metrics, string name, string label) => metrics.Split('\n').Where(line =>
        line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is '{' or ' ' && line.Contains(label, StringComparison.Ordinal));

    private static double ValueOf(string line) => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);

    private void AssertPrivate(string text)
    {
        foreach (var word in new[] { "zebra", AccessToken, Uri.EscapeDataString(AccessToken), _library.Folder, "new.jpg", "bad.jpg", "a.jpg", "b.jpg", "/tmp/" })
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A site in a separate process.</summary>
    private sealed class MonitoredSite : IAsyncDisposable
    {
        private readonly ClipSearchProcess _process;

        private MonitoredSite(ClipSearchProcess process, int port) =>
            (_process, Client) = (process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

        public HttpClient Client { get; }

        /// <summary>Starts the site and waits for the first sync.</summary>
        public static async Task<MonitoredSite> StartAsync(ClipSearchOptions options)
        {
            var port = LoopbackPort.Free();
            var site = new MonitoredSite(ClipSearchProcess.Start(options, ("PORT", port.ToString(CultureInfo.InvariantCulture))), port);
            await TestSite.UntilAsync(site.IsReadyAsync);
            return site;
        }

        public async Task<string> MetricsAsync() => await Client.GetStringAsync("/metrics", Token);

        /// <summary>Stops the site with SIGINT.</summary>
        public async ValueTask DisposeAsync()
        {
            _process.Interrupt();
            await _process.EndAsync();
            _process.Dispose();
            Client.Dispose();
        }

        private async Task<bool> IsReadyAsync()
        {
            Assert.False(_process.HasExited);
            try
            {
                return (await Client.GetAsync("/health/ready", Token)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    /// <summary>An OTLP collector over HTTP that records requests.</summary>
    private sealed class Collector(WebApplication server) : IAsyncDisposable
    {
        public string Address => server.Urls.Single();

        public ConcurrentQueue<(string Path, string Content)> Requests { get; } = [];

        public static async Task<Collector> StartAsync(string address)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls(address);
            builder.Logging.ClearProviders();
            var server = builder.Build();
            var collector = new Collector(server);
            server.Run(collector.TakeAsync);
            try
            {
                await server.StartAsync(Token);
            }
            catch (IOException e)
            {
                throw new InvalidOperationException($"This test listens at {address} itself. Stop the OpenTelemetry collector or the other test run that does.", e);
            }

            return collector;
        }

        /// <summary>Returns the bodies of all requests to a path. Strings are readable in the binary format.</summary>
        public string Received(string path) => string.Concat(Requests.Where(request => request.Path == path).Select(request => request.Content));

        public ValueTask DisposeAsync() => server.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var content = new MemoryStream();
            await context.Request.Body.CopyToAsync(content, context.RequestAborted);
            Requests.Enqueue((context.Request.Path, Encoding.Latin1.GetString(content.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        }
    }
}
