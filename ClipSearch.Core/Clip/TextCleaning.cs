using System.Text;

namespace ClipSearch.Core.Clip;

/// <summary>The cleaning that CLIP's tokenizer does first: NFC, runs of white space to one blank, lower case.</summary>
internal static class TextCleaning
{
    /// <summary>Cleans a text; lone surrogates become U+FFFD, as they would on their way through UTF-8.</summary>
    public static string Clean(string text)
    {
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return Lower(CollapseWhiteSpace(Compose(wellFormed)));
    }

    /// <summary>NFC. .NET refuses a text with U+FFFE, which composes with nothing, so the parts between are composed.</summary>
    private static string Compose(string text) =>
        string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormC)));

    private static string CollapseWhiteSpace(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                result.Append(c);
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }

        return result.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// The full lower-case mapping of Unicode, character by character as the reference does it (Σ is σ at a word's end
    /// too). .NET maps one character to one, so İ, the only character that becomes two, is mapped here.
    /// </summary>
    private static string Lower(string text) => text.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal);
}
