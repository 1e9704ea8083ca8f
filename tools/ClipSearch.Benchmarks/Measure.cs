using System.Diagnostics;
using System.Globalization;

namespace ClipSearch.Benchmarks;

/// <summary>Measures times and prints figures.</summary>
internal static class Measure
{
    /// <summary>A description of the machine, to print with the figures.</summary>
    public static string Machine => $"{Environment.ProcessorCount} cores, {Environment.OSVersion.Platform}, .NET {Environment.Version}";

    /// <summary>The load average of the last minute, to print with the figures; NaN on systems without it.</summary>
    public static double Load => File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : double.NaN;

    /// <summary>Measures an action, after a warm-up with a tenth of the runs.</summary>
    /// <returns>The milliseconds of each run, ascending.</returns>
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

    /// <summary>Returns a percentile of sorted values. The share is 0 to 1.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];

    /// <summary>Prints a line of a report.</summary>
    public static void Print(string what, string figure) => Console.WriteLine($"| {what,-62} | {figure,-26} |");

    /// <summary>Prints a line with the median and the quartiles.</summary>
    public static void PrintSeconds(string what, IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        Print($"{what}, median of {sorted.Length}", $"{Percentile(sorted, 0.5):F2} s ({Percentile(sorted, 0.25):F2}–{Percentile(sorted, 0.75):F2})");
    }

    /// <summary>Prints a line with p50 and p99.</summary>
    public static void Print(string what, IReadOnlyList<double> sorted) =>
        Print(what, $"{Percentile(sorted, 0.5):F1} / {Percentile(sorted, 0.99):F1} ms");
}
