using ClipSearch.Core.Settings;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Primitives;

namespace ClipSearch.Web.Access;

/// <summary>
/// Rejects requests for hosts that are not this site's. Otherwise any website could point its own name to this machine (DNS rebinding) and
/// read the library through a visitor's browser.
/// </summary>
internal static class AllowedHosts
{
    /// <summary>
    /// Checks the host of each request, after a trusted proxy's header is applied. A request without a host is not from a browser and is
    /// allowed.
    /// </summary>
    public static void UseAllowedHosts(this WebApplication app, ClipSearchOptions options)
    {
        StringSegment[] allowed = [.. (options.AllowedHosts is [_, ..] named ? named : options.ListensOnLoopback ? [] : ["*"]).Select(host => new StringSegment(host))];
        if (allowed.Contains("*"))
            return;
        app.Use((context, next) =>
        {
            var host = context.Request.Host;
            if (!host.HasValue || Connection.IsLoopbackHost(host.Host) || HostString.MatchesAny(host.Value, allowed) || ShowsRefusal(context))
                return next(context);
            return new ProblemResult(Problem.UnknownHost(host.Host)).ExecuteAsync(context);
        });
    }

    /// <summary>Returns whether the request is for the error page or its styles.</summary>
    private static bool ShowsRefusal(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
