using System.Globalization;
using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native;

/// <summary>
/// Moves memory that a native library allocates to huge pages, where the kernel grants them. A text reads all weights of its encoder once, and
/// with pages of 4 KiB much of that time is spent on finding pages. The library offers no allocator for weights, so new mappings are found by
/// comparing those of the process before and after. Without Linux 6.1 or its permission, nothing changes.
/// </summary>
internal sealed partial class HugePages
{
    private const string Maps = "/proc/self/maps";

    /// <summary>The usual size of a huge page. Smaller mappings have none.</summary>
    private const ulong Size = 2 << 20;

    private const int AdviseHugePages = 14;
    private const int Collapse = 25;

    private readonly HashSet<ulong> _before;

    private HugePages(HashSet<ulong> before) => _before = before;

    /// <summary>Remembers the present mappings.</summary>
    public static HugePages Watch() => new([.. Read().Select(mapping => mapping.Start)]);

    /// <summary>Moves mappings that have appeared since <see cref="Watch"/>.</summary>
    public void Apply()
    {
        foreach (var mapping in Read().Where(mapping => mapping.IsMemory && mapping.End - mapping.Start >= Size && !_before.Contains(mapping.Start)))
        {
            // Errors are of no interest: the memory stays as it is.
            _ = madvise((nint)mapping.Start, (nuint)(mapping.End - mapping.Start), AdviseHugePages);
            _ = madvise((nint)mapping.Start, (nuint)(mapping.End - mapping.Start), Collapse);
        }
    }

    private static List<Mapping> Read()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var mappings = new List<Mapping>();
        foreach (var line in File.ReadLines(Maps))
        {
            // "7f0000000000-7f0000200000 rw-p 00000000 00:00 0", and the path of a file if there is one.
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var range = fields[0].Split('-');
            mappings.Add(new Mapping(
                ulong.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), ulong.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                fields[1] == "rw-p" && fields.Length == 5));
        }

        return mappings;
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int madvise(nint address, nuint length, int advice);

    private readonly record struct Mapping(ulong Start, ulong End, bool IsMemory);
}
