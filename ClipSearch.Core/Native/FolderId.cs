using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native;

/// <summary>What a folder is, whatever path leads to it: its device and inode, and where the system does not tell them, its path without links.</summary>
/// <param name="Device">Major number in the upper half, minor in the lower.</param>
/// <param name="Inode">Its number on the device.</param>
/// <param name="RealPath">Null where device and inode are known.</param>
internal readonly partial record struct FolderId(ulong Device, ulong Inode, string? RealPath)
{
    // Of statx(2), the same on all architectures.
    private const int WorkingDirectory = -100;
    private const uint InodeMask = 0x100;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;
    private const int StructBytes = 256;

    /// <summary>Looks a folder up; links are followed.</summary>
    public static FolderId Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                Span<byte> found = stackalloc byte[StructBytes];
                if (statx(WorkingDirectory, path, 0, InodeMask, ref MemoryMarshal.GetReference(found)) == 0)
                {
                    // Two numbers of 32 bits, the major one first.
                    var device = ((ulong)Number32(found[DeviceOffset..]) << 32) | Number32(found[(DeviceOffset + 4)..]);
                    return new FolderId(device, Number64(found[InodeOffset..]), null);
                }
            }
            catch (EntryPointNotFoundException)
            {
                // A C library before 2018.
            }
        }

        return new FolderId(0, 0, Core.RealPath.Of(path));
    }

    private static uint Number32(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ulong Number64(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte found);
}
