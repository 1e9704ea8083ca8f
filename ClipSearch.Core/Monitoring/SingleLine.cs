using System.Text;

namespace ClipSearch.Core.Monitoring;

/// <summary>Makes text from files safe for log lines, terminals and the clipboard.</summary>
public static class SingleLine
{
    /// <summary>Replaces control characters, which file names and damaged files may contain, with U+FFFD.</summary>
    public static string Of(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
            line.Append(char.IsControl(character) ? '\uFFFD' : character);
        return line.ToString();
    }
}
