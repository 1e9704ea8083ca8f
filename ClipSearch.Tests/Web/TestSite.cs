using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Access;
using ClipSearch.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Web;

/// <summary>The site on a free loopback port, with a client that follows no redirects.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RateLimiterDisposal _limiters;

    private TestSite(WebApplication app, RateLimiterDisposal limiters, ClipSearchOptions options, LogLines log)
    {
        _app = app;
        _limiters = limiters;
        Options = options;
        Log = log;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public ClipSearchOptions Options { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>The log of the site.</summary>
    public LogLines Log { get; }

    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public IServiceProvider Services => _app.Services;

    public LibrarySync Sync => _app.Services.GetRequiredService<LibrarySync>();

    /// <summary>Creates the settings of a site for a library, on a free port.</summary>
    public static ClipSearchOptions OptionsFor(TestLibrary library, string? databaseUrl = null, string? modelsDir = null, string? photosDir = null,
        string? accessToken = null, bool isPrivate = false, bool trustLoopback = false, string[]? allowedHosts = null, string[]? trustedProxies = null, string? host = null, long? maxUploadBytes = null, bool readOnly = false,
        int? searchesPerMinute = null, int? uploadsPerMinute = null, long? thumbnailsMaxBytes = null, Uri? otlpEndpoint = null, string? dataDir = null,
        string pathBase = "", int? zipMaxPhotos = null, long? zipMaxBytes = null) => new()
        {
            DatabaseUrl = databaseUrl ?? library.Options.DatabaseUrl,
            PhotosDirs = photosDir is null ? library.Options.PhotosDirs : [photosDir],
            DataDir = dataDir ?? library.Options.DataDir,
            ModelsDir = modelsDir ?? library.Options.ModelsDir,
            ClipModel = library.Options.ClipModel,
            Host = host ?? library.Options.Host,
            Port = 0,
            AccessToken = accessToken,
            Private = isPrivate,
            TrustLoopback = trustLoopback,
            AllowedHosts = allowedHosts ?? [],
            TrustedProxies = [.. (trustedProxies ?? []).Select(network => IPNetwork.Parse(network))],
            MaxUploadBytes = maxUploadBytes ?? library.Options.MaxUploadBytes,
            ReadOnly = readOnly,
            SearchesPerMinute = searchesPerMinute ?? library.Options.SearchesPerMinute,
            UploadsPerMinute = uploadsPerMinute ?? library.Options.UploadsPerMinute,
            ThumbnailsMaxBytes = thumbnailsMaxBytes ?? library.Options.ThumbnailsMaxBytes,
            ZipMaxPhotos = zipMaxPhotos ?? library.Options.ZipMaxPhotos,
            ZipMaxBytes = zipMaxBytes ?? library.Options.ZipMaxBytes,
            S3Endpoint = library.Options.S3Endpoint,
            S3Keys = library.Options.S3Keys,
            OtlpEndpoint = otlpEndpoint,
            Exclude = library.Options.Exclude,
            Ffmpeg = library.Options.Ffmpeg,
            PathBase = pathBase,
        };

    /// <param name="options">The settings.</param>
    /// <param name="configure">Changes services.</param>
    /// <param name="map">Adds endpoints.</param>
    public static async Task<TestSite> StartAsync(ClipSearchOptions options, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null)
    {
        var log = new LogLines();
        var limiters = new RateLimiterDisposal();
        var app = Site.Build(options, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton(TestDecoders.Shared);
            builder.Services.AddSingleton<IStartupFilter>(limiters);
            configure?.Invoke(builder);
        });
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestSite(app, limiters, options, log);
    }

    /// <summary>Waits until the first sync has ended.</summary>
    public async Task<TestSite> SeededAsync()
    {
        await UntilAsync(() => Sync.IsDone);
        return this;
    }

    /// <summary>Returns a configuration for <see cref="StartAsync"/> whose model starts to load when the gate opens.</summary>
    public static Action<WebApplicationBuilder> LoadingUntil(ManualResetEventSlim gate) =>
        builder => builder.Services.AddSingleton(services => LoadingUntil(gate, services.GetRequiredService<ActiveModel>()));

    /// <summary>Creates an encoder whose model starts to load when the gate opens.</summary>
    public static QueryEncoder LoadingUntil(ManualResetEventSlim gate, ActiveModel model)
    {
        var token = TestContext.Current.CancellationToken;
        return new QueryEncoder(
            model,
            () =>
            {
                gate.Wait(TimeSpan.FromMinutes(1), token);
                return TextEncoder.Load(model.Folder);
            },
            NullLogger<QueryEncoder>.Instance);
    }

    /// <summary>Waits until a condition holds, for up to 60 seconds.</summary>
    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        UntilAsync(() => Task.FromResult(condition()), expression);

    /// <summary>Waits until a condition holds, for up to 60 seconds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"The condition does not hold after 60 s: {expression}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request with the header of htmx.</summary>
    public Task<HttpResponseMessage> GetFragmentAsync(string address) => GetAsync(address, ("HX-Request", "true"));

    public async Task<IHtmlDocument> PageAsync(string address, int status = 200)
    {
        var response = await GetAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
        return await HtmlAsync(response);
    }

    /// <summary>Requests a fragment and returns its elements in a body element.</summary>
    public async Task<IElement> FragmentAsync(string address, int status = 200)
    {
        var response = await GetFragmentAsync(address);
        Assert.Equal(status, (int)response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<html", text, StringComparison.Ordinal);
        return new HtmlParser().ParseDocument($"<body>{text}").Body!;
    }

    public static async Task<IHtmlDocument> HtmlAsync(HttpResponseMessage response)
    {
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        return new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<JsonElement> JsonAsync(string address, params (string Name, string Value)[] headers) => JsonAsync(address, 200, headers);

    public async Task<JsonElement> JsonAsync(string address, int status, params (string Name, string Value)[] headers)
    {
        var response = await GetAsync(address, headers);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(address.StartsWith("/api", StringComparison.Ordinal) && status >= 400 ? "application/problem+json" : "application/json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // Services that are not stopped before may fail while the site is disposed.
        List<string> failures = [.. Log.All.Where(line => line.Contains("BackgroundService failed", StringComparison.Ordinal))];
        await _app.DisposeAsync();
        _limiters.Dispose();
        Assert.Empty(failures);
    }
}
