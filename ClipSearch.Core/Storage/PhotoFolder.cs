using ClipSearch.Core.Index;

namespace ClipSearch.Core.Storage;

/// <summary>A photo's file as its folder shows it.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedTicks">Its last write, 100 ns since year 1, UTC.</param>
/// <param name="ETag">What a bucket calls its content; null for a file on disk, which its last write tells of.</param>
public sealed record PhotoFile(string Path, long Bytes, long ModifiedTicks, string? ETag = null)
{
    private static readonly HashSet<string> Endings = new(
        [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".heif"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the ending of its name is a photo's.</summary>
    public static bool HasPhotoEnding(string name) => Endings.Contains(System.IO.Path.GetExtension(name));

    /// <summary>Whether it still is what it was when these were noted.</summary>
    public bool Is(long bytes, long modifiedTicks, string? eTag) =>
        Bytes == bytes && (ETag is null ? eTag is null && ModifiedTicks == modifiedTicks : ETag == eTag);
}

/// <summary>What lies in a folder of photos, sub-folders included.</summary>
/// <param name="Root">Its absolute path; another one than was asked for where links lead to it, or out of it.</param>
/// <param name="Files">Photos by their name's ending; hidden files and folders are passed over.</param>
/// <param name="Unreadable">Folders that could not be listed, and files that could not be looked at: what the library has of them may still be there.</param>
public sealed record PhotoFolder(string Root, IReadOnlyList<PhotoFile> Files, IReadOnlyList<PhotoFailure> Unreadable)
{
    /// <summary>Links in it to folders that are missing or have nothing in them, as those of drives that are not mounted, with what to say of it.</summary>
    public IReadOnlyList<PhotoFailure> EmptyLinks { get; init; } = [];

    /// <summary>Whether another library folder lists its photos, since links lead from the one to the other.</summary>
    public bool IsListedElsewhere { get; init; }

    /// <summary>The same without what lies in some folders.</summary>
    public PhotoFolder Without(IReadOnlyCollection<string> folders) => folders.Count == 0 ? this : this with
    {
        Files = [.. Files.Where(file => !folders.Any(folder => PhotoRoots.IsWithin(file.Path, folder)))],
        Unreadable = [.. Unreadable.Where(failure => !folders.Any(folder => PhotoRoots.IsWithin(failure.Path, folder)))],
    };
}
