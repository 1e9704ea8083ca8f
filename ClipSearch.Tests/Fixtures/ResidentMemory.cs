using System.Globalization;
using ClipSearch.Core.Native;

namespace ClipSearch.Tests.Fixtures;

/// <summary>The process's resident memory, for tests that look for leaks of native memory.</summary>
internal static class ResidentMemory
{
    /// <summary>Runs an action often and tells by how many bytes the resident memory grew after a warm-up of a tenth.</summary>
    public static long GrowthOver(int times, Action action)
    {
        for (var i = 0; i < times / 10; i++)
            action();
        var before = Now();
        for (var i = 0; i < times; i++)
            action();
        return Now() - before;
    }

    /// <summary>Does something and tells by how many bytes the resident memory was larger at its peak than before.</summary>
    public static async Task<long> PeakOfAsync(Func<Task> work)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the peak of a while.");
        var before = Now();
        // 5 begins the peak anew: proc_pid_clear_refs(5).
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        await work();
        var peak = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return (long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10) - before;
    }

    /// <summary>What is resident, in bytes, once all that is free has gone back to the system: memory kept for reuse is no leak.</summary>
    public static long Now()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GlibcHeap.Trim();
        return Environment.WorkingSet;
    }
}
