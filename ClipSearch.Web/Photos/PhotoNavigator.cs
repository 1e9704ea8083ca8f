using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Models;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Photos;

/// <summary>The list from which a photo was opened, relative to the photo.</summary>
/// <param name="Back">The URL of the list, at the photo's position.</param>
/// <param name="IsSearch">
/// Whether the list is a search; otherwise it is the photo's folder by name, or the library by date, optionally filtered.
/// </param>
/// <param name="Position">The photo's position in the list; null if it is not in the list or the position is unknown.</param>
/// <param name="Previous">The page of the previous photo.</param>
/// <param name="Next">The page of the next photo.</param>
public sealed record PhotoNavigation(string Back, bool IsSearch, PhotoPosition? Position, string? Previous, string? Next);

/// <summary>
/// Finds the list from which a photo was opened by the URL of its page: a search with the photo's rank in it (<c>?q=cat&amp;at=17</c>), its
/// folder by name (<c>?path=trip</c>), otherwise the library by date, optionally filtered (<c>?folder=trip</c>).
/// </summary>
public sealed class PhotoNavigator(PhotoSearch search, PhotoLookup lookup, LibraryFolders roots, FacetList facets)
{
    /// <summary>
    /// The number of ranks by which a photo may have moved since its URL was created, as the library may still be growing.
    /// </summary>
    private const int Leeway = 12;

    /// <summary>Finds the list that the URL of a photo's page names.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="inFolder">The photo's position in its folder; null if it is not needed.</param>
    /// <param name="query">The URL's query.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is unavailable.</exception>
    public async Task<PhotoNavigation> OfAsync(Photo photo, PhotoPosition? inFolder, IQueryCollection query, CancellationToken cancellationToken)
    {
        if (SearchRequest.IsIn(query))
        {
            return SearchRequest.TryRead(query, facets, out var request, out _)
                ? await InSearchAsync(photo, request, ResultRank.IsIn(query) && QueryNumbers.TryRead(query, ResultRank.Parameter, new NumberRange(1, int.MaxValue, 0), out var rank, out _) ? (int)rank : 0, cancellationToken)
                : new PhotoNavigation(SiteUrls.Of("/"), IsSearch: true, null, null, null);
        }

        var folder = roots.NameOfFolder(LibraryPath.Folder(photo.Path));
        if (QueryNumbers.Value(query, FolderRequest.PathParameter) is { } named && NameFolding.AreSame(named, folder))
            return In(photo, FolderRequest.PageOf(folder, photo.Name), inFolder, neighbour => PhotoUrls.PageInFolder(neighbour, folder));

        var filterRequest = FilterRequest.Of(query, facets);
        if (!filterRequest.TryRead(facets, out var filter, out _))
            (filterRequest, filter) = (FilterRequest.None, PhotoFilter.None);
        var list = Address(filterRequest);
        return In(
            photo, new BrowseRequest(null, filter, filterRequest).PageAt(PhotoMoment.Of(photo)), await lookup.PositionAsync(photo.Id, filter, cancellationToken),
            neighbour => PhotoUrls.Page(neighbour, list));
    }

    private static PhotoNavigation In(Photo photo, string list, PhotoPosition? position, Func<long, string> page) => new(
        $"{list}#{PhotoUrls.Anchor(photo.Id)}", IsSearch: false, position,
        position?.Previous is { } previous ? page(previous) : null, position?.Next is { } next ? page(next) : null);

    private async Task<PhotoNavigation> InSearchAsync(Photo photo, SearchRequest request, int rank, CancellationToken cancellationToken)
    {
        var unknown = new PhotoNavigation(request.PageAt(0), IsSearch: true, null, null, null);
        if (rank == 0)
            return unknown;
        SearchResult result;
        // One more on each side: the neighbours of a photo at the end of the leeway.
        var offset = Math.Max(0, rank - 1 - Leeway - 1);
        try
        {
            result = await search.SearchAsync(request.Query with { Offset = offset, Limit = Math.Min(rank - 1, Leeway + 1) + 1 + Leeway + 1 }, cancellationToken);
        }
        catch (Exception e) when (e is ModelLoadingException or ModelException or QueryImageException)
        {
            // The photo can be shown without its list.
            return unknown;
        }

        var hits = result.Hits.ToList();
        var found = hits.FindIndex(hit => hit.Photo.Id == photo.Id);
        if (found < 0 || Math.Abs(offset + found - (rank - 1)) > Leeway)
            return unknown;
        rank = offset + found + 1;
        var before = found > 0 ? hits[found - 1] : null;
        var after = found + 1 < hits.Count ? hits[found + 1] : null;
        var firstOfPage = (rank - 1) / request.Query.Limit * request.Query.Limit;
        return new PhotoNavigation(
            $"{request.PageAt(firstOfPage)}#{PhotoUrls.Anchor(photo.Id)}", IsSearch: true, new PhotoPosition(rank, result.Total, before?.Photo.Id, after?.Photo.Id),
            before is null ? null : PhotoUrls.Hit(before, request, rank - 1), after is null ? null : PhotoUrls.Hit(after, request, rank + 1));
    }

    private static string Address(FilterRequest filterRequest)
    {
        var query = new QueryBuilder();
        filterRequest.AddTo(query);
        return query.ToString();
    }
}
