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

    /// <summary>What is resident once all that is free has been given back: room that waits for reuse is no leak.</summary>
    private static long Now()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GlibcHeap.Trim();
        return Environment.WorkingSet;
    }
}
