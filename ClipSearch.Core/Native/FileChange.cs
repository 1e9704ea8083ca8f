using Microsoft.Win32.SafeHandles;

namespace ClipSearch.Core.Native;

/// <summary>
/// The time at which the content or the attributes of a file last changed (ctime). Programs can set the modification time, but not this one.
/// </summary>
internal static class FileChange
{
    private const uint ChangeMask = 0x80;
    private const int ChangeOffset = 96;

    /// <summary>Returns the time for a path, following links, in nanoseconds since 1970; null where the system does not tell.</summary>
    public static long? Of(string path) => Find(Statx.WorkingDirectory, path, 0);

    /// <summary>Returns the time for an open file in nanoseconds since 1970; null where the system does not tell.</summary>
    public static long? Of(SafeFileHandle file) => Find((int)file.DangerousGetHandle(), "", Statx.EmptyPath);

    private static long? Find(int folder, string path, int flags)
    {
        Span<byte> found = stackalloc byte[Statx.ResultBytes];
        // Overflows after the year 2262, and still changes with the time.
        return Statx.TryRead(folder, path, flags, ChangeMask, found)
            ? unchecked(((long)Statx.Number64(found[ChangeOffset..]) * 1_000_000_000) + Statx.Number32(found[(ChangeOffset + 8)..]))
            : null;
    }
}
