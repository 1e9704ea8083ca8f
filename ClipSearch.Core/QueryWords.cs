using System.Text.RegularExpressions;

namespace ClipSearch.Core;

/// <summary>What a text wants to see, and what not: "beach −people", "street -\"parked cars\"".</summary>
/// <param name="Wanted">The text without what is not wanted; may be empty.</param>
/// <param name="Unwanted">Words and quoted phrases that stood behind a minus.</param>
public sealed partial record QueryWords(string Wanted, IReadOnlyList<string> Unwanted)
{
    /// <summary>Reads a text. A minus counts only at the beginning of a word: "t-shirt" is one word.</summary>
    public static QueryWords Of(string text)
    {
        var unwanted = UnwantedWord().Matches(text).Select(match => (match.Groups[1].Success ? match.Groups[1] : match.Groups[2]).Value.Trim()).Where(word => word.Length > 0).ToList();
        return unwanted.Count == 0 ? new QueryWords(text.Trim(), []) : new QueryWords(Blanks().Replace(UnwantedWord().Replace(text, " "), " ").Trim(), unwanted);
    }

    // A hyphen, or the minus and dashes that keyboards and phones make of it.
    [GeneratedRegex("""(?<!\S)[-−–—](?:["“„”]([^"“„”]*)["“”]?|(\p{L}\S*|\p{N}\S*))""", RegexOptions.CultureInvariant)]
    private static partial Regex UnwantedWord();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
