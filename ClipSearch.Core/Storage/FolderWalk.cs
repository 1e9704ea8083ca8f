using ClipSearch.Core.Index;
using ClipSearch.Core.Native;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Storage;

/// <summary>A link to a photo, or to a folder of photos, that is listed by way of the link alone.</summary>
/// <param name="Path">The link's path.</param>
/// <param name="RealPath">The path without links of what it leads to.</param>
/// <param name="Id">What the folder is; null for a photo.</param>
internal sealed record PhotoLink(string Path, string RealPath, FolderId? Id);

/// <summary>
/// Lists the photos in a folder and all below it. Each real folder is listed once: first those that no link leads through, then those that
/// links lead to, in the order of their paths. So a photo has one path, which stays the same from one walk to the next.
/// </summary>
internal sealed class FolderWalk
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly string _root;
    private readonly WalkLimits _limits;
    private readonly HashSet<FolderId> _entered;
    private readonly List<PhotoFile> _files = [];
    private readonly List<PhotoFailure> _unreadable = [];
    private readonly List<PhotoLink> _links = [];
    private readonly List<PhotoFailure> _emptyLinks = [];
    private readonly List<string> _fileLinks = [];
    private readonly Dictionary<string, string> _realFolders = new(StringComparer.Ordinal);

    /// <summary>Where the written and the real path of files part, and from which file on.</summary>
    private readonly List<(int FirstFile, string Written, string Real)> _bases = [];

    private FolderWalk(string root, WalkLimits limits)
    {
        (_root, _limits) = (root, limits);
        _entered = [FolderId.Of(root)];
    }

    /// <summary>The photos, by the endings of their names; hidden files and folders are skipped.</summary>
    public IReadOnlyList<PhotoFile> Files => _files;

    /// <summary>Folders that could not be listed, and files that could not be looked at.</summary>
    public IReadOnlyList<PhotoFailure> Unreadable => _unreadable;

    /// <summary>The links by way of which photos are listed.</summary>
    public IReadOnlyList<PhotoLink> Links => _links;

    /// <summary>Links to folders that are missing or have nothing in them, as those of drives that are not mounted.</summary>
    public IReadOnlyList<PhotoFailure> EmptyLinks => _emptyLinks;

    /// <summary>Whether there are links that lead out of the library folders: what one leads to may be listed by way of another, elsewhere in the library folder.</summary>
    public bool HasLinks { get; private set; }

    /// <summary>Walks through a folder.</summary>
    /// <param name="root">Its absolute path.</param>
    /// <param name="limits">What is not listed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The folder itself cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be listed.</exception>
    public static FolderWalk Through(string root, WalkLimits limits, CancellationToken cancellationToken)
    {
        var walk = new FolderWalk(root, limits);
        var links = walk.Walk(root, RealPath.Of(root), cancellationToken);
        while (links.Count > 0)
        {
            var next = new List<string>();
            foreach (var link in links.Order(StringComparer.Ordinal))
                next.AddRange(walk.Follow(link, cancellationToken));
            links = next;
        }

        walk.AddLinkedFiles(cancellationToken);
        return walk;
    }

    /// <summary>Lists a folder that no link leads through from its base on, and all below it.</summary>
    /// <returns>The links to folders that lie in it.</returns>
    private List<string> Walk(string written, string real, CancellationToken cancellationToken)
    {
        _bases.Add((_files.Count, written, real));
        var links = new List<string>();
        var waiting = new Stack<string>([written]);
        while (waiting.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var below = new List<string>();
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
                {
                    if (!entry.Name.StartsWith('.'))
                        Add(entry, below, links);
                }

                // Of two that are the same, as with bind mounts, the first by name counts.
                foreach (var next in below.Order(StringComparer.Ordinal).Where(next => Enter(next, isLinked: written != _root)).Reverse())
                    waiting.Push(next);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && folder != _root)
            {
                _unreadable.Add(new PhotoFailure(folder, $"The folder cannot be read: {e.Message}"));
            }
        }

        return links;
    }

    private void Add(FileSystemInfo entry, List<string> below, List<string> links)
    {
        try
        {
            var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.LinkTarget is not null;
            if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !entry.Exists)
                _unreadable.Add(new PhotoFailure(entry.FullName, "Its name is not in UTF-8 and cannot be opened; rename it."));
            else if (entry is DirectoryInfo && isLink)
                links.Add(entry.FullName);
            else if (entry is DirectoryInfo)
                below.Add(entry.FullName);
            else if (entry is FileInfo file && PhotoFile.HasPhotoEnding(entry.Name))
            {
                if (isLink)
                    _fileLinks.Add(entry.FullName);
                else
                    AddFile(entry.FullName, file);
            }
            else if (isLink && entry.ResolveLinkTarget(returnFinalTarget: true) is { Exists: false } target)
                AddEmpty(entry.FullName, target.FullName);
        }
        catch (IOException) when (entry.LinkTarget is not null)
        {
            // It leads to itself.
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            _unreadable.Add(new PhotoFailure(entry.FullName, $"It cannot be looked at: {ImageException.OneLine(e.Message).TrimEnd('.')}."));
        }
    }

    private bool Enter(string folder, bool isLinked) =>
        !IsExcluded(folder, out var id) && !(isLinked && _limits.Elsewhere.Contains(id)) && _entered.Add(id);

    private void AddFile(string path, FileInfo file)
    {
        try
        {
            if (file.Exists)
                _files.Add(new PhotoFile(path, file.Length, file.LastWriteTimeUtc.Ticks));
        }
        catch (ArgumentOutOfRangeException)
        {
            _unreadable.Add(new PhotoFailure(path, "Its modification time is not within the years 1 to 9999; set another one, for instance with touch."));
        }
    }

    /// <returns>The links to folders that lie in what the link leads to.</returns>
    private List<string> Follow(string link, CancellationToken cancellationToken)
    {
        var real = RealPath.Of(link);
        if (_limits.IsListed(real) || IsExcluded(link, out var id))
            return [];
        HasLinks = true;
        if (!_entered.Add(id))
            return [];
        _links.Add(new PhotoLink(link, real, id));
        if (IsEmpty(link))
            AddEmpty(link, real);
        return Walk(link, real, cancellationToken);
    }

    private static bool IsEmpty(string folder)
    {
        try
        {
            return !Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The walk says so.
            return false;
        }
    }

    private void AddEmpty(string link, string target) => _emptyLinks.Add(new PhotoFailure(
        link, $"{link} leads to {target}, which is missing or empty; its photos stay in the library: mount its drive, delete the link, or run seed --empty if they are really gone."));

    private bool IsExcluded(string folder, out FolderId id)
    {
        id = FolderId.Of(folder);
        return id == _limits.Excluded;
    }

    /// <summary>Lists the files that links lead to, unless they are listed by themselves or by another link.</summary>
    private void AddLinkedFiles(CancellationToken cancellationToken)
    {
        if (_fileLinks.Count == 0)
            return;
        var listed = RealPaths();
        foreach (var link in _fileLinks.Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (new FileInfo(link).ResolveLinkTarget(returnFinalTarget: true) is not FileInfo target || !target.Exists)
                    continue;
                var real = Path.Combine(RealFolder(target.DirectoryName!), target.Name);
                if (PhotoFile.HasPhotoEnding(real) && _limits.IsListed(real))
                    continue;
                HasLinks = true;
                if (!listed.Add(real))
                    continue;
                _links.Add(new PhotoLink(link, real, null));
                AddFile(link, target);
            }
            catch (IOException)
            {
                // It leads to itself: like one that leads nowhere, it is no photo.
            }
            catch (UnauthorizedAccessException e)
            {
                _unreadable.Add(new PhotoFailure(link, $"It cannot be looked at: {ImageException.OneLine(e.Message).TrimEnd('.')}."));
            }
        }
    }

    private HashSet<string> RealPaths()
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _bases.Count; i++)
        {
            var (first, written, real) = _bases[i];
            var end = i + 1 < _bases.Count ? _bases[i + 1].FirstFile : _files.Count;
            for (var file = first; file < end; file++)
                paths.Add(real + _files[file].Path[written.Length..]);
        }

        return paths;
    }

    private string RealFolder(string folder) =>
        _realFolders.TryGetValue(folder, out var known) ? known : _realFolders[folder] = RealPath.Of(folder);
}

/// <summary>What a walk leaves out.</summary>
/// <param name="IsListed">Whether a real path is listed without links, as part of a library folder.</param>
/// <param name="Elsewhere">Folders below a link that are listed as part of other library folders.</param>
/// <param name="Excluded">A folder that is not listed wherever it lies; null for none.</param>
internal sealed record WalkLimits(Func<string, bool> IsListed, IReadOnlySet<FolderId> Elsewhere, FolderId? Excluded);
