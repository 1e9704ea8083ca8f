using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;

namespace ClipSearch.Web.Components;

/// <summary>A grid of photos.</summary>
/// <param name="Photos">The photos in order.</param>
/// <param name="Address">Returns the URL of a photo's page, which includes the way back.</param>
/// <param name="Roots">The library folders, for display paths.</param>
public sealed record PhotosView(IReadOnlyList<Photo> Photos, Func<Photo, string> Address, LibraryFolders Roots)
{
    /// <summary>Whether the caller may see absolute paths.</summary>
    public bool ShowsPaths { get; init; }

    /// <summary>The list's element id; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>The id of the list that htmx appends these photos to; null if this is the list.</summary>
    public string? AddTo { get; init; }
}
