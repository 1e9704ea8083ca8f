using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using Microsoft.Win32.SafeHandles;

namespace ClipSearch.Core.Storage;

/// <summary>Folders on disk.</summary>
/// <param name="exclude">A folder that is passed over wherever it lies: DATA_DIR.</param>
internal sealed class DiskStore(string exclude) : IPhotoStore
{
    /// <inheritdoc/>
    public int Readers => Environment.ProcessorCount;

    /// <inheritdoc/>
    public Task<PhotoFolder> ListAsync(string folder, CancellationToken cancellationToken) => Task.FromResult(List(folder, cancellationToken));

    /// <inheritdoc/>
    public Task<ImageFile> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult(new ImageFile(path, ImageLimits.Default));

    /// <inheritdoc/>
    public Task<StoredFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (ImageFile.IsEmpty(path))
            throw new IOException($"{path} is empty.");
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        // Of the open file: a link has a time of its own, and may lead elsewhere by now.
        var writtenAt = WrittenAt(content.SafeFileHandle);
        return Task.FromResult(new StoredFile(content, writtenAt, $"{writtenAt.Ticks:x}-{content.Length:x}"));
    }

    /// <inheritdoc/>
    public bool HasLost(string path) => !File.Exists(path);

    /// <summary>Why there is no such folder, one sentence; null if there is.</summary>
    public static string? WhyMissing(string root) => Directory.Exists(root) ? null
        : File.Exists(root) ? $"{root} is a file; name the folder that holds it."
        : $"There is no folder {root}; make it, or name another one (PHOTOS_DIR, or seed DIR).";

    /// <summary>Looks through a folder. Links are followed; a folder that is met again by another way is not entered twice.</summary>
    private PhotoFolder List(string root, CancellationToken cancellationToken)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (WhyMissing(root) is { } reason)
            throw new DirectoryNotFoundException(reason);

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
                    if (!entry.Name.StartsWith('.') && entry.FullName != exclude)
                        Add(entry);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && folder.FullName != root)
            {
                unreadable.Add(new PhotoFailure(folder.FullName, $"The folder cannot be read: {e.Message}"));
            }
        }

        return new PhotoFolder(root, files, unreadable);

        void Add(FileSystemInfo entry)
        {
            try
            {
                if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !entry.Exists)
                    unreadable.Add(new PhotoFailure(entry.FullName, "Its name is not in UTF-8 and cannot be opened; rename it."));
                else if (entry is DirectoryInfo below)
                    waiting.Push(below);
                else if (PhotoFile.HasPhotoEnding(entry.Name))
                    AddFile((FileInfo)entry);
            }
            catch (Exception e) when (e is not (IOException or UnauthorizedAccessException or OutOfMemoryException))
            {
                unreadable.Add(new PhotoFailure(entry.FullName, $"It cannot be looked at: {ImageException.OneLine(e.Message).TrimEnd('.')}."));
            }
        }

        void AddFile(FileInfo file)
        {
            try
            {
                // Of a link, the size and time that count are those of the file it leads to.
                var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
                if (target.Exists)
                    files.Add(new PhotoFile(file.FullName, target.Length, target.LastWriteTimeUtc.Ticks));
            }
            catch (IOException) when (file.LinkTarget is not null)
            {
                // It leads to itself: like one that leads nowhere, it is no photo.
            }
            catch (ArgumentOutOfRangeException)
            {
                unreadable.Add(new PhotoFailure(file.FullName, "Its modification time is not within the years 1 to 9999; set another one, for instance with touch."));
            }
        }
    }

    /// <summary>The last write of an open file, UTC; 1970 where it is not within the years 1 to 9999, which .NET cannot express.</summary>
    private static DateTime WrittenAt(SafeFileHandle file)
    {
        try
        {
            return File.GetLastWriteTimeUtc(file);
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTime.UnixEpoch;
        }
    }
}
