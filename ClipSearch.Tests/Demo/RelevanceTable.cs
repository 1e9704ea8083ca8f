namespace ClipSearch.Tests.Demo;

/// <summary>
/// Queries that the gallery has an answer to, or none: <c>query, condition, half</c>, between tabs; the condition is
/// <c>absent</c> for a thing that no picture shows, and <c>nonsense</c> for what means nothing.
/// </summary>
internal static class RelevanceTable
{
    public const string Wanted = "wanted";
    public const string Absent = "absent";
    public const string Nonsense = "nonsense";

    /// <summary>Whether the rule was chosen with a query, or judged by it afterwards.</summary>
    public static readonly IReadOnlyList<string> Halves = ["chosen", "judged"];

    /// <exception cref="InvalidDataException">A line is not as it should be; the message names it.</exception>
    public static IReadOnlyList<RelevanceQuery> Parse(string text, string name)
    {
        var seen = new HashSet<string>();
        return TabbedTable.Read(text, name, 3..3, cells => cells switch
        {
            ["", ..] => throw new FormatException("the query is empty."),
            [var query, ..] when !seen.Add(query) => throw new FormatException($"\"{query}\" has a line already."),
            [_, _, var half] when !Halves.Contains(half) => throw new FormatException($"\"{half}\" is none of the halves {string.Join(", ", Halves)}."),
            [var query, Absent or Nonsense, var half] => new RelevanceQuery(query, cells[1], null, half),
            _ => new RelevanceQuery(cells[0], Wanted, Condition.Parse(cells[1]), cells[2]),
        });
    }

    /// <summary>The queries with known answers, with which the rule was chosen, too.</summary>
    public static IEnumerable<RelevanceQuery> With(this IEnumerable<RelevanceQuery> others, IEnumerable<DemoQuery> queries) =>
        queries.Select(query => new RelevanceQuery(query.Text, Wanted, query.Condition, Halves[0])).Concat(others);
}

/// <summary>A query of which is known whether the gallery has an answer.</summary>
/// <param name="Text">What is typed.</param>
/// <param name="Kind">One of <see cref="RelevanceTable.Wanted"/>, <see cref="RelevanceTable.Absent"/> and <see cref="RelevanceTable.Nonsense"/>.</param>
/// <param name="Condition">What a right picture must show; null unless something is wanted.</param>
/// <param name="Half">One of <see cref="RelevanceTable.Halves"/>.</param>
internal sealed record RelevanceQuery(string Text, string Kind, Condition? Condition, string Half);
