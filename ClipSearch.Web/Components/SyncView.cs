using ClipSearch.Core;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;

namespace ClipSearch.Web.Components;

/// <summary>How far the scan of the library folders is, as a page shows it.</summary>
/// <param name="Status">The figures.</param>
/// <param name="Problem">What keeps photos from being imported; null if nothing does.</param>
/// <param name="Folders">The library folders: absolute paths, or names for those who may not see details.</param>
/// <param name="WasWatched">Whether the browser shows a scan under way and polls it.</param>
public sealed record SyncView(SyncStatus Status, string? Problem, IReadOnlyList<string> Folders, bool WasWatched)
{
    /// <summary>Reads the current state.</summary>
    public static SyncView Of(LibrarySync sync, HttpContext context)
    {
        var status = sync.Status;
        var seesDetails = context.RequestServices.GetRequiredService<WriteAccess>().SeesDetails(context);
        var problem = sync.Failure is { } failure ? Web.Problem.Of(failure, context).Sentence
            : status.Unavailable is not [_, ..] unavailable ? null
            : seesDetails ? string.Join(" ", unavailable.Select(folder => folder.Reason)) : Texts.Problem_DetailsInLog;
        var roots = context.RequestServices.GetRequiredService<PhotoRoots>();
        return new SyncView(
            status, problem, seesDetails ? status.Folders : [.. status.Folders.Select(roots.LabelOfFolder)], context.Request.Headers["HX-Target"] == "seeding");
    }
}
