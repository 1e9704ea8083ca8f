using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Api;

/// <summary>Runs a search of the API and returns its results; shared by the three search endpoints.</summary>
internal sealed class Searching(PhotoSearch search, LibraryFolders roots, FacetList facets, ILogger<PhotoSearch> logger)
{
    public async Task<IResult> SearchAsync(SearchParameters parameters, CancellationToken cancellationToken)
    {
        if (!SearchRequest.TryRead(parameters, facets, out var request, out var problem))
            return new ProblemResult(problem);
        var result = await search.SearchAsync(request.Query, cancellationToken);
        logger.LogSearch(result);
        return TypedResults.Ok(SearchResponse.From(result, request.Query.LikeImage, roots));
    }
}
