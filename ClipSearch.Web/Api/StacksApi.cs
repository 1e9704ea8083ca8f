using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Web.Access;

namespace ClipSearch.Web.Api;

/// <summary>Photos that are the same or nearly so, in JSON: all stacks, and the one of a photo.</summary>
internal static class StacksApi
{
    /// <summary>Where the stack that a photo is in is told.</summary>
    public static string Address(Photo photo) => $"{SearchApi.Root}/photos/{photo.Id}/stack";

    public static void MapStacksApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{SearchApi.Root}/duplicates", ListAsync)
            .Described("listDuplicates", $"The stacks of the library, the largest first: copies of a picture, and pictures that look nearly the same. Of each the first {StackRecords.ShownAtMost} photos.")
            .Produces<DuplicatesAnswer>().Refuses(400);
        routes.MapGet($"{SearchApi.Root}/photos/{{id:long}}/stack", FindAsync)
            .Described("getStack", "The photos that are stacked with a photo, itself included.")
            .Produces<StackAnswer>().Refuses(400, 404);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] PageRequest page, StackRecords stacks, PhotoRoots roots, WriteAccess access, HttpContext context, CancellationToken cancellationToken) =>
        page.TryRead(out var limit, out var offset, out var problem)
            ? TypedResults.Ok(DuplicatesAnswer.From(await stacks.ListAsync(limit, offset, cancellationToken), roots, access.SeesDetails(context)))
            : new ProblemResult(problem);

    private static async Task<IResult> FindAsync(
        long id, [AsParameters] PageRequest page, StackRecords stacks, PhotoRoots roots, WriteAccess access, HttpContext context, CancellationToken cancellationToken)
    {
        if (!page.TryRead(out var limit, out var offset, out var problem))
            return new ProblemResult(problem);
        return await stacks.FindAsync(id, limit, offset, cancellationToken) is { } stack
            ? TypedResults.Ok(StackAnswer.From(stack, roots, access.SeesDetails(context)))
            : new ProblemResult(Problem.UnknownPhoto);
    }
}

/// <summary>What <c>GET /api/duplicates</c> answers.</summary>
/// <param name="Total">How many stacks there are.</param>
/// <param name="Stacks">One page of them, those with the most photos first.</param>
internal sealed record DuplicatesAnswer(long Total, IReadOnlyList<StackAnswer> Stacks)
{
    /// <summary>The answer that shows a page; the command line's <c>--json</c> has the same form.</summary>
    public static DuplicatesAnswer From(StackPage page, PhotoRoots roots, bool showsPlaces) =>
        new(page.Total, [.. page.Stacks.Select(stack => StackAnswer.From(stack, roots, showsPlaces))]);
}

/// <summary>Photos that are the same or nearly so.</summary>
/// <param name="Count">How many there are; copies of one picture are told one by one.</param>
/// <param name="Photos">Those with the most pixels first, of these the longest files.</param>
internal sealed record StackAnswer(long Count, IReadOnlyList<PhotoAnswer> Photos)
{
    public static StackAnswer From(PhotoStack stack, PhotoRoots roots, bool showsPlaces) =>
        new(stack.Count, [.. stack.Photos.Select(photo => PhotoAnswer.From(photo, roots, showsPlaces))]);
}
