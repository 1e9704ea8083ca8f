using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Pages;

/// <summary>How far the library is in step with its folders, as a page shows it.</summary>
/// <param name="Status">The figures.</param>
/// <param name="Problem">What keeps photos from being taken in; null if nothing does.</param>
/// <param name="Failures">The last files that could not be taken in, by the names that people know.</param>
/// <param name="WasWatched">Whether the browser has shown a sync under way and asks how it goes on.</param>
public sealed record SyncView(SyncStatus Status, string? Problem, IReadOnlyList<PhotoFailure> Failures, bool WasWatched)
{
    /// <summary>How many failures a page tells.</summary>
    private const int LastFailures = 20;

    /// <summary>The view of now.</summary>
    public static SyncView Of(LibrarySync sync, PhotoRoots roots, HttpContext context) => new(
        sync.Status,
        sync.Failure is { } failure ? Web.Problem.Of(failure, context.TraceIdentifier).Sentence
            : sync.Status.Unavailable is [_, ..] unavailable ? string.Join(" ", unavailable.Select(folder => folder.Reason)) : null,
        [.. sync.Failures.TakeLast(LastFailures).Reverse().Select(each => each with { Path = roots.Shown(each.Path) })],
        context.Request.Headers["HX-Target"] == "seeding");
}
