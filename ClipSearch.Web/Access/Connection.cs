using System.Net;

namespace ClipSearch.Web.Access;

/// <summary>The client connection before proxy headers are applied.</summary>
/// <param name="Address">The IP address of the connection's other end.</param>
/// <param name="IsLocal">
/// Whether a program on this machine sends the request directly. A proxy on this machine also connects from the loopback address, so the
/// request must also name a loopback host, have no proxy headers, and not use HTTP/1.0, which is nginx's default.
/// </param>
internal sealed record Connection(IPAddress? Address, bool IsLocal)
{
    private static readonly string[] ProxyHeaders =
    [
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-Prefix", "X-Real-IP",
        "X-Client-IP", "X-Original-For", "X-Original-Host", "True-Client-IP", "CF-Connecting-IP", "Forwarded", "Via",
    ];

    /// <summary>Records the connection of each request. It must run before the middleware that applies proxy headers.</summary>
    public static void Note(IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Features.Set(new Connection(context.Connection.RemoteIpAddress, IsDirect(context)));
        return next(context);
    });

    /// <summary>Returns whether a host is the loopback: localhost, 127.0.0.0/8 or ::1, with or without brackets.</summary>
    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsDirect(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        && IsLoopbackHost(context.Request.Host.Host)
        && !HttpProtocol.IsHttp10(context.Request.Protocol)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);
}
