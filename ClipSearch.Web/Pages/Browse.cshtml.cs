using ClipSearch.Core;
using ClipSearch.Core.Index;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>All photos, the last taken first, month by month: <c>/browse?month=2024-05</c>; to htmx a page's photos alone, to be put below those that are there.</summary>
public sealed class BrowseModel(PhotoTimeline timeline, PhotoRoots roots) : PageModel
{
    /// <summary>How many photos a page has.</summary>
    public const int Limit = 60;

    /// <summary>What is asked for.</summary>
    public BrowseRequest Asked { get; private set; } = null!;

    /// <summary>The months in which photos were taken, the last first; empty in a fragment.</summary>
    public IReadOnlyList<PhotoMonth> Months { get; private set; } = [];

    /// <summary>The page's photos by the first day of their month.</summary>
    public IReadOnlyList<IGrouping<DateOnly, Photo>> Photos { get; private set; } = [];

    /// <summary>The address of the photos that follow; null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>The address of those that were taken after these; null at the beginning.</summary>
    public string? Before { get; private set; }

    /// <summary>The month that the photos before these ended with and these go on with; null in a page, which has none before.</summary>
    public DateOnly? GoesOn { get; private set; }

    /// <summary>Photos of a month as the page shows them.</summary>
    public PhotosView View(IEnumerable<Photo> photos) => new([.. photos], Asked.PhotoPage, roots);

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
        Photos = [.. photos.Take(Limit).GroupBy(photo => Month(photo))];
        Next = photos.Count > Limit ? request.PageAt(PhotoMoment.Of(photos[Limit])) : null;
        var before = request.From is { } from ? await timeline.ListAfterAsync(request.Filter, from, Limit + 1, cancellationToken) : [];
        if (Request.WantsFragment())
        {
            GoesOn = before is [var last, ..] ? Month(last) : null;
            return Partial("_Months", this);
        }

        Before = before.Count == 0 ? null : request.PageAt(before.Count > Limit ? PhotoMoment.Of(before[Limit - 1]) : null);
        Months = await timeline.MonthsAsync(request.Filter, cancellationToken);
        return Page();
    }

    private static DateOnly Month(Photo photo) => new(photo.TakenAt.Year, photo.TakenAt.Month, 1);
}
