using System.Globalization;
using System.Text;

namespace ClipSearch.Core.Clip;

/// <summary>
/// CLIP's split pattern, <c>'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>, on whole code points:
/// .NET's regular expressions see the two halves of a letter beyond U+FFFF as two non-letters.
/// </summary>
internal static class WordSplitter
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>Length in UTF-16 units of the first word.</summary>
    /// <param name="text">Cleaned text; not empty, its first character no blank.</param>
    public static int FirstWordLength(ReadOnlySpan<char> text)
    {
        foreach (var contraction in Contractions)
        {
            if (text.StartsWith(contraction, StringComparison.Ordinal))
                return contraction.Length;
        }

        Rune.DecodeFromUtf16(text, out var rune, out var length);
        var kind = KindOf(rune);
        if (kind == Kind.Number)
            return length;

        while (length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out rune, out var consumed);
            if (KindOf(rune) != kind)
                break;
            length += consumed;
        }

        return length;
    }

    private static Kind KindOf(Rune rune) => Rune.IsWhiteSpace(rune) ? Kind.Blank : Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
        _ => Kind.Other,
    };

    private enum Kind
    {
        Blank,
        Letter,
        Number,
        Other,
    }
}
