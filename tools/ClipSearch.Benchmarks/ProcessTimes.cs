using System.Globalization;

namespace ClipSearch.Benchmarks;

/// <summary>Reads the CPU time of Linux processes.</summary>
internal static class ProcessTimes
{
    /// <summary>The unit of the times in /proc, USER_HZ, which is the same on all platforms of .NET.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Returns the CPU time of the processes and of their children that have ended, in seconds.</summary>
    public static double Cpu(IEnumerable<int> processes) => processes.Sum(Cpu);

    private static double Cpu(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            // The name in parentheses can contain spaces. The fields 14 to 17 are utime, stime, cutime and cstime; the field after the name is 3.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return 0; // the process has just ended
        }
    }
}
