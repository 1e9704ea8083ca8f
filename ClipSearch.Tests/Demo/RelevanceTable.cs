namespace ClipSearch.Tests.Demo;

/// <summary>
/// Queries with and without matches in the gallery: query, condition and half, separated by tabs. The condition is <c>absent</c> for a thing
/// that no image shows, and <c>nonsense</c> for a query without meaning.
/// </summary>
internal static class RelevanceTable
{
    public const string Wanted = "wanted";
    public const string Absent = "absent";
    public const string Nonsense = "nonsense";

    /// <summary>Whether a query was used to choose the threshold, or only to test it.</summary>
    public static readonly IReadOnlyList<string> Halves = ["chosen", "judged"];

    /// <exception cref="InvalidDataException">A row is invalid; the message names it.</exception>
    public static IReadOnlyList<RelevanceQuery> Parse(string text, string name)
    {
        var seen = new HashSet<string>();
        return TabbedTable.Read(text, name, 3..3, cells => cells switch
        {
            ["", ..] => throw new FormatException("the query is empty."),
            [var query, ..] when !seen.Add(query) => throw new FormatException($"\"{query}\" has more than one row."),
            [_, _, var half] when !Halves.Contains(half) => throw new FormatException($"\"{half}\" is not one of the halves {string.Join(", ", Halves)}."),
            [var query, Absent or Nonsense, var half] => new RelevanceQuery(query, cells[1], null, half),
            _ => new RelevanceQuery(cells[0], Wanted, Condition.Parse(cells[1]), cells[2]),
        });
    }

    /// <summary>Adds the queries with known right results, which were used to choose the threshold.</summary>
    public static IEnumerable<RelevanceQuery> With(this IEnumerable<RelevanceQuery> others, IEnumerable<DemoQuery> queries) =>
        queries.Select(query => new RelevanceQuery(query.Text, Wanted, query.Condition, Halves[0])).Concat(others);
}

/// <summary>A query that is known to have matches in the gallery, or to have none.</summary>
/// <param name="Text">The text of the query.</param>
/// <param name="Kind">One of <see cref="RelevanceTable.Wanted"/>, <see cref="RelevanceTable.Absent"/> and <see cref="RelevanceTable.Nonsense"/>.</param>
/// <param name="Condition">The condition for a right image; null if there is none.</param>
/// <param name="Half">One of <see cref="RelevanceTable.Halves"/>.</param>
internal sealed record RelevanceQuery(string Text, string Kind, Condition? Condition, string Half);
