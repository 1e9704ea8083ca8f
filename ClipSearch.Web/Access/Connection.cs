using System.Net;

namespace ClipSearch.Web.Access;

/// <summary>Who is at the other end of the wire, before any proxy's word is believed.</summary>
/// <param name="Address">The connection's own address.</param>
/// <param name="IsForwarded">Whether a proxy speaks for somebody else.</param>
internal sealed record Connection(IPAddress? Address, bool IsForwarded)
{
    private static readonly string[] ProxyHeaders = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"];

    /// <summary>Whether a program on this machine asks for itself.</summary>
    public bool IsLocal => !IsForwarded && Address is not null && IPAddress.IsLoopback(Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address);

    /// <summary>Notes the connection; comes before the middleware that believes proxies.</summary>
    public static void Note(IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Features.Set(new Connection(context.Connection.RemoteIpAddress, ProxyHeaders.Any(context.Request.Headers.ContainsKey)));
        return next(context);
    });
}
