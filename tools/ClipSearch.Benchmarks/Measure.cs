using System.Diagnostics;

namespace ClipSearch.Benchmarks;

/// <summary>Times, and what is said of them.</summary>
internal static class Measure
{
    /// <summary>The machine, for beside the figures.</summary>
    public static string Machine => $"{Environment.ProcessorCount} cores, {Environment.OSVersion.Platform}, .NET {Environment.Version}";

    /// <summary>Times an action after a tenth as many runs to warm up.</summary>
    /// <returns>Milliseconds of each run, ascending.</returns>
    public static double[] Times(int runs, Action<int> action)
    {
        for (var i = 0; i < (runs / 10) + 1; i++)
            action(i);
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action(i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    /// <summary>The value that a share of sorted values does not exceed.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    /// <summary>A line of a report.</summary>
    public static void Print(string what, string figure) => Console.WriteLine($"| {what,-62} | {figure,-26} |");

    /// <summary>A line of the median, and of the quartiles around it.</summary>
    public static void PrintSeconds(string what, IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        Print($"{what}, median of {sorted.Length}", $"{Percentile(sorted, 0.5):F2} s ({Percentile(sorted, 0.25):F2}–{Percentile(sorted, 0.75):F2})");
    }

    /// <summary>A line of p50 and p99.</summary>
    public static void Print(string what, IReadOnlyList<double> sorted) =>
        Print(what, $"{Percentile(sorted, 0.5):F1} / {Percentile(sorted, 0.99):F1} ms");
}
