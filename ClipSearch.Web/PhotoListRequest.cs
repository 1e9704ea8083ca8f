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
    /// <summary>Reads the parts of an address.</summary>
    public static bool TryRead(FilterRequest asked, PageRequest page, PhotoRoots roots, [NotNullWhen(true)] out PhotoListRequest? request, [NotNullWhen(false)] out Problem? problem)
    {
        request = page.TryRead(out var limit, out var offset, out problem) && asked.TryRead(roots, out var filter, out problem)
            ? new PhotoListRequest(filter, limit, offset)
            : null;
        return request is not null;
    }
}
