using System.Globalization;

namespace ClipSearch.Benchmarks;

/// <summary>Processes of Linux by their parents.</summary>
internal static class ProcessTree
{
    /// <summary>A process and all below it; none where it has ended.</summary>
    public static IReadOnlyList<int> Of(int process)
    {
        var parents = Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0).Where(id => id > 0)
            .Select(id => (Id: id, Parent: Parent(id))).Where(pair => pair.Parent >= 0).ToLookup(pair => pair.Parent, pair => pair.Id);
        var found = new List<int>();
        if (Parent(process) >= 0)
            found.Add(process);
        for (var i = 0; i < found.Count; i++)
            found.AddRange(parents[found[i]]);
        return found;
    }

    /// <summary>Whether a process runs; one that waits to be reaped does not.</summary>
    public static bool Runs(int process) => Line(process, "State:") is { } state && !state.Contains('Z', StringComparison.Ordinal);

    /// <summary>The name of a process's program; null where it has ended.</summary>
    public static string? Name(int process) => Line(process, "Name:");

    /// <summary>Resident memory of some processes in GiB, what they share counted once for each.</summary>
    public static double Resident(IEnumerable<int> processes) =>
        processes.Sum(process => Line(process, "VmRSS:") is { } line ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) : 0) / (1 << 20);

    /// <summary>−1 where there is no such process.</summary>
    private static int Parent(int process) => Line(process, "PPid:") is { } line ? int.Parse(line.Split()[^1], CultureInfo.InvariantCulture) : -1;

    private static string? Line(int process, string name)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return null; // ended in the moment before
        }
    }
}
