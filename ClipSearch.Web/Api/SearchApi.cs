using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Api;

/// <summary>
/// Search in JSON: by text (<c>GET /api/search</c>), by an uploaded image (<c>POST</c>), by a photo of the library
/// (<c>GET /api/photos/{id}/similar</c>).
/// </summary>
internal static class SearchApi
{
    public static IServiceCollection AddSearchApi(this IServiceCollection services) => services.AddSingleton<Searching>();

    public static void MapSearchApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ApiPaths.Root}/search", SearchAsync).RequireRateLimiting(RateLimits.Searches)
            .Described("search", "Find photos that match a text, a photo of the library, or both.")
            .Produces<SearchResponse>().Refuses(400, 404, 429);
        routes.MapPost($"{ApiPaths.Root}/search", SearchByImageAsync).RequireRateLimiting(RateLimits.Searches).DisableAntiforgery()
            .Described("searchByPicture", "Find photos that are similar to an uploaded image.")
            .WithMetadata(ApiBody.Image)
            .Produces<SearchResponse>().Refuses(400, 403, 413, 429);
        routes.MapGet($"{ApiPaths.Root}/photos/{{id:long}}/similar", SimilarAsync).RequireRateLimiting(RateLimits.Searches)
            .Described("similarPhotos", "Find photos that are similar to a photo of the library. The photo itself and its copies are excluded.")
            .Produces<SearchResponse>().Refuses(400, 404, 429);
        routes.MapGet($"{ApiPaths.Root}/photos/similar", SimilarToSeveralAsync).RequireRateLimiting(RateLimits.Searches)
            .Described("similarToPhotos", "Find photos that are similar to several photos of the library, by the mean of their embeddings. These photos and their copies are excluded.")
            .Produces<SearchResponse>().Refuses(400, 404, 429);
    }

    private static Task<IResult> SearchAsync(
        [Description("A description of the photo. A minus before a word excludes it. A file name or path also finds that file. One of q, like and picture is required.")] string? q,
        [Description("Ids of up to 100 photos to find similar photos for."), QueryValue(typeof(long), Minimum = 1, MaxItems = PhotoSearch.MaxLikePhotos)] string? like,
        [Description("Id of an image that was recently uploaded with POST /api/search.")] string? picture,
        [AsParameters] SearchWeights weights, FilterRequest filter, [AsParameters] PageRequest page,
        Searching searching, CancellationToken cancellationToken) =>
        searching.SearchAsync(new SearchParameters(q, like, picture, weights, filter, page), cancellationToken);

    private static async Task<IResult> SearchByImageAsync(
        [Description("A text to combine with the image.")] string? q,
        [AsParameters] SearchWeights weights, FilterRequest filter, [AsParameters] PageRequest page,
        Searching searching, QueryImageUpload upload, HttpContext context)
    {
        if (AccessControl.ComesFromElsewhere(context.Request))
            return new ProblemResult(Problem.CrossSite);
        var (image, problem) = await upload.ReadAsync(context);
        return image is null
            ? new ProblemResult(problem!)
            : await searching.SearchAsync(new SearchParameters(q, null, image.Id, weights, filter, page), context.RequestAborted);
    }

    private static async Task<IResult> SimilarAsync(
        long id, [Description("A text to combine with the photo.")] string? q,
        [AsParameters] SearchWeights weights, FilterRequest filter, [AsParameters] PageRequest page,
        Searching searching, PhotoLookup lookup, CancellationToken cancellationToken) =>
        await lookup.FindAsync(id, cancellationToken) is null
            ? new ProblemResult(Problem.UnknownPhoto)
            : await searching.SearchAsync(new SearchParameters(q, id.ToString(CultureInfo.InvariantCulture), null, weights, filter, page), cancellationToken);

    private static Task<IResult> SimilarToSeveralAsync(
        [Description("Ids of 1 to 100 photos."), QueryValue(typeof(long), Minimum = 1, MaxItems = PhotoSearch.MaxLikePhotos, IsRequired = true)] string? id,
        [Description("A text to combine with the photos.")] string? q,
        [AsParameters] SearchWeights weights, FilterRequest filter, [AsParameters] PageRequest page,
        Searching searching, CancellationToken cancellationToken) =>
        !PhotoNumbers.TryRead(id, nameof(id), PhotoSearch.MaxLikePhotos, out var ids, out var problem) ? Task.FromResult<IResult>(new ProblemResult(problem))
        : ids.Count == 0 ? Task.FromResult<IResult>(new ProblemResult(Problem.NoPhotosNamed(nameof(id))))
        : searching.SearchAsync(new SearchParameters(q, PhotoNumbers.Format(ids), null, weights, filter, page), cancellationToken);
}

/// <summary>The response of <c>GET /api/search</c>.</summary>
/// <param name="Model">The model that was used.</param>
/// <param name="Query">The text without surrounding white space.</param>
/// <param name="Total">
/// The number of photos that match the filter, where a stack counts as one unless stacks is false. All of them are results, the nearest
/// first.
/// </param>
/// <param name="Hits">The nearest photos first, preceded by those whose file name matches the query.</param>
/// <param name="Good">
/// The number of good matches in the whole result, counted like total. Missing where it is unknown: with a model whose results are random,
/// in a library of fewer than 20 photos, until the library is measured, and where no results are left; in a library of more than 3,000
/// photos also where it exceeds the number of candidates that the index returns, 400, or 72 of those that match a filter.
/// </param>
/// <param name="TookMs">Milliseconds from the text to the results.</param>
/// <param name="Picture">The id of the uploaded image, for <c>GET /api/search?picture=</c>; missing without one.</param>
/// <param name="LeftOut">The photos of the request that were not used to find similar photos; missing if all were.</param>
internal sealed record SearchResponse(
    string Model, string Query, long Total, IReadOnlyList<SearchHitResponse> Hits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Good, double TookMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Picture,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LeftOutResponse>? LeftOut)
{
    /// <summary>Creates the response for a result; the command line's <c>--json</c> has the same form.</summary>
    public static SearchResponse From(SearchResult result, string? picture, LibraryFolders roots) => new(
        result.Model,
        result.Query,
        result.Total,
        [
            .. result.Hits.Select(hit => new SearchHitResponse(
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
                hit.Relevance switch { Relevance.Good => "good", Relevance.Weak => "weak", _ => null },
                hit.At?.TotalSeconds)),
        ],
        result.Good,
        Math.Round(result.Took.TotalMilliseconds, 1),
        picture,
        result.LeftOut.Count == 0 ? null : [.. result.LeftOut.Select(photo => new LeftOutResponse(photo.Id, photo.IsInLibrary ? "notIndexed" : "unknown"))]);
}

/// <summary>A photo of the request that was not used to find similar photos.</summary>
/// <param name="Id">The id of the request.</param>
/// <param name="Reason">unknown if the library has no photo with this id, notIndexed if it has no embedding by the model yet.</param>
internal sealed record LeftOutResponse(long Id, string Reason);

/// <summary>A photo in the results.</summary>
/// <param name="Id">The photo's id.</param>
/// <param name="Path">Relative to PHOTOS_DIR for a photo inside it, otherwise absolute.</param>
/// <param name="Score">Cosine similarity, −1 to 1.</param>
/// <param name="Width">Width in pixels, after EXIF rotation.</param>
/// <param name="Height">Height in pixels, after EXIF rotation.</param>
/// <param name="ThumbnailUrl">URL of a small WebP.</param>
/// <param name="FileUrl">URL of the original file; of a copy without metadata for callers without write access.</param>
/// <param name="Placeholder">
/// A tiny WebP to show enlarged until the thumbnail has loaded, as a data URL; null until a scan has created it.
/// </param>
/// <param name="Places">The number of photos with exactly this image; missing if it is the only one.</param>
/// <param name="Stack">The stack that the photo represents; missing if it is in none.</param>
/// <param name="Relevance">
/// good: the photo matches the query according to the model, or its file name matches; weak: there is no nearer photo. Missing where the
/// relevance is unknown.
/// </param>
/// <param name="AtSeconds">The time of the frame of a video that matches best; missing for images.</param>
internal sealed record SearchHitResponse(
    long Id, string Path, float Score, int Width, int Height, string ThumbnailUrl, string FileUrl, string? Placeholder,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Places = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StackLink? Stack = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Relevance = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AtSeconds = null);

/// <summary>A link to a stack.</summary>
/// <param name="Count">The number of different images in the stack.</param>
/// <param name="Url">The URL that returns the stack's photos.</param>
internal sealed record StackLink(long Count, string Url);
