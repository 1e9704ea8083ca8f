using ClipSearch.Core;
using ClipSearch.Web.Access;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Searching by a picture in the page: <c>POST /search/picture</c> takes it and leads to the address that names it,
/// <c>GET /search/picture/{id}</c> shows it small.
/// </summary>
internal static class QueryPictureEndpoints
{
    public static void MapQueryPictures(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/search/picture", TakeAsync).DisableAntiforgery().RequireRateLimiting(RateLimits.Searches);
        routes.MapGet("/search/picture/{id:length(64)}", Show);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, PictureUpload upload, PhotoRoots roots)
    {
        if (WriteAccess.ComesFromElsewhere(context.Request))
            return new ProblemResult(Problem.CrossSite);
        var (picture, problem) = await upload.ReadAsync(context);
        if (picture is null)
            return new ProblemResult(problem!);
        var asked = FilterRequest.Of(context.Request.Query);
        if (!asked.TryRead(roots, out var filter, out problem))
            return new ProblemResult(problem);
        var query = new PhotoQuery(context.Request.Query["q"].FirstOrDefault() ?? "") { LikePicture = picture.Id, Filter = filter };
        context.Response.Headers.Location = new SearchRequest(query, asked).PageAt(0);
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Show(string id, QueryPictures pictures, HttpContext context)
    {
        if (pictures.Find(id) is not { } picture)
            return new PlaceholderResult(Problem.ForgottenPicture);
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(picture.Thumbnail, "image/webp");
    }
}
