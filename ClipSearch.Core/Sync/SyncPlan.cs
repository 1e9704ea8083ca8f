using ClipSearch.Core.Index;
using ClipSearch.Core.Storage;

namespace ClipSearch.Core.Sync;

/// <summary>What is to be done so that the library shows a folder as it is.</summary>
/// <param name="ToRead">Files that are new, changed in size or time (in a bucket, in size or ETag), without their facts, placeholder or signature, or without an embedding by the active model; last those that could not be read before.</param>
/// <param name="Vanished">Photos whose file has gone.</param>
/// <param name="StillBad">Files that were found to be no pictures, and are what they were.</param>
/// <param name="Unchanged">How many files need nothing.</param>
public sealed record SyncPlan(IReadOnlyList<PhotoFile> ToRead, IReadOnlyList<KnownPhoto> Vanished, IReadOnlyList<PhotoFailure> StillBad, int Unchanged)
{
    /// <summary>Compares a folder with what the library knows at and below it.</summary>
    public static SyncPlan Between(PhotoFolder folder, IReadOnlyCollection<KnownPhoto> known, IReadOnlyCollection<PhotoFailure> failures)
    {
        var knownByPath = known.ToDictionary(photo => photo.Path, StringComparer.Ordinal);
        var badByPath = failures.Where(failure => failure.Content is not null).DistinctBy(failure => failure.Path).ToDictionary(failure => failure.Path, StringComparer.Ordinal);
        var toRead = new List<PhotoFile>();
        var toReadAgain = new List<PhotoFile>();
        var failedBefore = failures.Select(failure => failure.Path).ToHashSet(StringComparer.Ordinal);
        var stillBad = new List<PhotoFailure>();
        foreach (var file in folder.Files)
        {
            if (badByPath.TryGetValue(file.Path, out var bad) && bad.Content is var (bytes, ticks) && file.Is(bytes, ticks, bad.ETag))
                stillBad.Add(bad);
            else if (!(knownByPath.TryGetValue(file.Path, out var photo) && photo.IsComplete && file.Is(photo.Bytes, photo.ModifiedTicks, photo.ETag)))
                (failedBefore.Contains(file.Path) ? toReadAgain : toRead).Add(file);
        }

        toRead.AddRange(toReadAgain);

        var present = folder.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        // What lies in a folder that cannot be read is unknown, and a file that cannot be looked at is still there.
        var vanished = known
            .Where(photo => !present.Contains(photo.Path) && !folder.Unreadable.Any(failure => PhotoRoots.IsWithin(photo.Path, failure.Path)))
            .ToList();
        return new SyncPlan(toRead, vanished, stillBad, folder.Files.Count - toRead.Count - stillBad.Count);
    }
}
