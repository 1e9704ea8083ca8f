using ClipSearch.Core;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Web.Pages;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Photos;

/// <summary>The list that led to a photo, as seen from there.</summary>
/// <param name="Back">The address of the list, at the photo's place in it.</param>
/// <param name="IsSearch">Whether it is a search; else it is the photo's folder by name, or the library by date, or what a filter leaves of that.</param>
/// <param name="Place">Where the photo stands in it; null where it does not, or nobody can say.</param>
/// <param name="Previous">The page of the photo before it.</param>
/// <param name="Next">The page of the photo after it.</param>
public sealed record PhotoTrail(string Back, bool IsSearch, PhotoPlace? Place, string? Previous, string? Next);

/// <summary>
/// Finds the list that led to a photo by the address of its page: a search with the photo's rank in it
/// (<c>?q=cat&amp;at=17</c>), its folder by name (<c>?path=trip</c>), else the library by date, as a filter narrows it (<c>?folder=trip</c>).
/// </summary>
public sealed class PhotoTrails(PhotoSearch search, PhotoIndex index, PhotoRoots roots)
{
    /// <summary>The part of an address that gives the rank, from 1.</summary>
    public const string Rank = "at";

    /// <summary>By so many ranks a photo may have moved since its address was written: the library may still be growing.</summary>
    private const int Leeway = 12;

    /// <summary>Whether finding the list asks the model.</summary>
    public static bool Searches(IQueryCollection query) => SearchRequest.IsIn(query) && query.ContainsKey(Rank);

    /// <summary>The list that the address of a photo's page tells of.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="inFolder">Where it stands in its folder; null where nobody asks for its place.</param>
    /// <param name="query">The address's query.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<PhotoTrail> OfAsync(Photo photo, PhotoPlace? inFolder, IQueryCollection query, CancellationToken cancellationToken)
    {
        if (SearchRequest.IsIn(query))
        {
            return SearchRequest.TryRead(query, roots, out var request, out _)
                ? await InSearchAsync(photo, request, Searches(query) && AddressNumbers.TryRead(query, Rank, 1, int.MaxValue, 0, out var rank, out _) ? (int)rank : 0, cancellationToken)
                : new PhotoTrail("/", IsSearch: true, null, null, null);
        }

        if (AddressNumbers.Value(query, FoldersModel.PathPart) is { } folder && folder == roots.NameOfFolder(PhotoPath.Folder(photo.Path)))
            return Trail(photo, FoldersModel.PageOf(folder, photo.Name), inFolder, neighbour => PhotoUrls.PageInFolder(neighbour, folder));

        var asked = FilterRequest.Of(query);
        if (!asked.TryRead(roots, out var filter, out _))
            (asked, filter) = (FilterRequest.None, PhotoFilter.None);
        var list = Address(asked);
        return Trail(
            photo, new BrowseRequest(null, filter, asked).PageAt(PhotoMoment.Of(photo)), await index.PlaceAsync(photo.Id, filter, cancellationToken),
            neighbour => PhotoUrls.Page(neighbour, list));
    }

    private static PhotoTrail Trail(Photo photo, string list, PhotoPlace? place, Func<long, string> page) => new(
        $"{list}#{PhotoUrls.Anchor(photo.Id)}", IsSearch: false, place,
        place?.Previous is { } previous ? page(previous) : null, place?.Next is { } next ? page(next) : null);

    private async Task<PhotoTrail> InSearchAsync(Photo photo, SearchRequest request, int rank, CancellationToken cancellationToken)
    {
        var unknown = new PhotoTrail(request.PageAt(0), IsSearch: true, null, null, null);
        if (rank == 0)
            return unknown;
        SearchResult result;
        var offset = Math.Max(0, rank - 1 - Leeway);
        try
        {
            result = await search.SearchAsync(request.Query with { Offset = offset, Limit = (2 * Leeway) + 1 }, cancellationToken);
        }
        catch (Exception e) when (e is ModelLoadingException or ModelException or QueryPictureException)
        {
            // The photo is there all the same.
            return unknown;
        }

        var hits = result.Hits.Select(hit => hit.Photo.Id).ToList();
        var found = hits.IndexOf(photo.Id);
        if (found < 0)
            return unknown;
        rank = offset + found + 1;
        long? before = found > 0 ? hits[found - 1] : null;
        long? after = found + 1 < hits.Count ? hits[found + 1] : null;
        var firstOfPage = (rank - 1) / request.Query.Limit * request.Query.Limit;
        return new PhotoTrail(
            $"{request.PageAt(firstOfPage)}#{PhotoUrls.Anchor(photo.Id)}", IsSearch: true, new PhotoPlace(rank, result.Total, before, after),
            before is { } previous ? PhotoUrls.Hit(previous, request, rank - 1) : null, after is { } next ? PhotoUrls.Hit(next, request, rank + 1) : null);
    }

    private static string Address(FilterRequest asked)
    {
        var query = new QueryBuilder();
        asked.AddTo(query);
        return query.ToString();
    }
}
