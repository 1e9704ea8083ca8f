using System.Globalization;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Storage;

/// <summary>The folders at which drives are mounted, network folders and bind mounts among them.</summary>
/// <param name="all">Lists them, as absolute paths.</param>
public sealed partial class MountPoints(Func<IEnumerable<string>> all)
{
    /// <summary>Those of this machine.</summary>
    public static MountPoints OfThisMachine { get; } = new(() => DriveInfo.GetDrives().Select(drive => OperatingSystem.IsLinux() ? Unescaped(drive.Name) : drive.Name));

    /// <summary>Where something is mounted now.</summary>
    /// <exception cref="IOException">The operating system does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked.</exception>
    public IReadOnlySet<string> Mounted() => all().Select(Path.TrimEndingDirectorySeparator).ToHashSet(StringComparer.Ordinal);

    /// <summary>What to say of one that is not mounted any more, one sentence.</summary>
    public static string WhyMissing(string point) =>
        $"The drive at {point} is not mounted; its photos stay in the library: mount it again, or run seed --empty if it is gone for good.";

    /// <summary>Linux lists a blank, a tab, a line break and a backslash as <c>\040</c> and so on, and .NET leaves them so.</summary>
    private static string Unescaped(string path) =>
        OctalEscape().Replace(path, escape => ((char)Convert.ToInt32(escape.Value[1..], 8)).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\\[0-7]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex OctalEscape();
}
