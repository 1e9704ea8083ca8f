using Microsoft.AspNetCore.HttpOverrides;

namespace ClipSearch.Web;

/// <summary>
/// Believes what a proxy says of the browser's scheme, host and address, if the proxy is on this machine or in a private
/// network, as the neighbours of a container are. From anywhere else these headers are passed over.
/// </summary>
/// <remarks>
/// A neighbour may claim any address, 127.0.0.1 included: whoever decides by address what a request may do must look at
/// the connection's own, not at the forwarded one.
/// </remarks>
internal static class Proxies
{
    private static readonly string[] Trusted =
        ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10"];

    public static IServiceCollection AddProxies(this IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Trusted)
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    });
}
