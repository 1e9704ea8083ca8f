using Microsoft.AspNetCore.Diagnostics;

namespace ClipSearch.Web;

/// <summary>What was asked for, also where a problem's page answers in place of it.</summary>
internal static class AskedPaths
{
    /// <summary>The path that was asked for.</summary>
    public static string AskedPath(this HttpContext context) =>
        context.Features.Get<IExceptionHandlerPathFeature>()?.Path
        ?? context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
        ?? context.Request.Path;
}
