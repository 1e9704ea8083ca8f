using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core;
using ClipSearch.Core.Index;

namespace ClipSearch.Web;

/// <summary>Which part of the library an address asks for: <c>?folder=trip&amp;limit=24&amp;offset=48</c>.</summary>
/// <param name="Filter">Which photos.</param>
/// <param name="Limit">How many, 1 to <see cref="PhotoSearch.MaxLimit"/>.</param>
/// <param name="Offset">How many of the last taken to pass over.</param>
internal sealed record PhotoListRequest(PhotoFilter Filter, int Limit, int Offset)
{
    /// <summary>Reads an address.</summary>
    public static bool TryRead(IQueryCollection query, PhotoRoots roots, [NotNullWhen(true)] out PhotoListRequest? request, [NotNullWhen(false)] out Problem? problem)
    {
        request = AddressNumbers.TryReadPage(query, out var limit, out var offset, out problem) && FilterRequest.Of(query).TryRead(roots, out var filter, out problem)
            ? new PhotoListRequest(filter, limit, offset)
            : null;
        return request is not null;
    }
}
