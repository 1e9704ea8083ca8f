using ClipSearch.Core.Index;
using ClipSearch.Core.Storage;

namespace ClipSearch.Core.Sync;

/// <summary>What a folder that was looked through tells of the drives in it. One that is not mounted leaves an empty folder, or the one that it was mounted over.</summary>
/// <param name="Missing">Drives at, below or above the folder that had photos and are not mounted: of what they hold nobody can say what has gone.</param>
/// <param name="ToRemember">Drives at and below the folder that have photos, whether mounted or missing.</param>
internal sealed record MountPlan(IReadOnlyList<string> Missing, IReadOnlyList<string> ToRemember)
{
    /// <summary>Compares the drives that had photos with those that are mounted.</summary>
    /// <param name="folder">As it was found.</param>
    /// <param name="known">What the library knows below it.</param>
    /// <param name="remembered">Mount points that had photos, wherever.</param>
    /// <param name="mounted">Where something is mounted now.</param>
    public static MountPlan Between(PhotoFolder folder, IReadOnlyCollection<KnownPhoto> known, IReadOnlyCollection<string> remembered, IReadOnlySet<string> mounted)
    {
        var present = new Lazy<HashSet<string>>(() => folder.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal));
        var missing = remembered.Where(point => !mounted.Contains(point) && (IsAbove(point) || (IsWithin(point) && HasLost(point)))).ToList();
        var withPhotos = mounted.Where(point => IsWithin(point) && folder.Files.Any(file => PhotoRoots.IsWithin(file.Path, point)));
        return new MountPlan(missing, [.. withPhotos, .. missing.Where(IsWithin)]);

        bool IsWithin(string point) => PhotoRoots.IsWithin(point, folder.Root);

        bool IsAbove(string point) => point != folder.Root && PhotoRoots.IsWithin(folder.Root, point);

        // What was copied to where the drive was mounted, all of it, needs the drive no more.
        bool HasLost(string point) => known.Any(photo => PhotoRoots.IsWithin(photo.Path, point) && !present.Value.Contains(photo.Path));
    }
}
