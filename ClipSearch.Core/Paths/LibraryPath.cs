using System.Text.RegularExpressions;

namespace ClipSearch.Core.Paths;

/// <summary>Handles paths of photos and folders: on disk, or in a remote store such as <c>s3://bucket/key</c>.</summary>
public static class LibraryPath
{
    /// <summary>Returns whether a path is in a remote store.</summary>
    public static bool IsRemote(string path) => RemoteAddress.IsAddress(path);

    /// <summary>Returns the absolute path of a folder, without a separator at its end.</summary>
    /// <param name="path">The path as entered by the user.</param>
    /// <param name="directory">The base directory for a relative path.</param>
    /// <exception cref="FormatException">The path has a scheme but no bucket name.</exception>
    public static string Full(string path, string directory) =>
        IsRemote(path) ? RemoteAddress.ParseFolder(path).ToString() : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, directory));

    /// <summary>Returns the name of a file or folder, without its parent folders.</summary>
    public static string Name(string path) => IsRemote(path) ? path[(path.LastIndexOf('/') + 1)..] : Path.GetFileName(path);

    /// <summary>Returns the path of the parent folder, without a separator at its end; empty if the path is only a name.</summary>
    public static string Folder(string path)
    {
        var end = path.LastIndexOfAny(IsRemote(path) ? ['/'] : [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) + 1;
        return IsRemote(path) ? path[..end].TrimEnd('/') : Path.TrimEndingDirectorySeparator(path[..end]);
    }

    /// <summary>Returns the separator character of a path.</summary>
    public static char Separator(string path) => IsRemote(path) ? '/' : Path.DirectorySeparatorChar;

    /// <summary>Returns the length of the root of a path: <c>scheme://</c>, or the file system root.</summary>
    public static int RootLength(string path) => IsRemote(path) ? RemoteAddress.PrefixLength(path) : Path.GetPathRoot(path)?.Length ?? 0;

    /// <summary>Splits a list of folders at the path separator of the system, which on Unix is also part of <c>scheme://</c>.</summary>
    internal static string[] Split(string list)
    {
        var separator = Regex.Escape(Path.PathSeparator.ToString());
        return [.. Regex.Split(list, $@"(?<!(?:^|{separator})\s*[a-z][a-z0-9+.-]*){separator}|{separator}(?!//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            .Select(folder => folder.Trim()).Where(folder => folder.Length > 0)];
    }
}
