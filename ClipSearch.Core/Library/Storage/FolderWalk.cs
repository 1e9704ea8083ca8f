using ClipSearch.Core.Imaging;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Native;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library.Storage;

/// <summary>A link to a photo or a folder of photos that is only reachable through links.</summary>
/// <param name="Path">The path of the link.</param>
/// <param name="RealPath">The path of the target without links.</param>
/// <param name="Id">The ID of the target folder; null for a photo.</param>
internal sealed record PhotoLink(string Path, string RealPath, FolderId? Id);

/// <summary>
/// Lists the photos in a folder and below it. Each real folder is listed once: first the folders that are reachable without links, then the
/// targets of links in the order of the link paths. So each photo has one path, which is the same in each walk.
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
    private readonly SkipCounter _skipped = new();
    private readonly Dictionary<string, FolderExclusions?> _exclusions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PhotoFile> _sidecarsOfLinks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _realFolders = new(StringComparer.Ordinal);

    /// <summary>The base folders of the walk, by written and by real path, each with the index of its first file.</summary>
    private readonly List<(int FirstFile, string Written, string Real)> _bases = [];

    private FolderWalk(string root, WalkLimits limits)
    {
        (_root, _limits) = (root, limits);
        _entered = [FolderId.Of(root)];
        _exclusions[_limits.LibraryFolder] = FolderExclusions.Of(_limits.LibraryFolder, _limits.BySettings, _unreadable);
    }

    /// <summary>The files with the extension of a photo, without hidden and excluded ones.</summary>
    public IReadOnlyList<PhotoFile> Files => _files;

    /// <summary>The folders that could not be listed, and the files that could not be accessed.</summary>
    public IReadOnlyList<PhotoFailure> Unreadable => _unreadable;

    /// <summary>What was skipped.</summary>
    public IReadOnlyList<SkippedFiles> Skipped => _skipped.All;

    /// <summary>The links through which photos are listed.</summary>
    public IReadOnlyList<PhotoLink> Links => _links;

    /// <summary>Links to folders that are missing or empty, for example because a drive is not mounted.</summary>
    public IReadOnlyList<PhotoFailure> EmptyLinks => _emptyLinks;

    /// <summary>
    /// Whether there are links that lead out of the library folders. Their targets may be listed through other links in the library folder.
    /// </summary>
    public bool HasLinks { get; private set; }

    /// <summary>Lists a folder.</summary>
    /// <param name="root">The absolute path of the folder.</param>
    /// <param name="limits">What is not listed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The folder itself cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder itself is denied.</exception>
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

    /// <summary>Lists a base folder and its subfolders, without following links.</summary>
    /// <returns>The links to folders that it contains.</returns>
    private List<string> Walk(string written, string real, CancellationToken cancellationToken)
    {
        _bases.Add((_files.Count, written, real));
        var links = new List<string>();
        var waiting = new Stack<string>([written]);
        while (waiting.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ExclusionsIn(folder) is not { } exclusions)
            {
                // Excluded by a .nomedia file, or the walk begins in an excluded folder.
                _skipped.Add(folder == _root ? folder : Path.GetDirectoryName(folder)!, Path.GetFileName(folder), SkipReason.Excluded);
                continue;
            }

            var (firstFile, firstLink, sidecars) = (_files.Count, _fileLinks.Count, new SidecarNames<FileInfo>());
            try
            {
                var below = new List<string>();
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
                    Add(entry, folder, exclusions, below, links, sidecars);

                // If two are the same folder, for example a bind mount, the first by name is listed.
                foreach (var next in below.Order(StringComparer.Ordinal).Where(next => Enter(next, isLinked: written != _root)).Reverse())
                    waiting.Push(next);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && folder != _root)
            {
                _unreadable.Add(new PhotoFailure(folder, $"The folder cannot be read: {e.Message}"));
            }

            if (sidecars.Count > 0)
                AddSidecars(sidecars, firstFile, firstLink);
        }

        return links;
    }

    /// <summary>Adds the sidecars of a folder to its photos, whose names are known only when the folder has been listed.</summary>
    /// <param name="sidecars">The sidecars in the folder.</param>
    /// <param name="firstFile">The index of the first photo in the folder.</param>
    /// <param name="firstLink">The index of the first link to a file in the folder.</param>
    private void AddSidecars(SidecarNames<FileInfo> sidecars, int firstFile, int firstLink)
    {
        for (var i = firstFile; i < _files.Count; i++)
        {
            if (sidecars.Of(_files[i].Path) is { Entry: var entry } && Sidecar(entry) is { } sidecar)
                _files[i] = _files[i] with { Sidecar = sidecar };
        }

        foreach (var link in _fileLinks.Skip(firstLink))
        {
            if (sidecars.Of(link) is { Entry: var entry } && Sidecar(entry) is { } sidecar)
                _sidecarsOfLinks[link] = sidecar;
        }
    }

    /// <summary>Returns a sidecar as listed; null if it cannot be accessed.</summary>
    private static PhotoFile? Sidecar(FileInfo entry)
    {
        try
        {
            var file = entry.LinkTarget is null ? entry : entry.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            return file is { Exists: true } ? new PhotoFile(entry.FullName, file.Length, file.LastWriteTimeUtc.Ticks) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // Its modification time is outside the years 1 to 9999.
            return new PhotoFile(entry.FullName, entry.Length, 0);
        }
    }

    private void Add(FileSystemInfo entry, string folder, FolderExclusions exclusions, List<string> below, List<string> links, SidecarNames<FileInfo> sidecars)
    {
        try
        {
            if (entry.Name.StartsWith('.'))
            {
                // The trash, for example, is not the user's.
                if (!entry.Name.StartsWith(FolderExclusions.OwnPrefix, StringComparison.Ordinal) && !(entry is DirectoryInfo && IsData(entry.FullName)))
                    _skipped.Add(folder, entry.Name, SkipReason.Hidden);
                return;
            }

            if (exclusions.Excludes(entry.FullName, entry is DirectoryInfo))
            {
                _skipped.Add(folder, entry.Name, SkipReason.Excluded);
                return;
            }

            var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.LinkTarget is not null;
            if (entry.Name.Contains('\uFFFD', StringComparison.Ordinal) && !entry.Exists)
                _unreadable.Add(new PhotoFailure(entry.FullName, "Its name is not valid UTF-8; rename it."));
            else if (entry is DirectoryInfo && isLink)
                links.Add(entry.FullName);
            else if (entry is DirectoryInfo)
                below.Add(entry.FullName);
            else if (entry is FileInfo file && (ImageFormats.All.HasExtension(entry.Name) || VideoFormats.HasExtension(entry.Name)))
            {
                if (isLink)
                    _fileLinks.Add(entry.FullName);
                else
                    AddFile(entry.FullName, file);
            }
            else if (entry is FileInfo other && sidecars.TryAdd(entry.FullName, other))
            {
                // Of no interest without a photo beside it.
            }
            else if (isLink && entry.ResolveLinkTarget(returnFinalTarget: true) is { Exists: false } target)
                AddEmpty(entry.FullName, target.FullName);
            else
                _skipped.Add(folder, entry.Name, SkipReason.UnknownType);
        }
        catch (IOException) when (entry.LinkTarget is not null)
        {
            // The link leads to itself.
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            _unreadable.Add(new PhotoFailure(entry.FullName, $"It cannot be accessed: {SingleLine.Of(e.Message).TrimEnd('.')}."));
        }
    }

    /// <summary>
    /// Returns the exclusions in a folder; null if it or a folder above it, up to the library folder, is excluded. The walk may begin below
    /// the library folder.
    /// </summary>
    private FolderExclusions? ExclusionsIn(string folder)
    {
        if (!_exclusions.TryGetValue(folder, out var exclusions))
        {
            exclusions = Path.GetDirectoryName(folder) is { } above && ExclusionsIn(above) is { } inherited && !inherited.Excludes(folder, isFolder: true)
                ? FolderExclusions.Of(folder, inherited, _unreadable) : null;
            _exclusions[folder] = exclusions;
        }

        return exclusions;
    }

    private bool Enter(string folder, bool isLinked) =>
        !IsData(folder, out var id) && !(isLinked && _limits.Elsewhere.Contains(id)) && _entered.Add(id);

    private void AddFile(string path, FileInfo file, PhotoFile? sidecar = null)
    {
        try
        {
            if (!file.Exists)
                return;
            if (file.Length > ImageLimits.Default.MaxFileBytes && !VideoFormats.HasExtension(path))
                _skipped.Add(Path.GetDirectoryName(path)!, file.Name, SkipReason.TooLarge);
            _files.Add(new PhotoFile(path, file.Length, file.LastWriteTimeUtc.Ticks) { Sidecar = sidecar, ChangedAt = FileChange.Of(path) });
        }
        catch (ArgumentOutOfRangeException)
        {
            _unreadable.Add(new PhotoFailure(path, "Its modification time is outside the years 1 to 9999; change it, for example with touch."));
        }
    }

    /// <returns>The links to folders in the target of the link.</returns>
    private List<string> Follow(string link, CancellationToken cancellationToken)
    {
        var real = RealPath.Of(link);
        if (_limits.IsListed(real) || IsData(link, out var id))
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
            // The walk reports it.
            return false;
        }
    }

    private void AddEmpty(string link, string target) => _emptyLinks.Add(new PhotoFailure(
        link, $"{link} links to {target}, which is missing or empty. Its photos stay in the library. Mount the drive or delete the link. To remove its photos, run seed --empty."));

    private bool IsData(string folder) => IsData(folder, out _);

    private bool IsData(string folder, out FolderId id)
    {
        id = FolderId.Of(folder);
        return id == _limits.Data;
    }

    /// <summary>Lists the targets of links to files, unless they are listed directly or through another link.</summary>
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
                if ((ImageFormats.All.HasExtension(real) || VideoFormats.HasExtension(real)) && _limits.IsListed(real))
                    continue;
                HasLinks = true;
                if (!listed.Add(real))
                    continue;
                _links.Add(new PhotoLink(link, real, null));
                AddFile(link, target, _sidecarsOfLinks.GetValueOrDefault(link));
            }
            catch (IOException)
            {
                // The link leads to itself and is ignored like a link without a target.
            }
            catch (UnauthorizedAccessException e)
            {
                _unreadable.Add(new PhotoFailure(link, $"It cannot be accessed: {SingleLine.Of(e.Message).TrimEnd('.')}."));
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

/// <summary>What a walk does not list.</summary>
/// <param name="LibraryFolder">The library folder that contains the listed folder; otherwise the listed folder itself.</param>
/// <param name="BySettings">The exclusions of the library folder by the settings.</param>
/// <param name="IsListed">Returns whether a real path is listed without links, as part of a library folder.</param>
/// <param name="Elsewhere">The IDs of folders below a link that are listed as part of other library folders.</param>
/// <param name="Data">The ID of DATA_DIR, which is not listed at any path; null if it does not exist.</param>
internal sealed record WalkLimits(
    string LibraryFolder, FolderExclusions BySettings, Func<string, bool> IsListed, IReadOnlySet<FolderId> Elsewhere, FolderId? Data);
