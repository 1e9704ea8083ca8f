using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Pages;

/// <summary>
/// The search page: <c>GET /?q=man+jumping</c>. Requests by htmx get only the results. Problems are rendered in the same places by
/// <see cref="ErrorModel"/>.
/// </summary>
[EnableRateLimiting(RateLimits.Searches)]
[MeasureRender]
public sealed class IndexModel(
    ClipSearchOptions options, PhotoSearch search, LibraryFolders roots, FacetList facets, LibrarySync sync, AccessControl access, ILogger<PhotoSearch> logger)
    : PageModel
{
    /// <summary>Maximum number of photos on one page; limits how many are restored for users who have scrolled further.</summary>
    public const int MaxShown = 600;

    /// <summary>The content of the page.</summary>
    public ResultsView View { get; private set; } = null!;

    /// <summary>Whether this is the home page, without a search, of a library with photos.</summary>
    public bool IsHome => View is { Result: null, NoPhotos: null };

    /// <summary>Handles GET /.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        SearchRequest? searchRequest = null;
        SearchResult? result = null;
        if (SearchRequest.IsIn(Request.Query))
        {
            if (!SearchRequest.TryRead(Request.Query, facets, out var request, out var problem)
                || !QueryNumbers.TryRead(Request.Query, "shown", new NumberRange(1, MaxShown, request.Query.Limit), out var shown, out problem))
                return new ProblemResult(problem);

            searchRequest = request;
            result = await SearchAsync(request.Query, (int)shown, cancellationToken);
            logger.LogSearch(result);
        }

        View = ViewOf(searchRequest, result);
        if (!Request.WantsFragment())
            return Page();
        var parameters = new Dictionary<string, object?> { [nameof(SearchResults.View)] = View };
        return Request.WantsMore() && result is not null
            ? new ComponentResult<MoreResults>(parameters)
            : new ComponentResult<SearchResults>(parameters);
    }

    private ResultsView ViewOf(SearchRequest? searchRequest, SearchResult? result)
    {
        var view = SyncView.Of(sync, HttpContext);
        return new ResultsView(view, roots)
        {
            NoPhotos = HasNoPhotos(searchRequest, result, view.Status) ? NoPhotosView.Of(view, options, roots, access, HttpContext) : null,
            ShowsPaths = access.SeesDetails(HttpContext),
            Request = searchRequest,
            Result = result,
            More = searchRequest is null || result is null ? new MorePhotosView(null, null) : More(searchRequest, result),
        };
    }

    /// <summary>Returns whether the library has no photos, according to a search without a filter, otherwise to the last scan.</summary>
    private static bool HasNoPhotos(SearchRequest? searchRequest, SearchResult? result, SyncStatus sync) => result is null
        ? sync is { State: SyncState.Done, Unavailable: [] } && sync.Found == sync.Failed
        : result.Total == 0 && searchRequest!.Filter.IsEmpty;

    /// <summary>Returns the link to the next results.</summary>
    private MorePhotosView More(SearchRequest searchRequest, SearchResult result)
    {
        var next = searchRequest.Query.Offset + result.Hits.Count;
        if (next >= result.Total)
            return new MorePhotosView(null, null);
        // A later page has a link to the previous page; appending results to it would make that link wrong.
        if (searchRequest.Query.Offset > 0 && !Request.WantsMore())
            return new MorePhotosView(searchRequest.PageAt(next), null);
        var shown = next + searchRequest.Query.Limit;
        return new MorePhotosView(searchRequest.PageAt(next), "hits", shown <= MaxShown ? searchRequest.PageShowing(shown) : null);
    }

    /// <summary>Runs a search for several pages at once, up to a number of results.</summary>
    private async Task<SearchResult> SearchAsync(PhotoQuery query, int hits, CancellationToken cancellationToken)
    {
        SearchResult? all = null;
        do
        {
            var found = all?.Hits.Count ?? 0;
            var part = await search.SearchAsync(
                query with { Offset = query.Offset + found, Limit = Math.Min(hits - found, PhotoSearch.MaxLimit) }, cancellationToken);
            all = all is null ? part : all with { Hits = [.. all.Hits, .. part.Hits], Took = all.Took + part.Took, FirstWeak = all.FirstWeak ?? (found + part.FirstWeak) };
            if (part.Hits.Count == 0 || query.Offset + all.Hits.Count >= all.Total)
                break;
        }
        while (all.Hits.Count < hits);
        return all;
    }
}
