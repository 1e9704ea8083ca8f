using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Sync;

/// <summary>
/// The state of the drives in a scanned folder. An unmounted drive leaves an empty folder, or the folder that it was mounted over.
/// </summary>
/// <param name="Missing">
/// The mount points in, below or above the folder that had photos and are not mounted. It is unknown which of their photos still exist.
/// </param>
/// <param name="ToRemember">The mount points in and below the folder that have photos, whether mounted or missing.</param>
internal sealed record MountPlan(IReadOnlyList<string> Missing, IReadOnlyList<string> ToRemember)
{
    /// <summary>Compares the drives that had photos with those that are mounted.</summary>
    /// <param name="folder">The listing of the folder.</param>
    /// <param name="known">The photos that the library has in it and below it.</param>
    /// <param name="remembered">All mount points that had photos.</param>
    /// <param name="mounted">The current mount points.</param>
    public static MountPlan Between(FolderListing folder, IReadOnlyCollection<KnownPhoto> known, IReadOnlyCollection<string> remembered, IReadOnlySet<string> mounted)
    {
        var present = new Lazy<HashSet<string>>(() => folder.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal));
        var missing = remembered.Where(point => !mounted.Contains(point) && (IsAbove(point) || (IsWithin(point) && HasLost(point)))).ToList();
        var withPhotos = mounted.Where(point => IsWithin(point) && folder.Files.Any(file => LibraryFolders.IsWithin(file.Path, point)));
        return new MountPlan(missing, [.. withPhotos, .. missing.Where(IsWithin)]);

        bool IsWithin(string point) => LibraryFolders.IsWithin(point, folder.Root);

        bool IsAbove(string point) => point != folder.Root && LibraryFolders.IsWithin(folder.Root, point);

        // If all photos of the drive were copied to its folder, the drive is no longer needed.
        bool HasLost(string point) => known.Any(photo => LibraryFolders.IsWithin(photo.Path, point) && !present.Value.Contains(photo.Path));
    }
}
