using System.Text;

namespace ClipSearch.Core.Tokens.Clip;

/// <summary>The first step of CLIP's tokenizer: NFC, runs of white space to one space, lower case.</summary>
internal static class TextCleaning
{
    /// <summary>Cleans a text. Unpaired surrogates become U+FFFD, as they do in UTF-8.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="buffer">Holds the result if it fits; otherwise a new array is allocated.</param>
    public static ReadOnlySpan<char> Clean(string text, Span<char> buffer)
    {
        // Latin-1 text is always well formed and in NFC, and the lower case of each character is a single character.
        if (text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff'))
            text = Lower(Compose(ReplaceLoneSurrogates(text)));
        return LowerLatinAndCollapse(text, text.Length <= buffer.Length ? buffer : new char[text.Length]);
    }

    private static string ReplaceLoneSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
        : text;

    /// <summary>
    /// Converts to NFC. .NET rejects a text with U+FFFE, which does not compose with anything, so the parts between are normalised.
    /// </summary>
    private static string Compose(string text) => text.Contains('\uFFFE', StringComparison.Ordinal)
        ? string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormC)))
        : text.Normalize(NormalizationForm.FormC);

    /// <summary>
    /// Applies the full lower-case mapping of Unicode character by character, as the reference does (Σ becomes σ at the end of a word,
    /// too). .NET maps one character to one, so İ, the only character that becomes two, is mapped here.
    /// </summary>
    private static string Lower(string text) => text.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal);

    private static ReadOnlySpan<char> LowerLatinAndCollapse(string text, Span<char> result)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                result[length++] = c <= '\u00ff' ? char.ToLowerInvariant(c) : c;
            else if (length > 0 && result[length - 1] != ' ')
                result[length++] = ' ';
        }

        if (length > 0 && result[length - 1] == ' ')
            length--;
        return result[..length];
    }
}
