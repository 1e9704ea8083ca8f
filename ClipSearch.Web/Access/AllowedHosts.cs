using ClipSearch.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Primitives;

namespace ClipSearch.Web.Access;

/// <summary>
/// Refuses requests for names that are not this site's. Otherwise any website could let its own name resolve to this machine (DNS rebinding)
/// and read the library through the browser of somebody who looks at it.
/// </summary>
internal static class AllowedHosts
{
    /// <summary>Checks the host of each request, after a trusted proxy has named it. A request without one comes from no browser and passes.</summary>
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

    /// <summary>The page that says so, and its styles.</summary>
    private static bool ShowsRefusal(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
