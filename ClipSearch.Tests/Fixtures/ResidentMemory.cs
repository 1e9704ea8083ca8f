using System.Globalization;
using ClipSearch.Core.Native;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Measures resident memory, for tests that look for leaks of native memory.</summary>
internal static class ResidentMemory
{
    /// <summary>
    /// Runs an action many times and returns by how many bytes the resident memory grew after a warm-up of a tenth of the runs.
    /// </summary>
    public static long GrowthOver(int times, Action action)
    {
        for (var i = 0; i < times / 10; i++)
            action();
        var before = Now();
        for (var i = 0; i < times; i++)
            action();
        return Now() - before;
    }

    /// <summary>Runs an operation and returns by how many bytes the peak of the resident memory exceeded its start.</summary>
    public static Task<long> PeakOfAsync(Func<Task> work) => PeakOfAsync(Environment.ProcessId, Now, work);

    /// <summary>Runs an operation and returns the same for another process.</summary>
    public static Task<long> PeakOfAsync(int process, Func<Task> work) => PeakOfAsync(process, () => Of(process), work);

    /// <summary>Returns the resident memory of a process in bytes; 0 if it has ended.</summary>
    public static long Of(int process)
    {
        try
        {
            return Status(process, "VmRSS:");
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>
    /// Returns the resident memory in bytes, after free memory was returned to the system: memory kept for reuse is no leak.
    /// </summary>
    public static long Now()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GlibcHeap.Trim();
        return Environment.WorkingSet;
    }

    private static async Task<long> PeakOfAsync(int process, Func<long> now, Func<Task> work)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux can reset the peak.");
        var before = now();
        // 5 resets the peak, see proc_pid_clear_refs(5).
        await File.WriteAllTextAsync($"/proc/{process}/clear_refs", "5");
        await work();
        return Status(process, "VmHWM:") - before;
    }

    private static long Status(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
