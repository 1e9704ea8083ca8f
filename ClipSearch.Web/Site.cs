using System.Text.Encodings.Web;
using System.Text.Unicode;
using ClipSearch.Core;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Scores;
using ClipSearch.Core.Sync;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using ClipSearch.Web.Api;
using ClipSearch.Web.Components;
using ClipSearch.Web.Health;
using ClipSearch.Web.Monitoring;
using ClipSearch.Web.Photos;
using Microsoft.Extensions.WebEncoders;

namespace ClipSearch.Web;

/// <summary>The web host: pages, API, photos and health on HOST:PORT.</summary>
public static class Site
{
    /// <summary>Composes the site; whoever calls this runs and disposes it.</summary>
    /// <param name="options">The settings; port 0 takes any free one.</param>
    /// <param name="configure">Last changes to services and logging.</param>
    /// <exception cref="ModelException">No model can be used.</exception>
    public static WebApplication Build(ClipSearchOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Site).Assembly.GetName().Name,
            // Beside the assemblies, so that pages and styles are found from whatever folder the site is started.
            ContentRootPath = AppContext.BaseDirectory,
            // The settings are read once. To watch appsettings.json takes an inotify instance, and where none is left the host does not start.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseStaticWebAssets();
        // Fingerprinted addresses may be kept for good under dotnet run too, not only once published.
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        // And as the build has compressed them: what watches for changes sends three times as much, as gzip that compresses nothing.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.UseUrls($"http://{(options.Host.Contains(':') ? $"[{options.Host}]" : options.Host)}:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Of a form without files; who receives images sets a limit of its own.
            kestrel.Limits.MaxRequestBodySize = 64 << 10;
            // What a connection buffers of a body that waits to be read; by default 1 MiB.
            kestrel.Limits.MaxRequestBufferSize = 128 << 10;
        });
        builder.Logging
            .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "))
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // It would report that keys lie in DATA_DIR unencrypted, as the library does.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.None)
            .AddFilter("Npgsql", LogLevel.Warning);

        builder.Services
            .AddClipSearch(options, Cli.CommandLine.Decoder)
            .AddSingleton<ThumbnailCache>()
            .AddSingleton<Thumbnails>()
            .AddSingleton<ThumbnailUpkeep>()
            .AddHostedService(services => services.GetRequiredService<ThumbnailUpkeep>())
            .AddSingleton<PhotoTrails>()
            .AddSingleton<ImageRequests>()
            .AddSingleton<PhotoUpload>()
            .AddSingleton<PictureUpload>()
            .AddHostedService(services => services.GetRequiredService<LibraryChanges>())
            .AddHostedService(services => services.GetRequiredService<LibrarySync>())
            .AddHostedService<TrashPurge>()
            .AddHostedService<FolderNames>()
            .AddHostedService<ScoreUpkeep>()
            .AddProxies(options)
            .AddWriteAccess(options)
            .AddRateLimits(options)
            .AddResponseCompression(compression => compression.EnableForHttps = true)
            // Other alphabets stay readable in the page's source; < > & " ' are encoded all the same.
            .Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All))
            .AddProblemDetails()
            .AddHealth()
            .AddMonitoring()
            .AddSearchApi()
            .AddApiDocument()
            .AddComponents()
            .AddRazorPages(pages => pages.Conventions.ConfigureFilter(new Pages.KnownMethods()));
        configure?.Invoke(builder);

        var app = builder.Build();
        // Made in this order and disposed in the reverse, so the database goes last. The model begins to load, and the database to open.
        app.Services.GetRequiredService<Database>();
        app.Services.GetRequiredService<QueryEncoder>();
        app.Services.GetRequiredService<WarmUp>();

        app.UseReadableHosts();
        Connection.Note(app);
        app.LimitDatabaseWaiting();
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseLanguages();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Pages.ErrorModel.Path,
            // The error page logs what is unexpected; Core has logged the rest.
            SuppressDiagnosticsCallback = _ => true,
        });
        app.UseStatusCodePagesWithReExecute(Pages.ErrorModel.Path);
        app.UseAllowedHosts(options);
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapPhotos();
        app.MapQueryPictures();
        app.MapSearchApi();
        app.MapPhotosApi();
        app.MapStacksApi();
        app.MapSyncApi();
        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApi();
        return app;
    }
}
