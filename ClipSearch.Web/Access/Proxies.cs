using ClipSearch.Core;
using Microsoft.AspNetCore.HttpOverrides;

namespace ClipSearch.Web.Access;

/// <summary>
/// Applies the scheme, host and address that a proxy of <c>TRUSTED_PROXIES</c> forwards. These headers of anyone else are ignored, so nobody
/// invents an address; clients behind an unknown proxy share the proxy's own.
/// </summary>
internal static partial class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services, ClipSearchOptions options) => services.Configure<ForwardedHeadersOptions>(forwarded =>
    {
        forwarded.ForwardedHeaders = options.TrustedProxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto;
        // As many proxies in a row as are trusted; the first address that is not is the client's.
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
            forwarded.KnownIPNetworks.Add(network);
    });

    /// <summary>Applies the headers, and says once in the log that an unknown proxy sends them.</summary>
    public static void UseProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        var isTold = 0;
        app.Use((context, next) =>
        {
            // The middleware removes what it has applied.
            if (context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && Interlocked.Exchange(ref isTold, 1) == 0)
                LogUnknown(app.Logger, context.Connection.RemoteIpAddress);
            return next(context);
        });
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "{Address} forwards requests but is not in TRUSTED_PROXIES: everybody behind it shares one limit of searches and sign-ins. Add the address if it is your proxy.")]
    private static partial void LogUnknown(ILogger logger, System.Net.IPAddress? address);
}
