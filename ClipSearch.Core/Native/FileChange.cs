using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ClipSearch.Core.Native;

/// <summary>
/// The time at which the content or the attributes of a file last changed (ctime). Programs can set the modification time, but not this one.
/// </summary>
internal static partial class FileChange
{
    // Constants of statx(2), the same on all architectures.
    private const int WorkingDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint ChangeMask = 0x80;
    private const int ChangeOffset = 96;
    private const int StructBytes = 256;

    /// <summary>Returns the time for a path, following links, in nanoseconds since 1970; null where the system does not tell.</summary>
    public static long? Of(string path) => OperatingSystem.IsLinux() ? Find(WorkingDirectory, path, 0) : null;

    /// <summary>Returns the time for an open file in nanoseconds since 1970; null where the system does not tell.</summary>
    public static long? Of(SafeFileHandle file) => OperatingSystem.IsLinux() ? Find((int)file.DangerousGetHandle(), "", EmptyPath) : null;

    private static long? Find(int folder, string path, int flags)
    {
        try
        {
            Span<byte> found = stackalloc byte[StructBytes];
            if (statx(folder, path, flags, ChangeMask, ref MemoryMarshal.GetReference(found)) != 0)
                return null;
            var (seconds, nanoseconds) = BitConverter.IsLittleEndian
                ? (BinaryPrimitives.ReadInt64LittleEndian(found[ChangeOffset..]), BinaryPrimitives.ReadUInt32LittleEndian(found[(ChangeOffset + 8)..]))
                : (BinaryPrimitives.ReadInt64BigEndian(found[ChangeOffset..]), BinaryPrimitives.ReadUInt32BigEndian(found[(ChangeOffset + 8)..]));
            // Overflows after the year 2262, and still changes with the time.
            return unchecked((seconds * 1_000_000_000) + nanoseconds);
        }
        catch (EntryPointNotFoundException)
        {
            // The C library is older than 2018 and has no statx.
            return null;
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte found);
}
