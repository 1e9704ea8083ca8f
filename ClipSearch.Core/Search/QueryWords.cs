using System.Text.RegularExpressions;

namespace ClipSearch.Core.Search;

/// <summary>The wanted and unwanted parts of a text: "beach −people", "street -\"parked cars\"".</summary>
/// <param name="Wanted">The text without the unwanted parts. May be empty.</param>
/// <param name="Unwanted">Words and quoted phrases after a minus sign.</param>
public sealed partial record QueryWords(string Wanted, IReadOnlyList<string> Unwanted)
{
    /// <summary>Parses a text. A minus sign counts only at the beginning of a word: "t-shirt" is one word.</summary>
    public static QueryWords Of(string text)
    {
        var unwanted = UnwantedWord().Matches(text).Select(match => (match.Groups[1].Success ? match.Groups[1] : match.Groups[2]).Value.Trim()).Where(word => word.Length > 0).ToList();
        return unwanted.Count == 0 ? new QueryWords(text.Trim(), []) : new QueryWords(Blanks().Replace(UnwantedWord().Replace(text, " "), " ").Trim(), unwanted);
    }

    // A hyphen, or the minus sign and dashes that keyboards and phones replace it with.
    [GeneratedRegex("""(?<!\S)[-−–—](?:["“„”]([^"“„”]*)["“”]?|(\p{L}\S*|\p{N}\S*))""", RegexOptions.CultureInvariant)]
    private static partial Regex UnwantedWord();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
