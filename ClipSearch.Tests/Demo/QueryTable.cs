namespace ClipSearch.Tests.Demo;

/// <summary>
/// Queries with the condition for the first result: query, condition and set, separated by tabs. The fourth column is <c>miss</c> if the
/// demo model is known to fail.
/// </summary>
internal static class QueryTable
{
    /// <summary>The origin of a query: a template, free text, or an attribute such as colour, number, place or time.</summary>
    public static readonly IReadOnlyList<string> Sets = ["template", "free", "attribute"];

    /// <exception cref="InvalidDataException">A row is invalid; the message names it.</exception>
    public static IReadOnlyList<DemoQuery> Parse(string text, string name)
    {
        var seen = new HashSet<string>();
        return TabbedTable.Read(text, name, 3..4, cells => cells switch
        {
            ["", ..] => throw new FormatException("the query is empty."),
            [var query, ..] when !seen.Add(query) => throw new FormatException($"\"{query}\" has more than one row."),
            [_, _, var set, ..] when !Sets.Contains(set) => throw new FormatException($"\"{set}\" is not one of the sets {string.Join(", ", Sets)}."),
            [.., not ("miss" or "")] and [_, _, _, var mark] => throw new FormatException($"\"{mark}\" is not miss."),
            _ => new DemoQuery(cells[0], Condition.Parse(cells[1]), cells[2], cells.Length == 4 && cells[3] == "miss"),
        });
    }
}

/// <summary>A query with a known right result.</summary>
/// <param name="Text">The text of the query.</param>
/// <param name="Condition">The condition for the first result.</param>
/// <param name="Set">One of <see cref="QueryTable.Sets"/>.</param>
/// <param name="IsKnownMiss">Whether the demo model is known to fail.</param>
internal sealed record DemoQuery(string Text, Condition Condition, string Set, bool IsKnownMiss);
