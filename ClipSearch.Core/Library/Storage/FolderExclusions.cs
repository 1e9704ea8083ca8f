using System.Text;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Storage;

/// <summary>
/// What is not a photo of the user's, though it has the extension of one: the folders and files that NAS systems, phones and other programs
/// keep beside photos, what the setting <c>EXCLUDE</c> names, and what ignore files exclude.
/// </summary>
/// <remarks>
/// A folder with a file <c>.nomedia</c> is excluded with all below it. <c>.clipsearchignore</c> and <c>.ppignore</c> contain patterns, which
/// apply to the folder of the file and all below it and take precedence over those above.
/// </remarks>
internal sealed class FolderExclusions
{
    /// <summary>The beginning of the names of files and folders that ClipSearch writes or reads for itself.</summary>
    public const string OwnPrefix = ".clipsearch";

    /// <summary>A file that excludes its folder, as on Android.</summary>
    private const string NoMedia = ".nomedia";

    /// <summary>The maximum length of an ignore file in bytes.</summary>
    private const int MaxFileBytes = 64 << 10;

    private readonly FolderExclusions? _above;
    private readonly IReadOnlyList<IgnorePatterns> _patterns;

    private FolderExclusions(FolderExclusions? above, IReadOnlyList<IgnorePatterns> patterns) => (_above, _patterns) = (above, patterns);

    /// <summary>The patterns that always apply. Patterns of the user can include what these exclude.</summary>
    public static IReadOnlyList<string> Defaults { get; } =
    [
        // Synology, QNAP
        "@eaDir/", "\\#recycle/", "\\#snapshot/", "@Recycle/", "@Recently-Snapshot/",
        // Windows
        "$RECYCLE.BIN/", "System Volume Information/", "Thumbs.db", "ehthumbs.db",
        // Linux
        "lost+found/",
        // Previews of Lightroom and Apple Photos
        "*.lrdata/", "**/*.photoslibrary/resources/", "**/*.photoslibrary/database/", "**/*.photoslibrary/private/", "**/*.photolibrary/Thumbnails/",
        "**/*.aplibrary/Thumbnails/", "iPod Photo Cache/",
    ];

    /// <summary>The names of files with patterns, that of ClipSearch last: its patterns take precedence.</summary>
    private static IReadOnlyList<string> IgnoreFiles { get; } = [".ppignore", $"{OwnPrefix}ignore"];

    /// <summary>Returns whether a file of that name changes what its folder lists.</summary>
    public static bool IsIgnoreFile(string name) => name == NoMedia || IgnoreFiles.Contains(name);

    /// <summary>Returns the exclusions of a folder and all below it by the settings alone, as for a bucket.</summary>
    /// <param name="folder">The library folder.</param>
    /// <param name="exclude">The patterns of <c>EXCLUDE</c>.</param>
    public static FolderExclusions BySettings(string folder, IReadOnlyList<string> exclude) =>
        new(null, [new IgnorePatterns(folder, [.. Defaults, .. exclude.Select(Literal)], ignoreCase: true)]);

    /// <summary>Returns the exclusions of a folder on disk with those of its ignore files; null if the whole folder is excluded.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="above">The exclusions of the folder above it, or of the settings for a library folder.</param>
    /// <param name="unreadable">Receives ignore files that cannot be read. They have no effect.</param>
    public static FolderExclusions? Of(string folder, FolderExclusions above, ICollection<PhotoFailure> unreadable)
    {
        if (File.Exists(Path.Combine(folder, NoMedia)))
            return null;
        var files = IgnoreFiles.Select(name => Path.Combine(folder, name)).Where(File.Exists).ToList();
        return files.Count == 0 ? above
            : new FolderExclusions(above, [.. files.Select(file => Read(file, unreadable)).OfType<IgnorePatterns>().Reverse()]);
    }

    /// <summary>Returns whether a file or a folder is excluded.</summary>
    /// <param name="path">Its path. The folders above it are not excluded.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Excludes(string path, bool isFolder)
    {
        for (var level = this; level is not null; level = level._above)
        {
            foreach (var patterns in level._patterns)
            {
                if (patterns.Excludes(path, isFolder) is { } isExcluded)
                    return isExcluded;
            }
        }

        return false;
    }

    /// <summary>Returns whether a file or one of the folders above it is excluded.</summary>
    /// <param name="path">The path of the file, below <paramref name="folder"/>.</param>
    /// <param name="folder">The library folder.</param>
    public bool ExcludesBelow(string path, string folder)
    {
        for (var end = path.IndexOf('/', folder.Length + 1); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (Excludes(path[..end], isFolder: true))
                return true;
        }

        return Excludes(path, isFolder: false);
    }

    /// <summary>In a setting, "#recycle" is a pattern and not a comment.</summary>
    private static string Literal(string pattern) => pattern.StartsWith('#') ? $"\\{pattern}" : pattern;

    private static IgnorePatterns Parse(string file, string[] lines, ICollection<PhotoFailure> unreadable)
    {
        if (Array.FindIndex(lines, line => !IgnorePatterns.IsValid(line)) is >= 0 and var invalid)
            unreadable.Add(new PhotoFailure(file, $"Line {invalid + 1} is not a valid pattern and has no effect: {SingleLine.Of(lines[invalid])}"));
        return new IgnorePatterns(Path.GetDirectoryName(file)!, lines, ignoreCase: false);
    }

    private static IgnorePatterns? Read(string file, ICollection<PhotoFailure> unreadable)
    {
        try
        {
            if (new FileInfo(file).Length is > MaxFileBytes and var length)
                unreadable.Add(new PhotoFailure(file, $"Its patterns are ignored, because it has {length} bytes; the limit is {MaxFileBytes}."));
            else
                return Parse(file, File.ReadAllLines(file, Encoding.UTF8), unreadable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            unreadable.Add(new PhotoFailure(file, $"Its patterns are ignored, because it cannot be read: {e.Message}"));
        }

        return null;
    }
}
