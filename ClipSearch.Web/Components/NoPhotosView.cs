using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;

namespace ClipSearch.Web.Components;

/// <summary>The message for a library without photos.</summary>
/// <param name="Sync">The progress of the scan.</param>
/// <param name="Folders">The folders of PHOTOS_DIR: absolute paths, or names for users who may not see details.</param>
/// <param name="IsReadOnly">Whether the library is read-only.</param>
/// <param name="MayWrite">Whether the user may add photos.</param>
/// <param name="HasToken">Whether a user without write access can sign in.</param>
public sealed record NoPhotosView(SyncView Sync, IReadOnlyList<string> Folders, bool IsReadOnly, bool MayWrite, bool HasToken)
{
    /// <summary>Reads the current state.</summary>
    internal static NoPhotosView Of(SyncView sync, ClipSearchOptions options, LibraryFolders roots, AccessControl access, HttpContext context) =>
        new(sync, access.SeesDetails(context) ? roots.Folders : [.. roots.Folders.Select(roots.LabelOfFolder)], options.ReadOnly, access.Refusal(context) is null, access.HasToken);
}
