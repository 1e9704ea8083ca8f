using ClipSearch.Core.Index;

namespace ClipSearch.Core.Sync;

/// <summary>A photo's file as the folder shows it.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedTicks">Its last write, 100 ns since year 1, UTC.</param>
public sealed record PhotoFile(string Path, long Bytes, long ModifiedTicks);

/// <summary>What lies in a folder of photos, sub-folders included.</summary>
/// <param name="Root">Its absolute path.</param>
/// <param name="Files">Photos by their name's ending; hidden files and folders are passed over.</param>
/// <param name="Unreadable">Folders that could not be looked into, of which nothing is known, and names that cannot be opened.</param>
public sealed record PhotoFolder(string Root, IReadOnlyList<PhotoFile> Files, IReadOnlyList<PhotoFailure> Unreadable)
{
    private static readonly HashSet<string> Endings = new(
        [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".heif"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks through a folder. Links are followed; a folder that is met again by another way is not entered twice.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="exclude">A folder below it to pass over, such as DATA_DIR.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read.</exception>
    public static PhotoFolder Read(string root, string exclude, CancellationToken cancellationToken)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException(File.Exists(root)
                ? $"{root} is a file; name the folder that holds it."
                : $"There is no folder {root}; make it, or name another one (PHOTOS_DIR, or seed DIR).");
        }

        var files = new List<PhotoFile>();
        var unreadable = new List<PhotoFailure>();
        var entered = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<DirectoryInfo>();
        waiting.Push(new DirectoryInfo(root));
        while (waiting.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (!entered.Add(folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName))
                    continue;
                foreach (var entry in folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false }))
                {
                    if (entry.Name.StartsWith('.') || entry.FullName == exclude)
                        continue;
                    if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !entry.Exists)
                        unreadable.Add(new PhotoFailure(entry.FullName, "Its name is not in UTF-8 and cannot be opened; rename it."));
                    else if (entry is DirectoryInfo below)
                        waiting.Push(below);
                    else if (Endings.Contains(entry.Extension))
                        Add((FileInfo)entry);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && folder.FullName != root)
            {
                unreadable.Add(new PhotoFailure(folder.FullName, $"The folder cannot be read: {e.Message}"));
            }
        }

        return new PhotoFolder(root, files, unreadable);

        void Add(FileInfo file)
        {
            // Of a link, the size and time that count are those of the file it leads to.
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            if (target.Exists)
                files.Add(new PhotoFile(file.FullName, target.Length, target.LastWriteTimeUtc.Ticks));
        }
    }
}
