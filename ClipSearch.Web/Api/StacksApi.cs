using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Paths;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Api;

/// <summary>The stacks of duplicates and near-duplicates in JSON: all of them, and the stack of a photo.</summary>
internal static class StacksApi
{
    /// <summary>Returns the URL of a photo's stack.</summary>
    public static string Address(Photo photo) => SiteUrls.Of($"{ApiPaths.Root}/photos/{photo.Id}/stack");

    public static void MapStacksApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ApiPaths.Root}/duplicates", ListAsync)
            .Described("listDuplicates", $"List the stacks of duplicate and near-duplicate photos, largest first. Each stack lists up to {StackRecords.MaxShown} photos.")
            .Produces<DuplicatesResponse>().Refuses(400);
        routes.MapGet($"{ApiPaths.Root}/photos/{{id:long}}/stack", FindAsync)
            .Described("getStack", "List the photos in the same stack as a photo, including the photo itself.")
            .Produces<StackResponse>().Refuses(400, 404);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] PageRequest page, StackRecords stacks, LibraryFolders roots, AccessControl access, HttpContext context, CancellationToken cancellationToken) =>
        page.TryRead(out var limit, out var offset, out var problem)
            ? TypedResults.Ok(DuplicatesResponse.From(await stacks.ListAsync(limit, offset, cancellationToken), roots, access.SeesDetails(context)))
            : new ProblemResult(problem);

    private static async Task<IResult> FindAsync(
        long id, [AsParameters] PageRequest page, StackRecords stacks, LibraryFolders roots, AccessControl access, HttpContext context, CancellationToken cancellationToken)
    {
        if (!page.TryRead(out var limit, out var offset, out var problem))
            return new ProblemResult(problem);
        return await stacks.FindAsync(id, limit, offset, cancellationToken) is { } stack
            ? TypedResults.Ok(StackResponse.From(stack, roots, access.SeesDetails(context)))
            : new ProblemResult(Problem.UnknownPhoto);
    }
}

/// <summary>The response of <c>GET /api/duplicates</c>.</summary>
/// <param name="Total">The number of stacks.</param>
/// <param name="Stacks">One page of stacks, the largest first.</param>
internal sealed record DuplicatesResponse(long Total, IReadOnlyList<StackResponse> Stacks)
{
    /// <summary>Creates the response for a page; the command line's <c>--json</c> has the same form.</summary>
    public static DuplicatesResponse From(StackPage page, LibraryFolders roots, bool showsPlaces) =>
        new(page.Total, [.. page.Stacks.Select(stack => StackResponse.From(stack, roots, showsPlaces))]);
}

/// <summary>A stack of duplicates and near-duplicates.</summary>
/// <param name="Count">The number of photos; copies of the same image are counted separately.</param>
/// <param name="Photos">The photos in descending order of pixels, then of file size.</param>
internal sealed record StackResponse(long Count, IReadOnlyList<PhotoResponse> Photos)
{
    public static StackResponse From(PhotoStack stack, LibraryFolders roots, bool showsPlaces) =>
        new(stack.Count, [.. stack.Photos.Select(photo => PhotoResponse.From(photo, roots, showsPlaces))]);
}
