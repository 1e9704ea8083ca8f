using ClipSearch.Core.Imaging;
using ClipSearch.Core.Native;
using ClipSearch.Core.Paths;
using Microsoft.Win32.SafeHandles;

namespace ClipSearch.Core.Library.Storage;

/// <summary>The store for photos on disk.</summary>
/// <param name="roots">The library folders on disk, as absolute paths; none is inside another.</param>
/// <param name="dataDir">DATA_DIR, which is not listed.</param>
/// <param name="exclude">The patterns of EXCLUDE.</param>
internal sealed class DiskStore(IReadOnlyList<string> roots, string dataDir, IReadOnlyList<string> exclude) : IPhotoStore
{
    /// <summary>The links through which photos were found in the last listing, by library folder.</summary>
    private readonly Dictionary<string, IReadOnlyList<PhotoLink>> _links = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Readers => Environment.ProcessorCount;

    /// <inheritdoc/>
    public Task<FolderListing> ListAsync(string folder, CancellationToken cancellationToken) => Task.FromResult(List(folder, cancellationToken));

    /// <inheritdoc/>
    public Task<ImageFile> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult(new ImageFile(path, ImageLimits.Default));

    /// <inheritdoc/>
    public Task<StoredFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (ImageFile.IsEmpty(path))
            throw new IOException($"{path} is empty.");
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        // Read from the open file, because a link has its own time and its target may have changed.
        var writtenAt = WrittenAt(content.SafeFileHandle);
        return Task.FromResult(new StoredFile(content, writtenAt, $"{writtenAt.Ticks:x}-{content.Length:x}-{FileChange.Of(content.SafeFileHandle):x}"));
    }

    /// <inheritdoc/>
    public bool IsKnownMissing(string path) => !File.Exists(path);

    /// <summary>Returns why a folder is missing, in one sentence; null if it exists.</summary>
    public static string? WhyMissing(string root) => Directory.Exists(root) ? null
        : File.Exists(root) ? $"{root} is a file. Set the folder that contains it."
        : $"There is no folder {root}. Create it, or set another one (PHOTOS_DIR, or seed DIR).";

    /// <summary>
    /// Lists a folder so that each real folder has one path. The target of a link inside a library folder is listed by its real path.
    /// If links lead out of a library folder, the whole library folder is listed.
    /// </summary>
    private FolderListing List(string folder, CancellationToken cancellationToken)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (WhyMissing(folder) is { } reason)
            throw new DirectoryNotFoundException(reason);
        var places = LibraryPlaces.Now(roots, dataDir);
        if (places.IsAlias(folder))
            return new FolderListing(folder, [], []) { IsListedElsewhere = true };
        folder = places.Canonical(folder);
        var root = roots.FirstOrDefault(root => LibraryFolders.IsWithin(folder, root));
        if (root is not null && root != folder && HasLinksWithin(root, folder))
            folder = root;
        var walk = Walk(folder, root, places, cancellationToken);
        if (root is not null && root != folder && walk.HasLinks)
            walk = Walk(folder = root, root, places, cancellationToken);
        return new FolderListing(folder, CompanionFiles.Group(walk.Files), walk.Unreadable) { EmptyLinks = walk.EmptyLinks, Skipped = walk.Skipped };
    }

    private FolderWalk Walk(string folder, string? root, LibraryPlaces places, CancellationToken cancellationToken)
    {
        var linked = root is null ? [] : LinkedBefore(root);
        var (folders, photos) = (linked.Where(link => link.Id is not null).ToList(), linked.Select(link => link.RealPath).ToHashSet(StringComparer.Ordinal));
        FolderId? data = Directory.Exists(dataDir) ? FolderId.Of(dataDir) : null;
        var limits = new WalkLimits(
            root ?? folder,
            FolderExclusions.BySettings(root ?? folder, exclude),
            real => places.IsListed(real) || photos.Contains(real) || folders.Exists(link => LibraryPlaces.IsVisible(real, link.RealPath)),
            places.IdsOfOthers(root).Concat(folders.Select(link => link.Id!.Value)).ToHashSet(),
            data);
        var walk = FolderWalk.Through(folder, limits, cancellationToken);
        if (folder == root)
        {
            lock (_links)
                _links[root] = walk.Links;
        }

        return walk;
    }

    private bool HasLinksWithin(string root, string folder)
    {
        lock (_links)
            return _links.TryGetValue(root, out var links) && links.Any(link => LibraryFolders.IsWithin(link.Path, folder));
    }

    /// <summary>Returns the links in the library folders before this one, as of their last listing.</summary>
    private List<PhotoLink> LinkedBefore(string root)
    {
        lock (_links)
            return [.. roots.TakeWhile(other => other != root).SelectMany(other => _links.GetValueOrDefault(other) ?? [])];
    }

    /// <summary>
    /// Returns the modification time of an open file in UTC; 1970 if it is outside the years 1 to 9999, the range of .NET.
    /// </summary>
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
