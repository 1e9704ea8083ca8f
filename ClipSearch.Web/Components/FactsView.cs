using ClipSearch.Core.Library;
using Microsoft.AspNetCore.Antiforgery;

namespace ClipSearch.Web.Components;

/// <summary>A photo's details and actions, for its page and the lightbox.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Path">Its path relative to its library folder; absolute if it is in none, for users who may see it.</param>
/// <param name="List">The query of the page's URL, which names the list that it was opened from.</param>
/// <param name="Sprite">The URL of icons.svg.</param>
public sealed record FactsView(Photo Photo, string Path, string List, string Sprite)
{
    /// <summary>Whether its file is known to be missing.</summary>
    public bool IsLost { get; init; }

    /// <summary>The folder part of the path; empty for PHOTOS_DIR itself.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Its position by name among the photos of that folder; null if it has none.</summary>
    public PhotoPosition? InFolder { get; init; }

    /// <summary>Returns the URL of another photo's page in that folder, by the photo's id.</summary>
    public Func<long, string> PageInFolder { get; init; } = id => Photos.PhotoUrls.Page(id);

    /// <summary>Identical files at other paths: their ids and their paths relative to their library folders.</summary>
    public IReadOnlyList<(long Id, string Path)> Copies { get; init; } = [];

    /// <summary>The number of photos in its stack, including itself.</summary>
    public long InStack { get; init; } = 1;

    /// <summary>Whether to show where the photo was taken.</summary>
    public bool ShowsPlace { get; init; } = true;

    /// <summary>The antiforgery token of the form that deletes it; null if it cannot be deleted.</summary>
    public AntiforgeryTokenSet? Token { get; init; }

    /// <summary>The antiforgery token of the form that corrects its date; null if the library is read-only.</summary>
    public AntiforgeryTokenSet? DateToken { get; init; }
}
