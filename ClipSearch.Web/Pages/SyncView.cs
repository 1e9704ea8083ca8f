using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Pages;

/// <summary>How far the library is in step with its folders, as a page shows it.</summary>
/// <param name="Status">The figures.</param>
/// <param name="Problem">What keeps photos from being taken in; null if nothing does.</param>
/// <param name="WasWatched">Whether the browser has shown a sync under way and asks how it goes on.</param>
public sealed record SyncView(SyncStatus Status, string? Problem, bool WasWatched)
{
    /// <summary>The view of now.</summary>
    public static SyncView Of(LibrarySync sync, HttpContext context) => new(
        sync.Status,
        sync.Failure is { } failure ? Web.Problem.Of(failure, context.TraceIdentifier).Sentence
            : sync.Status.Unavailable is [_, ..] unavailable ? string.Join(" ", unavailable.Select(folder => folder.Reason)) : null,
        context.Request.Headers["HX-Target"] == "seeding");
}
