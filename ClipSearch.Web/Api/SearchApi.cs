using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Api;

/// <summary>The JSON API: <c>GET /api/search</c> and <c>GET /api/status</c>.</summary>
internal static class SearchApi
{
    /// <summary>Addresses below this are answered in JSON, problems included.</summary>
    public const string Root = "/api";

    public static void MapSearchApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        api.MapGet("/search", SearchAsync);
        api.MapGet("/status", StatusAsync);
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

    private static async Task<StatusAnswer> StatusAsync(HttpContext context, ActiveModel model, PhotoIndex index, Database database, LibrarySync sync)
    {
        var photos = await index.CountAsync(context.RequestAborted);
        var status = sync.Status;
        return new StatusAnswer(
            model.Name,
            model.Selection.HasKnowledge,
            model.Selection.Caution is { } caution ? $"{caution} {ModelCatalog.HowToGetReal}" : null,
            photos,
            database.Description,
            new SyncAnswer(
                status.State.ToString().ToLowerInvariant(), status.Folders, status.Found, status.ToRead, status.Done, status.Failed,
                sync.Failure is null ? null : Problem.Of(sync.Failure, context.TraceIdentifier).Sentence));
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

/// <summary>What <c>GET /api/status</c> answers.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="ModelHasKnowledge">False for a model whose results are random.</param>
/// <param name="ModelAdvice">What a model that comes with ClipSearch is worth, and how to get a real one; null with a real one.</param>
/// <param name="Photos">How many photos a search compares.</param>
/// <param name="Database">Where they are, without secrets.</param>
/// <param name="Sync">How far PHOTOS_DIR is taken in.</param>
internal sealed record StatusAnswer(string Model, bool ModelHasKnowledge, string? ModelAdvice, long Photos, string Database, SyncAnswer Sync);

/// <summary>How far a folder is taken in.</summary>
/// <param name="State">pending, waiting, looking, running, done or failed.</param>
/// <param name="Folders">The folders' absolute paths.</param>
/// <param name="Found">How many photos they hold.</param>
/// <param name="ToRead">How many of them are new or changed.</param>
/// <param name="Done">How many of those are taken in or failed.</param>
/// <param name="Failed">How many of those failed.</param>
/// <param name="Error">Why it failed as a whole; null unless it did.</param>
internal sealed record SyncAnswer(string State, IReadOnlyList<string> Folders, int Found, int ToRead, int Done, int Failed, string? Error);
