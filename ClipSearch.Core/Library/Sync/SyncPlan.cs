using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Sync;

/// <summary>The changes needed to sync the library with a folder.</summary>
/// <param name="ToRead">
/// Files that are new, have changed in size or a time (in a bucket, in size or ETag), have a new, changed or removed sidecar, or lack
/// metadata, a placeholder, a signature or an embedding by the active model. Files that failed before come last.
/// </param>
/// <param name="Vanished">Photos whose file no longer exists. Those that were stored since the listing began are not among them.</param>
/// <param name="StillBad">Files, and sidecars of files, with invalid content that have not changed.</param>
/// <param name="Unchanged">The number of files that need no update.</param>
public sealed record SyncPlan(IReadOnlyList<PhotoFile> ToRead, IReadOnlyList<KnownPhoto> Vanished, IReadOnlyList<PhotoFailure> StillBad, int Unchanged)
{
    /// <summary>The photos of unchanged files whose time of change is not recorded yet, with that time.</summary>
    public IReadOnlyList<(long Id, long ChangedAt)> ChangeTimes { get; init; } = [];

    /// <summary>The photos of unchanged files whose companions have changed, with the files that have them.</summary>
    public IReadOnlyList<(long Id, PhotoFile File)> CompanionChanges { get; init; } = [];

    /// <summary>Compares a folder with the library's photos in it and below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="known">The library's photos.</param>
    /// <param name="failures">The import errors of the last scan.</param>
    /// <param name="rereadAll">Whether to read files again that have not changed.</param>
    public static SyncPlan Between(FolderListing folder, IReadOnlyCollection<KnownPhoto> known, IReadOnlyCollection<PhotoFailure> failures, bool rereadAll = false)
    {
        var knownByPath = known.ToDictionary(photo => photo.Path, StringComparer.Ordinal);
        var badByPath = failures.Where(failure => failure.Content is not null).DistinctBy(failure => failure.Path).ToDictionary(failure => failure.Path, StringComparer.Ordinal);
        var toRead = new List<PhotoFile>();
        var toReadAgain = new List<PhotoFile>();
        var failedBefore = failures.Select(failure => failure.Path).ToHashSet(StringComparer.Ordinal);
        var stillBad = new List<PhotoFailure>();
        var unchanged = 0;
        var changeTimes = new List<(long Id, long ChangedAt)>();
        var companionChanges = new List<(long Id, PhotoFile File)>();
        foreach (var file in folder.Files)
        {
            if (Failure(file) is { } bad)
            {
                stillBad.Add(bad);
            }
            else if (!(knownByPath.TryGetValue(file.Path, out var photo) && photo.IsComplete && photo.SidecarVersion == file.Sidecar?.Version && IsSame(file, photo)))
            {
                (failedBefore.Contains(file.Path) ? toReadAgain : toRead).Add(file);
            }
            else
            {
                unchanged++;
                if (photo.ChangedAt is null && file.ChangedAt is { } changedAt)
                    changeTimes.Add((photo.Id, changedAt));
                if (photo.CompanionBytes != file.CompanionBytes || !photo.Companions.SequenceEqual(file.Companions, StringComparer.Ordinal))
                    companionChanges.Add((photo.Id, file));
                if (file.Sidecar is { } sidecar && Failure(sidecar) is { } badSidecar)
                    stillBad.Add(badSidecar);
            }
        }

        toRead.AddRange(toReadAgain);

        var present = folder.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        // The content of an unreadable folder is unknown, and a file that cannot be accessed still exists.
        var vanished = known
            .Where(photo => !photo.IsNew && !present.Contains(photo.Path) && !folder.Unreadable.Any(failure => LibraryFolders.IsWithin(photo.Path, failure.Path)))
            .ToList();
        return new SyncPlan(toRead, vanished, [.. stillBad.DistinctBy(failure => failure.Path)], unchanged) { ChangeTimes = changeTimes, CompanionChanges = companionChanges };

        bool IsSame(PhotoFile file, KnownPhoto photo) => !rereadAll && file.Is(photo.Bytes, photo.ModifiedTicks, photo.ETag)
            && (file.ChangedAt is null || photo.ChangedAt is null || file.ChangedAt == photo.ChangedAt);

        PhotoFailure? Failure(PhotoFile file) =>
            !rereadAll && badByPath.TryGetValue(file.Path, out var failure) && failure.Content is var (bytes, ticks) && file.Is(bytes, ticks, failure.ETag) ? failure : null;
    }
}
