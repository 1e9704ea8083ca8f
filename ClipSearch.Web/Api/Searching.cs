using ClipSearch.Core;

namespace ClipSearch.Web.Api;

/// <summary>Runs a search of the API and answers with its results: what its three endpoints share.</summary>
internal sealed class Searching(PhotoSearch search, PhotoRoots roots, ILogger<PhotoSearch> logger)
{
    public async Task<IResult> AnswerAsync(SearchParameters asked, CancellationToken cancellationToken)
    {
        if (!SearchRequest.TryRead(asked, roots, out var request, out var problem))
            return new ProblemResult(problem);
        var result = await search.SearchAsync(request.Query, cancellationToken);
        logger.LogSearch(result);
        return TypedResults.Ok(SearchAnswer.From(result, request.Query.LikePicture, roots));
    }
}
