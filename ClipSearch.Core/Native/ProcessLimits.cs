using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native;

/// <summary>Limits the resources of this process. Only Linux enforces these limits.</summary>
internal static partial class ProcessLimits
{
    private const int Data = 2;
    private const int Core = 4;
    private const string HighestOomScore = "1000";

    /// <summary>
    /// Limits the memory of this process, disables core dumps, and makes it the first process to be killed when the machine runs out of
    /// memory.
    /// </summary>
    /// <param name="maxBytes">The maximum writable memory, in bytes. An allocation above it fails, which ends most decoders.</param>
    public static void Apply(long maxBytes)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Lower(Data, (nuint)maxBytes);
        Lower(Core, 0);
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", HighestOomScore);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A sandbox without /proc. The kernel chooses the process by memory size.
        }
    }

    private static void Lower(int resource, nuint value)
    {
        if (getrlimit(resource, out var limit) != 0)
            return;
        var lower = nuint.Min(value, limit.Hard);
        _ = setrlimit(resource, new Limit { Soft = lower, Hard = lower });
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getrlimit(int resource, out Limit limit);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setrlimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
