using ClipSearch.Core;
using ClipSearch.Web.Access;

namespace ClipSearch.Web.Components;

/// <summary>A library without photos, as a page shows it.</summary>
/// <param name="Sync">How far the sync is.</param>
/// <param name="Folders">The folders of PHOTOS_DIR: absolute paths, or names for those who may not see details.</param>
/// <param name="IsReadOnly">Whether nothing can be added.</param>
/// <param name="MayWrite">Whether the visitor may add photos.</param>
/// <param name="HasToken">Whether a visitor who may not can sign in.</param>
public sealed record NoPhotosView(SyncView Sync, IReadOnlyList<string> Folders, bool IsReadOnly, bool MayWrite, bool HasToken)
{
    /// <summary>Reads the state of a request.</summary>
    internal static NoPhotosView Of(SyncView sync, ClipSearchOptions options, PhotoRoots roots, WriteAccess access, HttpContext context) =>
        new(sync, access.SeesDetails(context) ? roots.Folders : [.. roots.Folders.Select(roots.LabelOfFolder)], options.ReadOnly, access.Refusal(context) is null, access.HasToken);
}
