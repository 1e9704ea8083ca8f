namespace ClipSearch.Tests.Demo;

/// <summary>A table of rows with cells that are separated by tabs. Blank lines and lines that start with # are ignored.</summary>
internal static class TabbedTable
{
    /// <summary>Reads all rows.</summary>
    /// <param name="text">The table.</param>
    /// <param name="name">The name in error messages.</param>
    /// <param name="columns">The allowed number of cells in a row.</param>
    /// <param name="read">Converts the cells of a row. A <see cref="FormatException"/> describes an invalid row.</param>
    /// <exception cref="InvalidDataException">A row is invalid; the message names it.</exception>
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
