using ClipSearch.Core;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Pages;

/// <summary>A grid of photos, as a page shows it.</summary>
/// <param name="Photos">In their order.</param>
/// <param name="Address">A photo's page, which knows the way back.</param>
/// <param name="Roots">How people name them.</param>
public sealed record PhotosView(IReadOnlyList<Photo> Photos, Func<Photo, string> Address, PhotoRoots Roots)
{
    /// <summary>The list's name in the page; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>The list in the page that htmx adds these to; null where they are put as they are.</summary>
    public string? AddTo { get; init; }
}
