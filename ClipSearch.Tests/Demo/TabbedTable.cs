namespace ClipSearch.Tests.Demo;

/// <summary>Text in lines of cells between tabs; blank lines and those that begin with # are passed over.</summary>
internal static class TabbedTable
{
    /// <summary>Reads every line.</summary>
    /// <param name="text">The table.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="columns">How many cells a line has.</param>
    /// <param name="read">Makes a row of the cells; a <see cref="FormatException"/> says what is wrong with them.</param>
    /// <exception cref="InvalidDataException">A line is not as it should be; the message names it.</exception>
    public static IReadOnlyList<T> Read<T>(string text, string name, Range columns, Func<string[], T> read)
    {
        var rows = new List<T>();
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
                continue;

            string[] cells = [.. line.Split('\t').Select(cell => cell.Trim())];
            if (cells.Length < columns.Start.Value || cells.Length > columns.End.Value)
                throw new InvalidDataException($"{name}, line {number}: {cells.Length} columns instead of {columns.Start} to {columns.End}.");
            try
            {
                rows.Add(read(cells));
            }
            catch (FormatException e)
            {
                throw new InvalidDataException($"{name}, line {number}: {e.Message}", e);
            }
        }

        return rows;
    }
}
