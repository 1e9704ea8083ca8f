using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Components;

/// <summary>How far the scan of the library folders is, as a page shows it.</summary>
/// <param name="Status">The figures.</param>
/// <param name="Problem">What keeps photos from being imported; null if nothing does.</param>
/// <param name="WasWatched">Whether the browser shows a scan under way and polls it.</param>
public sealed record SyncView(SyncStatus Status, string? Problem, bool WasWatched)
{
    /// <summary>Reads the current state.</summary>
    public static SyncView Of(LibrarySync sync, HttpContext context) => new(
        sync.Status,
        sync.Failure is { } failure ? Web.Problem.Of(failure, context.TraceIdentifier).Sentence
            : sync.Status.Unavailable is [_, ..] unavailable ? string.Join(" ", unavailable.Select(folder => folder.Reason)) : null,
        context.Request.Headers["HX-Target"] == "seeding");
}
