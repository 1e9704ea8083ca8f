namespace ClipSearch.Core.Paths;

/// <summary>Resolves symbolic links in paths.</summary>
internal static class RealPath
{
    /// <summary>The maximum depth of nested links, the same as on Linux.</summary>
    private const int MaxLinks = 40;

    /// <summary>Resolves all links in a path. A part that does not exist, cannot be read or leads to itself stays as it is.</summary>
    /// <param name="path">The absolute path.</param>
    public static string Of(string path) => Of(path, MaxLinks);

    private static string Of(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var entry = new FileInfo(Path.Combine(Of(parent, links), Path.GetFileName(path)));
        return links > 0 && TargetOf(entry) is { } target ? Of(target, links - 1) : entry.FullName;
    }

    private static string? TargetOf(FileInfo entry)
    {
        try
        {
            return entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
