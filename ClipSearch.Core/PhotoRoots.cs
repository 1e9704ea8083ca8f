using ClipSearch.Core.Storage;

namespace ClipSearch.Core;

/// <summary>
/// The folders of <c>PHOTOS_DIR</c>, on disk and in buckets, and the names of what is in them: a path below the one folder, or, where
/// there are several, below the folder's own name. Where on the machine the folders are is not part of these names. What was imported from
/// elsewhere has its absolute path as its name until <see cref="NameOutside"/> is called.
/// </summary>
public sealed class PhotoRoots
{
    private const string Here = ".";

    private readonly List<(string Name, string Prefix)> _roots;
    private volatile List<(string Name, string Prefix)>? _outside;

    /// <param name="folders">Absolute paths; one that lies in another is left to that.</param>
    /// <exception cref="FormatException">One should lead into a bucket, but names none.</exception>
    public PhotoRoots(IReadOnlyList<string> folders)
    {
        Folders = Outermost(folders.Select(folder => PhotoPath.Full(folder, Path.GetFullPath("."))));
        _roots = [.. Folders.Zip(UniqueNames(Folders), (folder, name) => (Folders.Count == 1 ? "" : name + PhotoPath.Separator(folder), Prefix(folder)))];
    }

    /// <summary>
    /// Names what lies in folders outside PHOTOS_DIR by the name of the folder and the path below it, and by its last folder alone where it lies
    /// in none of them: from now on no name tells where on the machine a folder is.
    /// </summary>
    /// <param name="folders">Absolute paths; what lies in PHOTOS_DIR, or in another of them, is left to that.</param>
    public void NameOutside(IEnumerable<string> folders)
    {
        var outside = Outermost(folders).Where(folder => !Folders.Any(root => IsWithin(folder, root))).ToList();
        var names = UniqueNames([.. Folders, .. outside], IsInOnlyRoot).Skip(Folders.Count);
        _outside = [.. outside.Zip(names, (folder, name) => (name + PhotoPath.Separator(folder), Prefix(folder)))];

        // Names in the one folder of PHOTOS_DIR begin with what lies in there.
        bool IsInOnlyRoot(string name) => Folders is [var root] && !PhotoPath.IsInBucket(root) && Directory.Exists(Path.Combine(root, name));
    }

    /// <summary>The folders, as absolute paths; none lies in another.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The first of them that lies on disk, which takes what people send; null where all lie in buckets.</summary>
    public string? FirstOnDisk => Folders.FirstOrDefault(folder => !PhotoPath.IsInBucket(folder));

    /// <summary>The folders that <see cref="NameOutside"/> has named.</summary>
    public IEnumerable<string> Outside => (_outside ?? []).Select(root => PhotoPath.Full(root.Prefix, Path.GetFullPath(".")));

    /// <summary>Whether a path lies below one of the folders that names begin at.</summary>
    public bool IsNamed(string path) => Named.Any(root => IsBelow(path, root.Prefix));

    /// <summary>A path as people know it.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="showsPlace">Whether what lies outside PHOTOS_DIR is shown by its absolute path.</param>
    public string Shown(string path, bool showsPlace = false)
    {
        if (showsPlace && !_roots.Exists(root => IsBelow(path, root.Prefix)))
            return path;
        foreach (var (name, prefix) in Named)
        {
            if (IsBelow(path, prefix))
                return name + path[prefix.Length..];
        }

        return _outside is null ? path : LastFolder(PhotoPath.Folder(path)) + PhotoPath.Separator(path) + PhotoPath.Name(path);
    }

    /// <summary>A folder's name, which <see cref="Resolve"/> understands; a single folder of PHOTOS_DIR is <c>.</c>.</summary>
    public string NameOfFolder(string folder)
    {
        var prefix = Prefix(folder);
        if (!IsNamed(prefix))
            return _outside is null ? folder : LastFolder(folder);
        var shown = Shown(prefix);
        return shown.Length == 0 ? Here : shown.TrimEnd(PhotoPath.Separator(folder)) is { Length: > 0 } name ? name : folder;
    }

    /// <summary>A folder's name for people who must not learn where it is; that of a single folder of PHOTOS_DIR is its own.</summary>
    public string LabelOfFolder(string folder) => NameOfFolder(folder) switch
    {
        Here => PhotoPath.Name(folder),
        var name when name == folder => PhotoPath.Name(folder),
        var name => name,
    };

    /// <summary>The absolute path of a folder that people name so; nothing need lie there.</summary>
    public string Resolve(string shown)
    {
        // What somebody typed may look like a bucket and be none: then nothing lies there.
        if (PhotoPath.IsInBucket(shown))
            return BucketAddress.Scheme + shown[BucketAddress.Scheme.Length..].TrimEnd('/');
        if (!Path.IsPathRooted(shown))
        {
            // The name of a single folder of PHOTOS_DIR is empty, so every path would begin with it.
            foreach (var (name, prefix) in (_outside ?? []).Concat(_roots))
            {
                var below = shown + PhotoPath.Separator(prefix);
                if (below.StartsWith(name, StringComparison.Ordinal))
                    return Below(prefix, below[name.Length..]);
            }
        }

        return Below(Prefix(Folders[0]), shown);
    }

    /// <summary>Whether a path is a folder's own, or lies below the folder.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || Prefix(folder) == folder || path[folder.Length] == PhotoPath.Separator(folder));

    /// <summary>Those of some folders that lie in no other of them.</summary>
    public static IReadOnlyList<string> Outermost(IEnumerable<string> folders)
    {
        var distinct = folders.Distinct(StringComparer.Ordinal).ToList();
        return [.. distinct.Where(folder => !distinct.Exists(other => other != folder && IsWithin(folder, other)))];
    }

    /// <summary>The path with a separator at its end: what lies below a folder begins with it.</summary>
    internal static string Prefix(string folder)
    {
        // Of the file system's root the separator is the name.
        var isPrefix = PhotoPath.IsInBucket(folder) ? folder.EndsWith('/') : Path.EndsInDirectorySeparator(folder);
        return isPrefix ? folder : folder + PhotoPath.Separator(folder);
    }

    private IEnumerable<(string Name, string Prefix)> Named => _roots.Concat(_outside ?? []);

    /// <summary>The folders' own names, with a number where several have the same, or something else has it.</summary>
    private static IEnumerable<string> UniqueNames(IEnumerable<string> folders, Func<string, bool>? isTaken = null)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var name = LastFolder(folder);
            var unique = name;
            for (var number = 2; isTaken?.Invoke(unique) == true || !names.Add(unique); number++)
                unique = $"{name} ({number})";
            yield return unique;
        }
    }

    private static string LastFolder(string folder) => PhotoPath.Name(folder) is { Length: > 0 } own ? own : "photos";

    private static string Below(string prefix, string path) => PhotoPath.IsInBucket(prefix)
        ? path == Here ? prefix.TrimEnd('/') : Path.IsPathRooted(path) ? Path.GetFullPath(path) : (prefix + path).TrimEnd('/')
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, prefix));

    private static bool IsBelow(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal);
}
