using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Components;

/// <summary>The progress of the scan of the library folders.</summary>
/// <param name="Status">The figures.</param>
/// <param name="Problem">Why photos cannot be imported; null if they can.</param>
/// <param name="Folders">The library folders: absolute paths, or names for users who may not see details.</param>
/// <param name="WasWatched">Whether the browser shows a running scan and polls its progress.</param>
public sealed record SyncView(SyncStatus Status, string? Problem, IReadOnlyList<string> Folders, bool WasWatched)
{
    /// <summary>Whether no scan has been completed since the start of the site.</summary>
    public bool IsFirst { get; init; } = true;

    /// <summary>
    /// Whether a page shows the progress. A later scan that finds nothing new is over within seconds, and a notice that comes and goes
    /// would move the page.
    /// </summary>
    public bool ShowsProgress => Status.IsUnderWay && (IsFirst || WasWatched || Status.State == SyncState.Waiting || Status.ToRead > 0);

    /// <summary>Reads the current state.</summary>
    public static SyncView Of(LibrarySync sync, HttpContext context)
    {
        var status = sync.Status;
        var seesDetails = context.RequestServices.GetRequiredService<AccessControl>().SeesDetails(context);
        var problem = sync.Failure is { } failure ? ExceptionProblems.Of(failure, context).Sentence
            : status.Unavailable is not [_, ..] unavailable ? null
            : seesDetails ? string.Join(" ", unavailable.Select(folder => folder.Reason)) : Texts.Problem_DetailsInLog;
        var roots = context.RequestServices.GetRequiredService<LibraryFolders>();
        return new SyncView(
            status, problem, seesDetails ? status.Folders : [.. status.Folders.Select(roots.LabelOfFolder)], context.Request.Headers["HX-Target"] == "seeding")
        {
            IsFirst = !sync.IsDone,
        };
    }
}
