using ClipSearch.Core;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Api;

/// <summary>The JSON API: <c>GET /api/search</c>.</summary>
internal static class SearchApi
{
    /// <summary>Addresses below this are answered in JSON, problems included.</summary>
    public const string Root = "/api";

    public static void MapSearchApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Root}/search", SearchAsync);
    }

    private static async Task<IResult> SearchAsync(
        HttpContext context, PhotoSearch search, PhotoRoots roots, ILogger<PhotoSearch> logger)
    {
        if (!SearchRequest.TryRead(context.Request.Query, roots, out var request, out var problem))
            return new ProblemResult(problem);
        var result = await search.SearchAsync(request.Query, context.RequestAborted);
        logger.LogSearch(result);
        return TypedResults.Ok(SearchAnswer.From(result, roots));
    }
}

/// <summary>What <c>GET /api/search</c> answers.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Query">The text, without blanks around it.</param>
/// <param name="Total">How many photos pass the filter; each has a place in the answer, the nearest first.</param>
/// <param name="Hits">The nearest first; before them those whose file is named as the query says.</param>
/// <param name="TookMs">Milliseconds from the text to the hits.</param>
internal sealed record SearchAnswer(string Model, string Query, long Total, IReadOnlyList<SearchAnswerHit> Hits, double TookMs)
{
    /// <summary>The answer that shows a result; the command line's <c>--json</c> has the same form.</summary>
    public static SearchAnswer From(SearchResult result, PhotoRoots roots) => new(
        result.Model,
        result.Query,
        result.Total,
        [
            .. result.Hits.Select(hit => new SearchAnswerHit(
                hit.Photo.Id,
                roots.Shown(hit.Photo.Path),
                hit.Score,
                hit.Photo.Width,
                hit.Photo.Height,
                PhotoUrls.Thumbnail(hit.Photo),
                PhotoUrls.File(hit.Photo))),
        ],
        Math.Round(result.Took.TotalMilliseconds, 1));
}

/// <summary>A photo that was found.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">Relative to PHOTOS_DIR for a photo inside it, else absolute.</param>
/// <param name="Score">Cosine similarity, −1 to 1.</param>
/// <param name="Width">Pixels across, upright.</param>
/// <param name="Height">Pixels down, upright.</param>
/// <param name="ThumbnailUrl">A small WebP.</param>
/// <param name="FileUrl">The file itself.</param>
internal sealed record SearchAnswerHit(long Id, string Path, float Score, int Width, int Height, string ThumbnailUrl, string FileUrl);
