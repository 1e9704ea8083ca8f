using System.Globalization;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Storage;

/// <summary>A photo file, or the sidecar of one, as found in a listing.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Bytes">The length in bytes.</param>
/// <param name="ModifiedTicks">The modification time in units of 100 ns since year 1, UTC.</param>
/// <param name="ETag">The ETag of an object in a bucket; null for a file on disk, whose changes are detected by modification time.</param>
public sealed record PhotoFile(string Path, long Bytes, long ModifiedTicks, string? ETag = null)
{
    /// <summary>The XMP file beside the photo, <c>IMG.jpg.xmp</c> or <c>IMG.xmp</c>; null if there is none.</summary>
    public PhotoFile? Sidecar { get; init; }

    /// <summary>The names of its companions, files in the same folder that belong to the photo (<see cref="CompanionFiles"/>), in ordinal order.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>The length of the companions in bytes.</summary>
    public long CompanionBytes { get; init; }

    /// <summary>
    /// When the content or the attributes of a file on disk last changed, in nanoseconds since 1970; null where the system does not report it. An
    /// edit that keeps size and modification time changes it.
    /// </summary>
    public long? ChangedAt { get; init; }

    /// <summary>A text that changes with the content.</summary>
    public string Version => ETag ?? string.Create(CultureInfo.InvariantCulture, $"{ModifiedTicks:x}-{Bytes:x}");

    /// <summary>Returns whether the file is unchanged since these values were recorded.</summary>
    public bool Is(long bytes, long modifiedTicks, string? eTag) =>
        Bytes == bytes && (ETag is null ? eTag is null && ModifiedTicks == modifiedTicks : ETag == eTag);
}

/// <summary>The listing of a folder with its subfolders.</summary>
/// <param name="Root">The absolute path of the listed folder. It differs from the requested one if links lead to it or out of it.</param>
/// <param name="Files">The files with the extension of a photo, without those in <see cref="Skipped"/>.</param>
/// <param name="Unreadable">
/// Folders and files that could not be read. Their photos stay in the library, because they may still exist.
/// </param>
public sealed record FolderListing(string Root, IReadOnlyList<PhotoFile> Files, IReadOnlyList<PhotoFailure> Unreadable)
{
    /// <summary>
    /// Links to folders that are missing or empty, for example because a drive is not mounted, with the message for each.
    /// </summary>
    public IReadOnlyList<PhotoFailure> EmptyLinks { get; init; } = [];

    /// <summary>What was skipped.</summary>
    public IReadOnlyList<SkippedFiles> Skipped { get; init; } = [];

    /// <summary>Whether the photos are listed by another library folder, because of links between the two.</summary>
    public bool IsListedElsewhere { get; init; }

    /// <summary>Returns the listing without the content of some folders.</summary>
    public FolderListing Without(IReadOnlyCollection<string> folders) => folders.Count == 0 ? this : this with
    {
        Files = [.. Files.Where(file => !folders.Any(folder => LibraryFolders.IsWithin(file.Path, folder)))],
        Unreadable = [.. Unreadable.Where(failure => !folders.Any(folder => LibraryFolders.IsWithin(failure.Path, folder)))],
        Skipped = [.. Skipped.Where(skipped => !folders.Any(folder => LibraryFolders.IsWithin(skipped.Folder, folder)))],
    };
}
