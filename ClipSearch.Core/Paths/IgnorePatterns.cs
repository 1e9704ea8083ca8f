namespace ClipSearch.Core.Paths;

/// <summary>
/// The patterns of the setting <c>EXCLUDE</c>, or of one ignore file. The last pattern that matches decides.
/// </summary>
internal sealed class IgnorePatterns
{
    private readonly string _folder;
    private readonly IReadOnlyList<IgnorePattern> _ofFiles;
    private readonly IReadOnlyList<IgnorePattern> _ofFolders;

    /// <param name="folder">The path of the folder that the patterns are relative to, without a separator at its end.</param>
    /// <param name="lines">The patterns, blank lines and comments. Invalid patterns have no effect.</param>
    /// <param name="ignoreCase">Whether <c>*.TMP</c> also matches <c>a.tmp</c>.</param>
    public IgnorePatterns(string folder, IEnumerable<string> lines, bool ignoreCase)
    {
        _folder = folder;
        // The last comes first.
        _ofFolders = [.. lines.Where(line => !IgnorePattern.IsBlank(line)).Select(line => IgnorePattern.Parse(line, ignoreCase)).OfType<IgnorePattern>().Reverse()];
        _ofFiles = [.. _ofFolders.Where(pattern => !pattern.IsOfFolders)];
    }

    /// <summary>Returns whether a line is a valid pattern, a comment or blank.</summary>
    public static bool IsValid(string line) => IgnorePattern.IsBlank(line) || IgnorePattern.Parse(line, ignoreCase: false) is not null;

    /// <summary>Returns whether the patterns exclude (true) or include (false) a file or a folder; null if none matches.</summary>
    /// <param name="path">Its path. The folders above it are not excluded.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool? Excludes(string path, bool isFolder)
    {
        var (below, name) = (path[(_folder.Length + 1)..], Path.GetFileName(path));
        if (Path.DirectorySeparatorChar != '/')
            below = below.Replace(Path.DirectorySeparatorChar, '/');
        foreach (var pattern in isFolder ? _ofFolders : _ofFiles)
        {
            if (pattern.Matches(below, name))
                return !pattern.IsNegated;
        }

        return null;
    }
}
