using System.Globalization;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Library.Storage;

/// <summary>The folders at which drives are mounted, including network folders and bind mounts.</summary>
/// <param name="all">Lists the absolute paths of the mount points.</param>
public sealed partial class MountPoints(Func<IEnumerable<string>> all)
{
    /// <summary>The mount points of this computer.</summary>
    public static MountPoints OfThisMachine { get; } = new(() => DriveInfo.GetDrives().Select(drive => OperatingSystem.IsLinux() ? Unescaped(drive.Name) : drive.Name));

    /// <summary>Returns the current mount points.</summary>
    /// <exception cref="IOException">The operating system cannot list them.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the list is denied.</exception>
    public IReadOnlySet<string> Mounted() => all().Select(Path.TrimEndingDirectorySeparator).ToHashSet(StringComparer.Ordinal);

    /// <summary>Returns the message for a drive that is no longer mounted.</summary>
    public static string WhyMissing(string point) =>
        $"The drive at {point} is not mounted. Its photos stay in the library. Mount the drive again, or run seed --empty to remove its photos.";

    /// <summary>
    /// Decodes a mount point. Linux lists space, tab, line break and backslash as <c>\040</c> and so on; .NET does not decode them.
    /// </summary>
    private static string Unescaped(string path) =>
        OctalEscape().Replace(path, escape => ((char)Convert.ToInt32(escape.Value[1..], 8)).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\\[0-7]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex OctalEscape();
}
