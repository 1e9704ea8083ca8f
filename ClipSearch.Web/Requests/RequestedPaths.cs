using Microsoft.AspNetCore.Diagnostics;

namespace ClipSearch.Web.Requests;

/// <summary>Returns the requested path, also on the error page.</summary>
internal static class RequestedPaths
{
    /// <summary>Returns the path of the original request.</summary>
    public static string RequestedPath(this HttpContext context) =>
        context.Features.Get<IExceptionHandlerPathFeature>()?.Path
        ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
        ?? context.Request.Path;
}
