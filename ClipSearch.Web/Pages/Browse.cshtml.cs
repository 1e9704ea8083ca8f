using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>
/// All photos by month, the most recent first: <c>/browse?month=2024-05</c>. Requests by htmx get only the photos, to append to the current
/// list.
/// </summary>
public sealed class BrowseModel(
    ClipSearchOptions options, PhotoTimeline timeline, LibraryFolders roots, FacetList facets, LibrarySync sync, AccessControl access) : PageModel
{
    /// <summary>Number of photos per page.</summary>
    public const int Limit = 60;

    /// <summary>The request's parameters.</summary>
    public BrowseRequest BrowseRequest { get; private set; } = null!;

    /// <summary>The months with photos, the most recent first; empty in a fragment.</summary>
    public IReadOnlyList<PhotoMonth> Months { get; private set; } = [];

    /// <summary>The page's photos.</summary>
    public MonthsView View { get; private set; } = null!;

    /// <summary>The message for an empty library.</summary>
    internal NoPhotosView NoPhotos => NoPhotosView.Of(SyncView.Of(sync, HttpContext), options, roots, access, HttpContext);

    /// <summary>The URL of the newer photos; null on the first page.</summary>
    public string? Before { get; private set; }

    /// <summary>Handles GET /browse.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!BrowseRequest.TryRead(Request.Query, facets, out var request, out var problem))
            return new ProblemResult(problem);

        BrowseRequest = request;
        var photos = await timeline.ListAsync(request.Filter, request.From, Limit + 1, cancellationToken);
        View = new MonthsView([.. photos.Take(Limit).GroupBy(photo => Month(photo))], request.PhotoPage, roots)
        {
            ShowsPaths = access.SeesDetails(HttpContext),
            Next = photos.Count > Limit ? request.PageAt(PhotoMoment.Of(photos[Limit])) : null,
        };
        var before = request.From is { } from ? await timeline.ListAfterAsync(request.Filter, from, Limit + 1, cancellationToken) : [];
        if (Request.WantsFragment())
        {
            View = View with { GoesOn = before is [var last, ..] ? Month(last) : null };
            return new ComponentResult<MoreMonths>(new() { [nameof(MoreMonths.View)] = View });
        }

        Before = before.Count == 0 ? null : request.PageAt(before.Count > Limit ? PhotoMoment.Of(before[Limit - 1]) : null);
        Months = await timeline.MonthsAsync(request.Filter, cancellationToken);
        return Page();
    }

    private static DateOnly Month(Photo photo) => new(photo.TakenAt.Year, photo.TakenAt.Month, 1);
}
