using ClipSearch.Core.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace ClipSearch.Web.Access;

/// <summary>
/// Applies the scheme, host, base path and IP address that a proxy of <c>TRUSTED_PROXIES</c> forwards. These headers are ignored from all other
/// senders, which prevents spoofed addresses; clients behind an unknown proxy share the proxy's address.
/// </summary>
internal static partial class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services, ClipSearchOptions options) => services.Configure<ForwardedHeadersOptions>(forwarded =>
    {
        forwarded.ForwardedHeaders = options.TrustedProxies.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix;
        // Any number of trusted proxies in a row; the first untrusted address is the client's.
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
            forwarded.KnownIPNetworks.Add(network);
    });

    /// <summary>Applies the headers, and logs once if an unknown proxy sends them.</summary>
    public static void UseProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        var isLogged = 0;
        app.Use((context, next) =>
        {
            // The middleware removes the headers that it has applied.
            if (context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && Interlocked.Exchange(ref isLogged, 1) == 0)
                LogUnknown(app.Logger, context.Connection.RemoteIpAddress);
            return next(context);
        });
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "{Address} forwards requests but is not in TRUSTED_PROXIES, so all clients behind it share one rate limit for searches and sign-ins. Add the address if it is your proxy.")]
    private static partial void LogUnknown(ILogger logger, System.Net.IPAddress? address);
}
