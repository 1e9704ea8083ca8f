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
            if (!SearchRequest.TryRead(Request.Query, roots, out var request, out var problem))
            {
                HttpContext.Features.Set(problem);
                return StatusCode(problem.Status);
            }

            Asked = request;
            Result = await search.SearchAsync(request.Query, cancellationToken);
            logger.LogSearch(Result);
        }

        return Request.WantsFragment() ? Partial("_Results", this) : Page();
    }
}
