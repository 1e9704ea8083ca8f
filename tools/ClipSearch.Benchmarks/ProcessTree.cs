using System.Globalization;

namespace ClipSearch.Benchmarks;

/// <summary>Reads Linux processes and their parents.</summary>
internal static class ProcessTree
{
    /// <summary>Returns a process and all its descendants; empty if the process has ended.</summary>
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

    /// <summary>Indicates whether a process runs. A zombie does not.</summary>
    public static bool Runs(int process) => Line(process, "State:") is { } state && !state.Contains('Z', StringComparison.Ordinal);

    /// <summary>Returns the name of the program of a process; null if the process has ended.</summary>
    public static string? Name(int process) => Line(process, "Name:");

    /// <summary>Returns the total resident memory of the processes in GiB. Shared memory counts once per process.</summary>
    public static double Resident(IEnumerable<int> processes) =>
        processes.Sum(process => Line(process, "VmRSS:") is { } line ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) : 0) / (1 << 20);

    /// <summary>Returns the ID of the parent process; −1 if the process does not exist.</summary>
    private static int Parent(int process) => Line(process, "PPid:") is { } line ? int.Parse(line.Split()[^1], CultureInfo.InvariantCulture) : -1;

    private static string? Line(int process, string name)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return null; // the process has just ended
        }
    }
}
