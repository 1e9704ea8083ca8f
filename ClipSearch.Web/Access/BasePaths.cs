using ClipSearch.Core.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace ClipSearch.Web.Access;

/// <summary>
/// Finds the path below which a proxy publishes the site. A proxy that removes the path from the URL sends it as <c>X-Forwarded-Prefix</c>.
/// For a proxy that passes the path on, it is <c>PATH_BASE</c>; requests without it, such as health checks, are accepted too.
/// </summary>
internal static partial class BasePaths
{
    private const int MaxLogged = 100;

    /// <summary>
    /// Sets the base of each request and removes it from the request's path. It must run after the proxies' headers are applied and before
    /// routing.
    /// </summary>
    public static void UseBasePath(this WebApplication app, ClipSearchOptions options)
    {
        var isLogged = 0;
        app.Use((context, next) =>
        {
            var request = context.Request;
            // The middleware for proxies has removed the header, and set the base, only for a proxy of TRUSTED_PROXIES.
            string? ignored = request.Headers[ForwardedHeadersDefaults.XForwardedPrefixHeaderName];
            if (!BasePath.TryParse(request.PathBase.Value ?? "", out var path))
                (path, ignored) = ("", request.PathBase.ToUriComponent());
            if (ignored is not null && Interlocked.Exchange(ref isLogged, 1) == 0)
                LogIgnored(app.Logger, ignored.Length <= MaxLogged ? ignored : $"{ignored[..MaxLogged]}…", BasePath.Requirement);
            if (path.Length == 0)
            {
                path = options.PathBase;
                if (path.Length > 0 && request.Path.StartsWithSegments(path, StringComparison.Ordinal, out var below))
                    request.Path = below.HasValue ? below : new PathString("/");
            }

            request.PathBase = path;
            SiteUrls.Base = path;
            return next(context);
        });
        if (options.PathBase.Length > 0)
            app.Lifetime.ApplicationStarted.Register(() => LogAddresses(app, options.PathBase));
    }

    private static void LogAddresses(WebApplication app, string path)
    {
        foreach (var url in app.Urls)
            LogAddress(app.Logger, url, path);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The pages are at {Url}{Path}/")]
    private static partial void LogAddress(ILogger logger, string url, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The header X-Forwarded-Prefix \"{Prefix}\" is ignored. It must come from an address in TRUSTED_PROXIES, and be {Requirement}.")]
    private static partial void LogIgnored(ILogger logger, string prefix, string requirement);
}
