namespace ClipSearch.Tests.Demo;

/// <summary>
/// Queries with what the first photo must show: <c>query, condition, set</c>, between tabs, and <c>miss</c> in a fourth
/// column where the demo model is known to answer wrongly.
/// </summary>
internal static class QueryTable
{
    /// <summary>How a query came about: from a template, in words of its own, or about a colour, number, place or time.</summary>
    public static readonly IReadOnlyList<string> Sets = ["template", "free", "attribute"];

    /// <exception cref="InvalidDataException">A line is not as it should be; the message names it.</exception>
    public static IReadOnlyList<DemoQuery> Parse(string text, string name)
    {
        var seen = new HashSet<string>();
        return TabbedTable.Read(text, name, 3..4, cells => cells switch
        {
            ["", ..] => throw new FormatException("the query is empty."),
            [var query, ..] when !seen.Add(query) => throw new FormatException($"\"{query}\" has a line already."),
            [_, _, var set, ..] when !Sets.Contains(set) => throw new FormatException($"\"{set}\" is none of the sets {string.Join(", ", Sets)}."),
            [.., not ("miss" or "")] and [_, _, _, var mark] => throw new FormatException($"\"{mark}\" is not miss."),
            _ => new DemoQuery(cells[0], Condition.Parse(cells[1]), cells[2], cells.Length == 4 && cells[3] == "miss"),
        });
    }
}

/// <summary>A query whose right answers are known.</summary>
/// <param name="Text">What is typed.</param>
/// <param name="Condition">What the first photo must show.</param>
/// <param name="Set">One of <see cref="QueryTable.Sets"/>.</param>
/// <param name="IsKnownMiss">Whether the demo model is known to answer it wrongly.</param>
internal sealed record DemoQuery(string Text, Condition Condition, string Set, bool IsKnownMiss);
