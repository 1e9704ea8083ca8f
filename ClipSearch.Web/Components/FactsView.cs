using ClipSearch.Core.Index;
using Microsoft.AspNetCore.Antiforgery;

namespace ClipSearch.Web.Components;

/// <summary>What is known of a photo, and what can be done with it, as its page and the lightbox show it.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Path">Its path below its library folder; absolute where it lies in none, for those who may see that.</param>
/// <param name="List">The query of the page's address, which names the list that led there.</param>
/// <param name="Sprite">The address of icons.svg.</param>
public sealed record FactsView(Photo Photo, string Path, string List, string Sprite)
{
    /// <summary>Whether its file is known to have gone.</summary>
    public bool IsLost { get; init; }

    /// <summary>What the path begins with: the folder that the photo lies in; empty for PHOTOS_DIR itself.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Its place among the photos right in that folder, by name; null where it has none.</summary>
    public PhotoPlace? InFolder { get; init; }

    /// <summary>The address of another photo's page in that folder, by the photo's number.</summary>
    public Func<long, string> PageInFolder { get; init; } = id => Photos.PhotoUrls.Page(id);

    /// <summary>The same image at other paths, byte for byte: their numbers and their paths below their library folders.</summary>
    public IReadOnlyList<(long Id, string Path)> Copies { get; init; } = [];

    /// <summary>How many photos are in its stack, itself included.</summary>
    public long InStack { get; init; } = 1;

    /// <summary>Whether it says where the photo was taken.</summary>
    public bool ShowsPlace { get; init; } = true;

    /// <summary>The token of the form that deletes it; null where it cannot be deleted.</summary>
    public AntiforgeryTokenSet? Token { get; init; }
}
