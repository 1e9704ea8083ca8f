using ClipSearch.Core;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Pages;

/// <summary>
/// The search page. <c>GET /?q=man+jumping</c> answers with the whole page, or with the results alone if htmx asks. What
/// goes wrong is shown by <see cref="ErrorModel"/>, in the same places.
/// </summary>
[EnableRateLimiting(RateLimits.Searches)]
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

    /// <summary>The folders of PHOTOS_DIR that are watched.</summary>
    public IReadOnlyList<string> FoldersOnDisk => [.. roots.Folders.Where(folder => !PhotoPath.IsInBucket(folder))];

    /// <summary>Those in buckets, which are looked through now and then.</summary>
    public IReadOnlyList<string> Buckets => [.. roots.Folders.Where(PhotoPath.IsInBucket)];

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

        return Request.WantsFragment() ? Partial("_Results", this) : Page();
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
