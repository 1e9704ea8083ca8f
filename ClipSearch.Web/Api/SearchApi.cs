using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Scores;
using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Api;

/// <summary>Searching in JSON: by text (<c>GET /api/search</c>), by a picture that is sent (<c>POST</c>), by a photo of the library (<c>GET /api/photos/{id}/similar</c>).</summary>
internal static class SearchApi
{
    /// <summary>Addresses below this are answered in JSON, problems included.</summary>
    public const string Root = "/api";

    public static IServiceCollection AddSearchApi(this IServiceCollection services) => services.AddSingleton<Searching>();

    public static void MapSearchApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{Root}/search", SearchAsync).RequireRateLimiting(RateLimits.Searches)
            .Described("search", "Find the photos nearest to a text, to a photo of the library, or to both.")
            .Produces<SearchAnswer>().Refuses(400, 404, 429);
        routes.MapPost($"{Root}/search", SearchByPictureAsync).RequireRateLimiting(RateLimits.Searches).DisableAntiforgery()
            .Described("searchByPicture", "Find the photos nearest to an image that is sent.")
            .WithMetadata(ApiBody.Picture)
            .Produces<SearchAnswer>().Refuses(400, 403, 413, 429);
        routes.MapGet($"{Root}/photos/{{id:long}}/similar", SimilarAsync).RequireRateLimiting(RateLimits.Searches)
            .Described("similarPhotos", "Find the photos nearest to a photo of the library, without itself and its copies.")
            .Produces<SearchAnswer>().Refuses(400, 404, 429);
    }

    private static Task<IResult> SearchAsync(
        [Description("What you remember of a picture; words after a minus are not wanted. The name or path of a file finds that file, too. One of q, like and picture is required.")] string? q,
        [Description("Number of a photo; finds photos like it."), QueryValue(typeof(long), Minimum = 1)] string? like,
        [Description("The id of an image that was sent to POST /api/search recently.")] string? picture,
        [AsParameters] SearchWeights weights, [AsParameters] FilterRequest filter, [AsParameters] PageRequest page,
        Searching searching, CancellationToken cancellationToken) =>
        searching.AnswerAsync(new SearchParameters(q, like, picture, weights, filter, page), cancellationToken);

    private static async Task<IResult> SearchByPictureAsync(
        [Description("A text that counts beside the image.")] string? q,
        [AsParameters] SearchWeights weights, [AsParameters] FilterRequest filter, [AsParameters] PageRequest page,
        Searching searching, PictureUpload upload, HttpContext context)
    {
        if (WriteAccess.ComesFromElsewhere(context.Request))
            return new ProblemResult(Problem.CrossSite);
        var (picture, problem) = await upload.ReadAsync(context);
        return picture is null
            ? new ProblemResult(problem!)
            : await searching.AnswerAsync(new SearchParameters(q, null, picture.Id, weights, filter, page), context.RequestAborted);
    }

    private static async Task<IResult> SimilarAsync(
        long id, [Description("A text that counts beside the photo.")] string? q,
        [AsParameters] SearchWeights weights, [AsParameters] FilterRequest filter, [AsParameters] PageRequest page,
        Searching searching, PhotoIndex index, CancellationToken cancellationToken) =>
        await index.FindAsync(id, cancellationToken) is null
            ? new ProblemResult(Problem.UnknownPhoto)
            : await searching.AnswerAsync(new SearchParameters(q, id.ToString(CultureInfo.InvariantCulture), null, weights, filter, page), cancellationToken);
}

/// <summary>What <c>GET /api/search</c> answers.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Query">The text, without blanks around it.</param>
/// <param name="Total">How many photos pass the filter, a stack counted once unless stacks is false; each has a place in the answer, the nearest first.</param>
/// <param name="Hits">The nearest first; before them those whose file is named as the query says.</param>
/// <param name="Good">How many good matches the whole answer has, counted as total counts; missing where nothing can be said of them: with a model that knows nothing, in a library of fewer than 20 photos, until it is measured, and where no hits are left; and in a library of more than 10,000 photos where they are more than its index gathers, 400, or 72 of those that pass a filter.</param>
/// <param name="TookMs">Milliseconds from the text to the hits.</param>
/// <param name="Picture">Names the picture that was sent, for <c>GET /api/search?picture=</c>; missing without one.</param>
internal sealed record SearchAnswer(
    string Model, string Query, long Total, IReadOnlyList<SearchAnswerHit> Hits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Good, double TookMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Picture)
{
    /// <summary>The answer that shows a result; the command line's <c>--json</c> has the same form.</summary>
    public static SearchAnswer From(SearchResult result, string? picture, PhotoRoots roots) => new(
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
                PhotoUrls.File(hit.Photo),
                PhotoUrls.Placeholder(hit.Photo),
                hit.Places > 1 ? hit.Places : null,
                hit.Stacked > 1 ? new StackLink(hit.Stacked, StacksApi.Address(hit.Photo)) : null,
                hit.Relevance switch { Relevance.Good => "good", Relevance.Weak => "weak", _ => null })),
        ],
        result.Good,
        Math.Round(result.Took.TotalMilliseconds, 1),
        picture);
}

/// <summary>A photo that was found.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">Relative to PHOTOS_DIR for a photo inside it, else absolute.</param>
/// <param name="Score">Cosine similarity, −1 to 1.</param>
/// <param name="Width">Pixels across, upright.</param>
/// <param name="Height">Pixels down, upright.</param>
/// <param name="ThumbnailUrl">A small WebP.</param>
/// <param name="FileUrl">The file itself; for those who may not write, a copy without what the camera wrote.</param>
/// <param name="Placeholder">A tiny WebP to show, enlarged, until the thumbnail comes: a data address; null until a sync has made it.</param>
/// <param name="Places">How many photos are this very picture; missing where it is the only one.</param>
/// <param name="Stack">The stack that the photo stands for; missing where it stands alone.</param>
/// <param name="Relevance">good: it shows what was asked for, as far as the model can tell, or its file is named so; weak: it is near only because nothing nearer is left. Missing where nothing can be said of it.</param>
internal sealed record SearchAnswerHit(
    long Id, string Path, float Score, int Width, int Height, string ThumbnailUrl, string FileUrl, string? Placeholder,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Places = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StackLink? Stack = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Relevance = null);

/// <summary>Where a stack's photos are told.</summary>
/// <param name="Count">How many different pictures it has.</param>
/// <param name="Url">Answers with its photos.</param>
internal sealed record StackLink(long Count, string Url);
