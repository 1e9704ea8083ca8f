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

    private static long Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
