using ClipSearch.Core;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Components;

/// <summary>A grid of photos, as a page shows it.</summary>
/// <param name="Photos">In their order.</param>
/// <param name="Address">The address of a photo's page, which knows the way back.</param>
/// <param name="Roots">The folders by which photos are named.</param>
public sealed record PhotosView(IReadOnlyList<Photo> Photos, Func<Photo, string> Address, PhotoRoots Roots)
{
    /// <summary>The list's id in the page; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>The id of the list in the page that htmx adds these to; null where this is the list.</summary>
    public string? AddTo { get; init; }
}
