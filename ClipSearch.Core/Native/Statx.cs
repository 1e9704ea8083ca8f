using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native;

/// <summary>The properties of a file that statx(2) returns on Linux. Its constants are the same on all architectures.</summary>
internal static partial class Statx
{
    /// <summary>The length in bytes of the result.</summary>
    public const int ResultBytes = 256;

    /// <summary>The value of <c>folder</c> for a path relative to the working directory.</summary>
    public const int WorkingDirectory = -100;

    /// <summary>The flag by which an empty path means the open file <c>folder</c> itself.</summary>
    public const int EmptyPath = 0x1000;

    /// <summary>Looks up a file and follows links.</summary>
    /// <param name="folder">A file descriptor, or <see cref="WorkingDirectory"/>.</param>
    /// <param name="path">The path.</param>
    /// <param name="flags">0, or <see cref="EmptyPath"/>.</param>
    /// <param name="mask">The requested fields.</param>
    /// <param name="result">Receives the result, <see cref="ResultBytes"/>.</param>
    /// <returns>Whether the file was found; false on other systems and with a C library older than 2018.</returns>
    public static bool TryRead(int folder, string path, int flags, uint mask, Span<byte> result)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return statx(folder, path, flags, mask, ref MemoryMarshal.GetReference(result)) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Reads a number of 32 bits from a result.</summary>
    public static uint Number32(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    /// <summary>Reads a number of 64 bits from a result.</summary>
    public static ulong Number64(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte found);
}
