using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Handles searches by image in the page: <c>POST /search/picture</c> receives the image and redirects to its results, and
/// <c>GET /search/picture/{id}</c> returns its thumbnail.
/// </summary>
internal static class QueryImageEndpoints
{
    public static void MapQueryImages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/search/picture", TakeAsync).DisableAntiforgery().RequireRateLimiting(RateLimits.Searches);
        routes.MapGet("/search/picture/{id:length(64)}", Show);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, QueryImageUpload upload, FacetList facets)
    {
        if (AccessControl.ComesFromElsewhere(context.Request))
            return new ProblemResult(Problem.CrossSite);
        var (image, problem) = await upload.ReadAsync(context);
        if (image is null)
            return new ProblemResult(problem!);
        var filterRequest = FilterRequest.Of(context.Request.Query, facets);
        if (!filterRequest.TryRead(facets, out var filter, out problem))
            return new ProblemResult(problem);
        var query = new PhotoQuery(context.Request.Query["q"].FirstOrDefault() ?? "") { LikeImage = image.Id, Filter = filter };
        context.Response.Headers.Location = new SearchRequest(query, filterRequest).PageAt(0);
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Show(string id, QueryImages images, HttpContext context)
    {
        if (images.Find(id) is not { } image)
            return new PlaceholderResult(Problem.ExpiredImage);
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(image.Thumbnail, "image/webp");
    }
}
