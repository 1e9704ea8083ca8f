using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Facets;

/// <summary>The facets of the library: <see cref="StandardFacets"/> and those that are registered as services.</summary>
public sealed class FacetList(LibraryFolders folders, IEnumerable<Facet> additional)
{
    /// <summary>All facets, in the order of the form and of the API document.</summary>
    public IReadOnlyList<Facet> All { get; } = [.. StandardFacets.All, .. additional];

    /// <summary>Parses an entered value; returns null if it is not accepted.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="text">The value, neither blank nor with NUL.</param>
    public object? Parse(Facet facet, string text) => facet.Parse(text, folders);
}
