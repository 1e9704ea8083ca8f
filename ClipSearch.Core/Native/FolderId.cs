namespace ClipSearch.Core.Native;

/// <summary>
/// Identifies a folder independently of the path used: by device and inode, or by its path without links where they are not available.
/// </summary>
/// <param name="Device">The device: the major number in the upper half, the minor number in the lower half.</param>
/// <param name="Inode">The inode number on the device.</param>
/// <param name="RealPath">The path without links; null if device and inode are known.</param>
internal readonly record struct FolderId(ulong Device, ulong Inode, string? RealPath)
{
    private const uint InodeMask = 0x100;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>Looks up a folder and follows links.</summary>
    public static FolderId Of(string path)
    {
        Span<byte> found = stackalloc byte[Statx.ResultBytes];
        if (!Statx.TryRead(Statx.WorkingDirectory, path, 0, InodeMask, found))
            return new FolderId(0, 0, Core.Paths.RealPath.Of(path));
        // Two 32-bit numbers, the major number first.
        var device = ((ulong)Statx.Number32(found[DeviceOffset..]) << 32) | Statx.Number32(found[(DeviceOffset + 4)..]);
        return new FolderId(device, Statx.Number64(found[InodeOffset..]), null);
    }
}
