using ClipSearch.Core.Storage;

namespace ClipSearch.Core;

/// <summary>
/// The folders of <c>PHOTOS_DIR</c>, on disk and in buckets, and how people name what lies in them: a path below the one
/// folder, or, where there are several, below the folder's own name.
/// </summary>
public sealed class PhotoRoots
{
    private readonly List<(string Name, string Prefix)> _roots;

    /// <param name="folders">Absolute paths; one that lies in another is left to that.</param>
    /// <exception cref="FormatException">One should lead into a bucket, but names none.</exception>
    public PhotoRoots(IReadOnlyList<string> folders)
    {
        Folders = Outermost(folders.Select(folder => PhotoPath.Full(folder, Path.GetFullPath("."))));
        var names = Folders.Select(PhotoPath.Name).ToList();
        _roots = [.. Folders.Zip(names, (folder, name) => (
            Folders.Count == 1 ? "" : (names.Count(other => other == name) == 1 && name.Length > 0 ? name : folder) + PhotoPath.Separator(folder),
            Prefix(folder)))];
    }

    /// <summary>The folders, as absolute paths; none lies in another.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The first of them that lies on disk, which takes what people send; null where all lie in buckets.</summary>
    public string? FirstOnDisk => Folders.FirstOrDefault(folder => !PhotoPath.IsInBucket(folder));

    /// <summary>A path as people know it; one outside the folders stays absolute.</summary>
    public string Shown(string path)
    {
        foreach (var (name, prefix) in _roots)
        {
            if (IsBelow(path, prefix))
                return name + path[prefix.Length..];
        }

        return path;
    }

    /// <summary>A folder as people know it, which <see cref="Resolve"/> understands. A single folder of PHOTOS_DIR has no name but its path.</summary>
    public string NameOfFolder(string folder)
    {
        var prefix = Prefix(folder);
        return Shown(prefix).TrimEnd(PhotoPath.Separator(folder)) is { Length: > 0 } name ? name : folder;
    }

    /// <summary>The absolute path of a folder that people name so; nothing need lie there.</summary>
    public string Resolve(string shown)
    {
        // What somebody typed may look like a bucket and be none: then nothing lies there.
        if (PhotoPath.IsInBucket(shown))
            return BucketAddress.Scheme + shown[BucketAddress.Scheme.Length..].TrimEnd('/');
        if (!Path.IsPathRooted(shown))
        {
            foreach (var (name, prefix) in _roots)
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

    private static string Below(string prefix, string path) => PhotoPath.IsInBucket(prefix)
        ? Path.IsPathRooted(path) ? Path.GetFullPath(path) : (prefix + path).TrimEnd('/')
        : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, prefix));

    private static bool IsBelow(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal);
}
