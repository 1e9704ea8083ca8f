namespace ClipSearch.Core.Paths;

/// <summary>
/// The library folders of <c>PHOTOS_DIR</c>, on disk and in buckets, and the display names of the paths in them. A display name is the
/// path relative to the library folder; with several library folders, it is prefixed with the folder's name. It does not reveal where
/// the folders are on the server. Photos imported from elsewhere have their absolute path as display name until
/// <see cref="NameOutside"/> is called.
/// </summary>
public sealed class LibraryFolders
{
    private const string Here = ".";

    private readonly List<(string Name, string Prefix)> _roots;
    private volatile List<(string Name, string Prefix)>? _outside;

    /// <param name="folders">The absolute paths of the folders. Folders inside another are dropped.</param>
    /// <exception cref="FormatException">A remote path has no bucket name.</exception>
    public LibraryFolders(IReadOnlyList<string> folders)
    {
        Folders = Outermost(folders.Select(folder => LibraryPath.Full(folder, Path.GetFullPath("."))));
        _roots = [.. Folders.Zip(UniqueNames(Folders), (folder, name) => (Folders.Count == 1 ? "" : name + LibraryPath.Separator(folder), Prefix(folder)))];
    }

    /// <summary>
    /// Sets the display names of paths outside PHOTOS_DIR: the name of the folder and the path below it, or only the name of the parent
    /// folder if the path is in none of the folders. After this call, no display name reveals where a folder is on the server.
    /// </summary>
    /// <param name="folders">The absolute paths of the folders. Those inside PHOTOS_DIR or inside another are dropped.</param>
    public void NameOutside(IEnumerable<string> folders)
    {
        var outside = Outermost(folders).Where(folder => !Folders.Any(root => IsWithin(folder, root))).ToList();
        if (outside.Count == 0)
        {
            _outside = [];
            return;
        }

        var inside = new Lazy<HashSet<string>>(() => [.. NamesInOnlyRoot().Select(NameFolding.Fold)]);
        var names = UniqueNames([.. Folders, .. outside], IsInOnlyRoot).Skip(Folders.Count);
        _outside = [.. outside.Zip(names, (folder, name) => (name + LibraryPath.Separator(folder), Prefix(folder)))];

        // With one library folder, display names start with the name of a subfolder, which must not be ambiguous.
        bool IsInOnlyRoot(string name) => inside.Value.Contains(NameFolding.Fold(name));
    }

    /// <summary>The absolute paths of the library folders; none is inside another.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The first library folder on disk, which stores uploads; null if all are in buckets.</summary>
    public string? FirstOnDisk => Folders.FirstOrDefault(folder => !LibraryPath.IsRemote(folder));

    /// <summary>The absolute paths of the folders that were passed to <see cref="NameOutside"/>.</summary>
    public IEnumerable<string> Outside => (_outside ?? []).Select(root => LibraryPath.Full(root.Prefix, Path.GetFullPath(".")));

    /// <summary>Returns whether a path is below a library folder or a folder that was passed to <see cref="NameOutside"/>.</summary>
    public bool IsNamed(string path) => Named.Any(root => IsBelow(path, root.Prefix));

    /// <summary>Returns the display name of a path.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="showsPlace">Whether to return the absolute path for paths outside PHOTOS_DIR.</param>
    public string Shown(string path, bool showsPlace = false)
    {
        if (showsPlace && !_roots.Exists(root => IsBelow(path, root.Prefix)))
            return path;
        foreach (var (name, prefix) in Named)
        {
            if (IsBelow(path, prefix))
                return name + path[prefix.Length..];
        }

        return _outside is null ? path : LastFolder(LibraryPath.Folder(path)) + LibraryPath.Separator(path) + LibraryPath.Name(path);
    }

    /// <summary>
    /// Returns the display name of a folder, which <see cref="Resolve"/> accepts; <c>.</c> for a single folder of PHOTOS_DIR.
    /// </summary>
    public string NameOfFolder(string folder)
    {
        var prefix = Prefix(folder);
        if (!IsNamed(prefix))
            return _outside is null ? folder : LastFolder(folder);
        var shown = Shown(prefix);
        return shown.Length == 0 ? Here : shown.TrimEnd(LibraryPath.Separator(folder)) is { Length: > 0 } name ? name : folder;
    }

    /// <summary>
    /// Returns the display name of a folder for users who must not learn its path. For a single folder of PHOTOS_DIR, it is the name of
    /// the folder.
    /// </summary>
    public string LabelOfFolder(string folder) => NameOfFolder(folder) switch
    {
        Here => LibraryPath.Name(folder),
        var name when name == folder => LibraryPath.Name(folder),
        var name => name,
    };

    /// <summary>
    /// Returns the absolute path for the display name of a folder. The folder need not exist. Case and accents of the library folder's name
    /// are ignored; what is below it stays as it is.
    /// </summary>
    public string Resolve(string shown)
    {
        // User input may look like a remote path and be invalid; such a folder does not exist.
        if (LibraryPath.IsRemote(shown))
        {
            var prefix = RemoteAddress.PrefixLength(shown);
            return shown[..prefix].ToLowerInvariant() + shown[prefix..].TrimEnd('/');
        }

        if (!Path.IsPathRooted(shown))
        {
            // A single folder of PHOTOS_DIR has an empty name, which is a prefix of every path, so it is checked last.
            foreach (var (name, prefix) in (_outside ?? []).Concat(_roots))
            {
                var below = shown + LibraryPath.Separator(prefix);
                var end = name.Length == 0 ? 0 : below.IndexOf(LibraryPath.Separator(prefix)) + 1;
                if (NameFolding.AreSame(below[..end], name))
                    return Below(prefix, below[end..]);
            }
        }

        return Below(Prefix(Folders[0]), shown);
    }

    /// <summary>Returns whether a path is a folder or below it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || Prefix(folder) == folder || path[folder.Length] == LibraryPath.Separator(folder));

    /// <summary>Returns those of some folders that are not inside another of them.</summary>
    public static IReadOnlyList<string> Outermost(IEnumerable<string> folders)
    {
        var distinct = folders.Distinct(StringComparer.Ordinal).ToList();
        return [.. distinct.Where(folder => !distinct.Exists(other => other != folder && IsWithin(folder, other)))];
    }

    /// <summary>Returns the path of a folder with a separator at its end. The paths below the folder start with it.</summary>
    internal static string Prefix(string folder)
    {
        // The root of the file system already ends with a separator.
        var isPrefix = LibraryPath.IsRemote(folder) ? folder.EndsWith('/') : Path.EndsInDirectorySeparator(folder);
        return isPrefix ? folder : folder + LibraryPath.Separator(folder);
    }

    private IEnumerable<(string Name, string Prefix)> Named => _roots.Concat(_outside ?? []);

    /// <summary>Returns the names of the subfolders of a single library folder on disk; none if it is unavailable.</summary>
    private IEnumerable<string> NamesInOnlyRoot()
    {
        try
        {
            return Folders is [var root] && !LibraryPath.IsRemote(root) ? [.. new DirectoryInfo(root).EnumerateDirectories().Select(folder => folder.Name)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// Returns the names of the folders, with a number appended to names that are duplicates or taken. Names that differ only in case or
    /// accents count as duplicates, since <see cref="Resolve"/> accepts them for each other.
    /// </summary>
    private static IEnumerable<string> UniqueNames(IEnumerable<string> folders, Func<string, bool>? isTaken = null)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var name = LastFolder(folder);
            var unique = name;
            for (var number = 2; isTaken?.Invoke(unique) == true || !names.Add(NameFolding.Fold(unique)); number++)
                unique = $"{name} ({number})";
            yield return unique;
        }
    }

    private static string LastFolder(string folder) => LibraryPath.Name(folder) is { Length: > 0 } own ? own : "photos";

    private static string Below(string prefix, string path) => LibraryPath.IsRemote(prefix)
        ? path == Here ? prefix.TrimEnd('/') : Path.IsPathRooted(path) ? Path.GetFullPath(path) : (prefix + path).TrimEnd('/')
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, prefix));

    private static bool IsBelow(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal);
}
