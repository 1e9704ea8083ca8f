using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Writing;
using Microsoft.AspNetCore.Antiforgery;

namespace ClipSearch.Web.Components;

/// <summary>A stack's photos, as a page shows them.</summary>
/// <param name="Stack">The photos.</param>
/// <param name="Roots">The folders by which photos are named.</param>
/// <param name="Back">The address to go on with once a photo is deleted.</param>
public sealed record StackView(PhotoStack Stack, PhotoRoots Roots, Func<Photo, string> Back)
{
    /// <summary>The one to keep if only one shall stay; null where that is not among them.</summary>
    public Photo? Best { get; init; }

    /// <summary>The token of the forms that delete a photo; null where none can be deleted.</summary>
    public AntiforgeryTokenSet? Token { get; init; }

    /// <summary>Whether a photo can be moved into the trash.</summary>
    public bool CanBeDeleted(Photo photo) => Token is not null && Trash.Takes(photo);

    /// <summary>The path of a photo below its library folder.</summary>
    public string Shown(Photo photo) => Roots.Shown(photo.Path);
}
