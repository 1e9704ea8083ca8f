using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Writing;

namespace ClipSearch.Web.Pages;

/// <summary>A stack's photos, as a page shows them.</summary>
/// <param name="Stack">The photos.</param>
/// <param name="Roots">How people name them.</param>
/// <param name="IsReadOnly">Whether none can be deleted.</param>
/// <param name="Back">The address to go on with once a photo is deleted.</param>
public sealed record StackView(PhotoStack Stack, PhotoRoots Roots, bool IsReadOnly, Func<Photo, string> Back)
{
    /// <summary>The one to keep if only one shall stay; null where that is not among them.</summary>
    public Photo? Best { get; init; }

    /// <summary>Whether a photo can be moved into the trash.</summary>
    public bool CanBeDeleted(Photo photo) => !IsReadOnly && Trash.Takes(photo);

    /// <summary>A photo's path as people know it.</summary>
    public string Shown(Photo photo) => Roots.Shown(photo.Path);
}
