using ClipSearch.Core.Index;

namespace ClipSearch.Core.Sync;

/// <summary>What is to be done so that the library shows a folder as it is.</summary>
/// <param name="ToRead">Files that are new, changed in size or time, without their facts, or without an embedding by the active model.</param>
/// <param name="Vanished">Photos whose file has gone.</param>
/// <param name="Unchanged">How many files need nothing.</param>
public sealed record SyncPlan(IReadOnlyList<PhotoFile> ToRead, IReadOnlyList<KnownPhoto> Vanished, int Unchanged)
{
    /// <summary>Compares a folder with what the library knows at and below it.</summary>
    public static SyncPlan Between(PhotoFolder folder, IReadOnlyCollection<KnownPhoto> known)
    {
        var knownByPath = known.ToDictionary(photo => photo.Path, StringComparer.Ordinal);
        var toRead = folder.Files
            .Where(file => !(knownByPath.TryGetValue(file.Path, out var photo)
                && photo.IsComplete && photo.Bytes == file.Bytes && photo.ModifiedTicks == file.ModifiedTicks))
            .ToList();

        var present = folder.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        // Of a folder that cannot be read, nobody can say what has gone.
        var hidden = folder.Unreadable.Select(failure => failure.Path + Path.DirectorySeparatorChar).ToList();
        var vanished = known
            .Where(photo => !present.Contains(photo.Path) && !hidden.Exists(prefix => photo.Path.StartsWith(prefix, StringComparison.Ordinal)))
            .ToList();
        return new SyncPlan(toRead, vanished, folder.Files.Count - toRead.Count);
    }
}
