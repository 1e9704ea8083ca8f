using ClipSearch.Core;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;
using ClipSearch.Web.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Pages;

/// <summary>
/// The search page. <c>GET /?q=man+jumping</c> answers with the whole page, or with the results alone if htmx asks. What
/// goes wrong is shown by <see cref="ErrorModel"/>, in the same places.
/// </summary>
[EnableRateLimiting(RateLimits.Searches)]
[MeasureRender]
public sealed class IndexModel(PhotoSearch search, PhotoRoots roots, LibrarySync sync, ILogger<PhotoSearch> logger) : PageModel
{
    /// <summary>The most photos that one page shows at once; who came further by scrolling comes back to so many.</summary>
    public const int MostShown = 600;

    /// <summary>What is asked for; null on the first page, where nothing is.</summary>
    public SearchRequest? Asked { get; private set; }

    /// <summary>The answer; null on the first page.</summary>
    public SearchResult? Result { get; private set; }

    /// <summary>How far the library is in step with its folders.</summary>
    public SyncView Sync => field ??= SyncView.Of(sync, HttpContext);

    /// <summary>Whether there is nothing to be found, as far as is known; a search in no part of the library knows best.</summary>
    public bool HasNoPhotos => Result is null
        ? Sync.Status is { State: SyncState.Done, Unavailable: [] } status && status.Found == status.Failed
        : Result.Total == 0 && Asked!.Filter == FilterRequest.None;

    /// <summary>Whether nothing is asked for, and there is something to ask for.</summary>
    public bool IsHome => Result is null && !HasNoPhotos;

    /// <summary>Whether nothing in the library looks like what is asked for.</summary>
    public bool IsNothing => Result is { FirstWeak: 0 } && Asked!.Query.Offset == 0;

    /// <summary>The link to the hits that follow those of the answer.</summary>
    public MorePhotosView More
    {
        get
        {
            var asked = Asked!;
            var next = asked.Query.Offset + Result!.Hits.Count;
            if (next >= Result.Total)
                return new MorePhotosView(null, null);
            // A list that begins farther on has a link back, which would lead astray once others stood below.
            if (asked.Query.Offset > 0 && !Request.WantsMore())
                return new MorePhotosView(asked.PageAt(next), null);
            var shown = next + asked.Query.Limit;
            return new MorePhotosView(asked.PageAt(next), "hits", shown <= MostShown ? asked.PageShowing(shown) : null);
        }
    }

    /// <summary>A photo's path as people know it.</summary>
    public string Shown(string path) => roots.Shown(path);

    /// <summary>Answers with the page or with its results.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (SearchRequest.IsIn(Request.Query))
        {
            if (!SearchRequest.TryRead(Request.Query, roots, out var request, out var problem)
                || !AddressNumbers.TryRead(Request.Query, "shown", 1, MostShown, request.Query.Limit, out var shown, out problem))
            {
                HttpContext.Features.Set(problem);
                return StatusCode(problem.Status);
            }

            Asked = request;
            Result = await SearchAsync(request.Query, (int)shown, cancellationToken);
            logger.LogSearch(Result);
        }

        return Request.WantsMore() && Result is not null ? Partial("_MoreHits", this) : Request.WantsFragment() ? Partial("_Results", this) : Page();
    }

    /// <summary>As many pages of an answer as make so many hits.</summary>
    private async Task<SearchResult> SearchAsync(PhotoQuery query, int hits, CancellationToken cancellationToken)
    {
        SearchResult? all = null;
        do
        {
            var found = all?.Hits.Count ?? 0;
            var part = await search.SearchAsync(
                query with { Offset = query.Offset + found, Limit = Math.Min(hits - found, PhotoSearch.MaxLimit) }, cancellationToken);
            all = all is null ? part : all with { Hits = [.. all.Hits, .. part.Hits], Took = all.Took + part.Took, FirstWeak = all.FirstWeak ?? (found + part.FirstWeak) };
            if (part.Hits.Count == 0)
                break;
        }
        while (all.Hits.Count < hits);
        return all;
    }
}
