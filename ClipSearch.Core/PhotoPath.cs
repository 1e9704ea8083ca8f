using System.Text.RegularExpressions;
using ClipSearch.Core.Storage;

namespace ClipSearch.Core;

/// <summary>Paths of photos and folders: on disk, or in a bucket as <c>s3://bucket/key</c>.</summary>
public static class PhotoPath
{
    /// <summary>Whether the path leads into a bucket.</summary>
    public static bool IsInBucket(string path) => path.StartsWith(BucketAddress.Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The absolute path of a folder, without a separator at its end.</summary>
    /// <param name="path">As somebody wrote it.</param>
    /// <param name="directory">What a relative one is taken from.</param>
    /// <exception cref="FormatException">It should lead into a bucket, but names none.</exception>
    public static string Full(string path, string directory) =>
        IsInBucket(path) ? BucketAddress.ParseFolder(path).ToString() : Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, directory));

    /// <summary>The name of a file or folder, without those that it lies in.</summary>
    public static string Name(string path) => IsInBucket(path) ? path[(path.LastIndexOf('/') + 1)..] : Path.GetFileName(path);

    /// <summary>The path of the folder that a file or folder lies in, without a separator at its end; empty for a name alone, which a path as people know it may be.</summary>
    public static string Folder(string path)
    {
        var end = path.LastIndexOfAny(IsInBucket(path) ? ['/'] : [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) + 1;
        return IsInBucket(path) ? path[..end].TrimEnd('/') : Path.TrimEndingDirectorySeparator(path[..end]);
    }

    /// <summary>What parts the names in a path.</summary>
    internal static char Separator(string path) => IsInBucket(path) ? '/' : Path.DirectorySeparatorChar;

    /// <summary>Splits a list of folders at the system's separator, which on Unix is also in <c>s3://</c>.</summary>
    internal static string[] Split(string list)
    {
        var separator = Regex.Escape(Path.PathSeparator.ToString());
        return [.. Regex.Split(list, $@"(?<!(?:^|{separator})\s*s3){separator}|{separator}(?!//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            .Select(folder => folder.Trim()).Where(folder => folder.Length > 0)];
    }
}
