using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Native;

/// <summary>
/// Identifies a folder independently of the path used: by device and inode, or by its path without links where they are not available.
/// </summary>
/// <param name="Device">The device: the major number in the upper half, the minor number in the lower half.</param>
/// <param name="Inode">The inode number on the device.</param>
/// <param name="RealPath">The path without links; null if device and inode are known.</param>
internal readonly partial record struct FolderId(ulong Device, ulong Inode, string? RealPath)
{
    // Constants of statx(2), the same on all architectures.
    private const int WorkingDirectory = -100;
    private const uint InodeMask = 0x100;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;
    private const int StructBytes = 256;

    /// <summary>Looks up a folder and follows links.</summary>
    public static FolderId Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                Span<byte> found = stackalloc byte[StructBytes];
                if (statx(WorkingDirectory, path, 0, InodeMask, ref MemoryMarshal.GetReference(found)) == 0)
                {
                    // Two 32-bit numbers, the major number first.
                    var device = ((ulong)Number32(found[DeviceOffset..]) << 32) | Number32(found[(DeviceOffset + 4)..]);
                    return new FolderId(device, Number64(found[InodeOffset..]), null);
                }
            }
            catch (EntryPointNotFoundException)
            {
                // The C library is older than 2018 and has no statx.
            }
        }

        return new FolderId(0, 0, Core.Paths.RealPath.Of(path));
    }

    private static uint Number32(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ulong Number64(ReadOnlySpan<byte> bytes) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte found);
}
