using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using Microsoft.AspNetCore.Antiforgery;

namespace ClipSearch.Web.Components;

/// <summary>The photos of a stack.</summary>
/// <param name="Stack">The photos.</param>
/// <param name="Roots">The library folders, for display paths.</param>
/// <param name="Back">Returns the URL to redirect to after a photo is deleted.</param>
public sealed record StackView(PhotoStack Stack, LibraryFolders Roots, Func<Photo, string> Back)
{
    /// <summary>The photo to keep if only one is kept; null if it is not on this page.</summary>
    public Photo? Best { get; init; }

    /// <summary>The antiforgery token of the forms that delete a photo; null if photos cannot be deleted.</summary>
    public AntiforgeryTokenSet? Token { get; init; }

    /// <summary>Returns whether a photo can be moved to the trash.</summary>
    public bool CanBeDeleted(Photo photo) => Token is not null && TrashBin.Takes(photo);

    /// <summary>Returns a photo's path relative to its library folder.</summary>
    public string Shown(Photo photo) => Roots.Shown(photo.Path);
}
