using System.Text.Encodings.Web;
using System.Text.Unicode;
using ClipSearch.Core;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Api;
using ClipSearch.Web.Components;
using ClipSearch.Web.Hosting.Health;
using ClipSearch.Web.Hosting.Monitoring;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Requests;
using Microsoft.Extensions.WebEncoders;

namespace ClipSearch.Web.Hosting;

/// <summary>Builds the web host: pages, API, photos and health checks on HOST:PORT.</summary>
public static class Site
{
    /// <summary>Builds the site; the caller runs and disposes it.</summary>
    /// <param name="options">The settings; port 0 uses any free port.</param>
    /// <param name="configure">Final changes to services and logging.</param>
    /// <exception cref="ModelException">No model can be used.</exception>
    public static WebApplication Build(ClipSearchOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Site).Assembly.GetName().Name,
            // Next to the assemblies, so that pages and static files are found from any working directory.
            ContentRootPath = AppContext.BaseDirectory,
            // Settings are read once. Watching appsettings.json needs an inotify instance, and without a free one the host does not start.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.WebHost.UseStaticWebAssets();
        // Lets browsers cache fingerprinted URLs indefinitely under dotnet run too, not only in a published site.
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        // Serves the assets that the build has compressed: with reloading they are three times as large, as they are gzipped without
        // compression.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.UseUrls($"http://{(options.Host.Contains(':') ? $"[{options.Host}]" : options.Host)}:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // For forms without files; endpoints that receive images set their own limits.
            kestrel.Limits.MaxRequestBodySize = 64 << 10;
            // The buffer per connection of a body that is not read yet; the default is 1 MiB.
            kestrel.Limits.MaxRequestBufferSize = 128 << 10;
        });
        builder.Logging
            .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "))
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // It warns that keys are stored unencrypted in DATA_DIR, which is intended: the library is unencrypted too.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.None)
            .AddFilter("Npgsql", LogLevel.Warning);

        builder.Services
            // An error in a background service is logged. By default it would also stop the site.
            .Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore)
            .AddClipSearch(options, ProgramFile.Command)
            .AddSingleton<ThumbnailCache>()
            .AddSingleton<Thumbnails>()
            .AddSingleton<VideoFiles>()
            .AddSingleton<PhotoFiles>()
            .AddSingleton<PhotoZip>()
            .AddSingleton<ZipLimiter>()
            .AddSingleton<ThumbnailCleanup>()
            .AddHostedService(services => services.GetRequiredService<ThumbnailCleanup>())
            .AddSingleton<PhotoNavigator>()
            .AddSingleton<ImageRequestLimiter>()
            .AddSingleton<PhotoUpload>()
            .AddSingleton<QueryImageUpload>()
            .AddHostedService(services => services.GetRequiredService<LibraryChanges>())
            .AddHostedService(services => services.GetRequiredService<LibrarySync>())
            .AddHostedService<TrashPurge>()
            .AddHostedService<FolderNameRefresh>()
            .AddHostedService<ScoreRefresh>()
            .AddHostedService<EncoderPreparation>()
            .AddProxies(options)
            .AddWriteAccess(options)
            .AddRateLimits(options)
            .AddResponseCompression(compression => compression.EnableForHttps = true)
            // Other alphabets stay readable in the page's source; < > & " ' are still encoded.
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
        // Services are disposed in reverse order of creation, so the database is created first. Creating them starts loading the model and
        // opening the database.
        app.Services.GetRequiredService<Database>();
        app.Services.GetRequiredService<QueryEncoder>();
        app.Services.GetRequiredService<WarmUp>();

        app.UseReadableHosts();
        Connection.Note(app);
        app.LimitDatabaseWaiting();
        app.UseProxies();
        app.UseBasePath(options);
        // By default, routing comes first, and would see the path with its base.
        app.UseRouting();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseLanguages(ApiPaths.All);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Pages.ErrorModel.Path,
            // The error page logs unexpected exceptions; Core logs the others.
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
        app.MapZip();
        app.MapQueryImages();
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
