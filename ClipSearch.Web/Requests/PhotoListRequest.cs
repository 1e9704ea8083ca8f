using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Requests;

/// <summary>A part of the library that a URL requests: <c>?folder=trip&amp;limit=24&amp;offset=48</c>.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Limit">Maximum number of photos, 1 to <see cref="PhotoSearch.MaxLimit"/>.</param>
/// <param name="Offset">Number of photos to skip; the most recently taken come first.</param>
internal sealed record PhotoListRequest(PhotoFilter Filter, int Limit, int Offset)
{
    /// <summary>Reads the query parameters.</summary>
    public static bool TryRead(FilterRequest filterRequest, PageRequest page, FacetList facets, [NotNullWhen(true)] out PhotoListRequest? request, [NotNullWhen(false)] out Problem? problem)
    {
        request = page.TryRead(out var limit, out var offset, out problem) && filterRequest.TryRead(facets, out var filter, out problem)
            ? new PhotoListRequest(filter, limit, offset)
            : null;
        return request is not null;
    }
}
