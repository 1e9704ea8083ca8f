using ClipSearch.Core.Native;
using ClipSearch.Core.Native.Vips;
using Microsoft.Win32.SafeHandles;

namespace ClipSearch.Core.Storage;

/// <summary>Folders on disk.</summary>
/// <param name="roots">The library folders on disk, as absolute paths, none in another.</param>
/// <param name="exclude">A folder that is not listed wherever it lies: DATA_DIR.</param>
internal sealed class DiskStore(IReadOnlyList<string> roots, string exclude) : IPhotoStore
{
    /// <summary>The links by way of which a library folder's photos are listed, by that folder, as it was last listed.</summary>
    private readonly Dictionary<string, IReadOnlyList<PhotoLink>> _links = new(StringComparer.Ordinal);

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

    /// <summary>
    /// Lists a folder. One that links lead to is listed as the place in a library folder that it really is, and where links lead out of a
    /// library folder, all of that is listed: only then each real folder has one path.
    /// </summary>
    private PhotoFolder List(string folder, CancellationToken cancellationToken)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (WhyMissing(folder) is { } reason)
            throw new DirectoryNotFoundException(reason);
        var places = LibraryPlaces.Now(roots, exclude);
        if (places.IsAlias(folder))
            return new PhotoFolder(folder, [], []) { IsListedElsewhere = true };
        folder = places.Canonical(folder);
        var root = roots.FirstOrDefault(root => PhotoRoots.IsWithin(folder, root));
        if (root is not null && root != folder && HasLinksWithin(root, folder))
            folder = root;
        var walk = Walk(folder, root, places, cancellationToken);
        if (root is not null && root != folder && walk.HasLinks)
            walk = Walk(folder = root, root, places, cancellationToken);
        return new PhotoFolder(folder, walk.Files, walk.Unreadable) { EmptyLinks = walk.EmptyLinks };
    }

    private FolderWalk Walk(string folder, string? root, LibraryPlaces places, CancellationToken cancellationToken)
    {
        var linked = root is null ? [] : LinkedBefore(root);
        var (folders, photos) = (linked.Where(link => link.Id is not null).ToList(), linked.Select(link => link.RealPath).ToHashSet(StringComparer.Ordinal));
        FolderId? excluded = Directory.Exists(exclude) ? FolderId.Of(exclude) : null;
        var limits = new WalkLimits(
            real => places.IsListed(real) || photos.Contains(real) || folders.Exists(link => LibraryPlaces.IsVisible(real, link.RealPath)),
            places.IdsOfOthers(root).Concat(folders.Select(link => link.Id!.Value)).ToHashSet(),
            excluded);
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
            return _links.TryGetValue(root, out var links) && links.Any(link => PhotoRoots.IsWithin(link.Path, folder));
    }

    /// <summary>What links in library folders before this one lead to, as of their last listing.</summary>
    private List<PhotoLink> LinkedBefore(string root)
    {
        lock (_links)
            return [.. roots.TakeWhile(other => other != root).SelectMany(other => _links.GetValueOrDefault(other) ?? [])];
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
