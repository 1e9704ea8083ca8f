namespace ClipSearch.Benchmarks.Peers;

/// <summary>Collects figures of ClipSearch and of baselines in rounds, and prints medians, quartiles and ratios.</summary>
/// <param name="subject">The name of what is compared with the baselines.</param>
/// <param name="baselines">The names of the baselines.</param>
internal sealed class PeerFigures(string subject, IReadOnlyList<string> baselines)
{
    private readonly OrderedDictionary<string, Dictionary<string, List<double>>> _figures = [];

    /// <summary>Adds the figure of a round.</summary>
    public void Add(string what, string who, double figure)
    {
        if (!_figures.TryGetValue(what, out var rows))
            _figures.Add(what, rows = []);
        if (!rows.TryGetValue(who, out var row))
            rows.Add(who, row = []);
        row.Add(figure);
    }

    /// <summary>Returns the median of a figure.</summary>
    public double Median(string what, string who) => Measure.Percentile([.. _figures[what][who].Order()], 0.5);

    /// <summary>
    /// Prints a table: the median of each figure with its quartiles, and the median of the ratios of each round with their quartiles.
    /// </summary>
    public void Print()
    {
        string[] heads = ["", subject, .. baselines, .. baselines.Select(name => $"÷ {name}")];
        Console.WriteLine($"| {string.Join(" | ", heads)} |");
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", heads.Length))}");
        foreach (var (what, rows) in _figures)
        {
            string[] cells =
            [
                what, Cell(rows.GetValueOrDefault(subject)),
                .. baselines.Select(name => Cell(rows.GetValueOrDefault(name))),
                .. baselines.Select(name => rows.TryGetValue(subject, out var own) && rows.TryGetValue(name, out var other) ? Cell([.. own.Zip(other, (one, two) => one / two)]) : "–"),
            ];
            Console.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Cell(List<double>? figures)
    {
        if (figures is null)
            return "–";
        double[] sorted = [.. figures.Order()];
        var (low, median, high) = (Measure.Percentile(sorted, 0.25), Measure.Percentile(sorted, 0.5), Measure.Percentile(sorted, 0.75));
        var format = median < 10 ? "F2" : median < 100 ? "F1" : "F0";
        return sorted.Length == 1 ? median.ToString(format) : $"{median.ToString(format)} ({low.ToString(format)}–{high.ToString(format)})";
    }
}
