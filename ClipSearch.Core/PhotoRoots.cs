namespace ClipSearch.Core;

/// <summary>
/// The folders of <c>PHOTOS_DIR</c>, and how people name what lies in them: a path below the one folder, or, where there
/// are several, below the folder's own name.
/// </summary>
public sealed class PhotoRoots
{
    private readonly List<(string Name, string Prefix)> _roots;

    /// <param name="folders">Absolute paths; one that lies in another is left to that.</param>
    public PhotoRoots(IReadOnlyList<string> folders)
    {
        var distinct = folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct(StringComparer.Ordinal).ToList();
        Folders = [.. distinct.Where(folder => !distinct.Exists(other => other != folder && IsBelow(folder, Prefix(other))))];
        var names = Folders.Select(folder => Path.GetFileName(folder)).ToList();
        _roots = [.. Folders.Zip(names, (folder, name) => (
            Folders.Count == 1 ? "" : (names.Count(other => other == name) == 1 && name.Length > 0 ? name : folder) + Path.DirectorySeparatorChar,
            Prefix(folder)))];
    }

    /// <summary>The folders, as absolute paths; none lies in another.</summary>
    public IReadOnlyList<string> Folders { get; }

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

    /// <summary>The absolute path that people name so; nothing need lie there.</summary>
    public string Resolve(string shown)
    {
        if (!Path.IsPathRooted(shown))
        {
            foreach (var (name, prefix) in _roots)
            {
                if ((shown + Path.DirectorySeparatorChar).StartsWith(name, StringComparison.Ordinal))
                    return Path.GetFullPath((shown + Path.DirectorySeparatorChar)[name.Length..], prefix).TrimEnd(Path.DirectorySeparatorChar);
            }
        }

        return Path.GetFullPath(shown, Folders[0]);
    }

    /// <summary>The path with a separator at its end: what lies below a folder begins with it.</summary>
    internal static string Prefix(string folder)
    {
        // Of the file system's root the separator is the name.
        var trimmed = Path.TrimEndingDirectorySeparator(folder);
        return Path.EndsInDirectorySeparator(trimmed) ? trimmed : trimmed + Path.DirectorySeparatorChar;
    }

    private static bool IsBelow(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal);
}
