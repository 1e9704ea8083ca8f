using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>All photos, the last taken first, month by month: <c>/browse?month=2024-05</c>; to htmx a page's photos alone, to be put below those that are there.</summary>
public sealed class BrowseModel(
    ClipSearchOptions options, PhotoTimeline timeline, PhotoRoots roots, LibrarySync sync, WriteAccess access) : PageModel
{
    /// <summary>How many photos a page has.</summary>
    public const int Limit = 60;

    /// <summary>What is asked for.</summary>
    public BrowseRequest Asked { get; private set; } = null!;

    /// <summary>The months in which photos were taken, the last first; empty in a fragment.</summary>
    public IReadOnlyList<PhotoMonth> Months { get; private set; } = [];

    /// <summary>The page's photos.</summary>
    public MonthsView View { get; private set; } = null!;

    /// <summary>What is shown where there are no photos.</summary>
    internal NoPhotosView NoPhotos => NoPhotosView.Of(SyncView.Of(sync, HttpContext), options, roots, access, HttpContext);

    /// <summary>The address of those that were taken after these; null at the beginning.</summary>
    public string? Before { get; private set; }

    /// <summary>Shows a page of them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!BrowseRequest.TryRead(Request.Query, roots, out var request, out var problem))
        {
            HttpContext.Features.Set(problem);
            return StatusCode(problem.Status);
        }

        Asked = request;
        var photos = await timeline.ListAsync(request.Filter, request.From, Limit + 1, cancellationToken);
        View = new MonthsView([.. photos.Take(Limit).GroupBy(photo => Month(photo))], request.PhotoPage, roots)
        {
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
