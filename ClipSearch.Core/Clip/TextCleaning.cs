using System.Text;

namespace ClipSearch.Core.Clip;

/// <summary>The cleaning that CLIP's tokenizer does first: NFC, runs of white space to one blank, lower case.</summary>
internal static class TextCleaning
{
    /// <summary>Cleans a text. Lone surrogates become U+FFFD, as they do in UTF-8.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="buffer">Holds the result if it fits; a longer one gets an array of its own.</param>
    public static ReadOnlySpan<char> Clean(string text, Span<char> buffer)
    {
        // Latin-1 is always well formed and in NFC, and each character has a lower case of one character.
        if (text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff'))
            text = Lower(Compose(ReplaceLoneSurrogates(text)));
        return LowerLatinAndCollapse(text, text.Length <= buffer.Length ? buffer : new char[text.Length]);
    }

    private static string ReplaceLoneSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff')
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
        : text;

    /// <summary>NFC. .NET refuses a text with U+FFFE, which composes with nothing, so the parts between are composed.</summary>
    private static string Compose(string text) => text.Contains('\uFFFE', StringComparison.Ordinal)
        ? string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormC)))
        : text.Normalize(NormalizationForm.FormC);

    /// <summary>
    /// The full lower-case mapping of Unicode, character by character as the reference does it (Σ is σ at a word's end
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

        return result[..length].TrimEnd(' ');
    }
}
