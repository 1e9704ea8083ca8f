using System.Globalization;
using System.Text;

namespace ClipSearch.Core.Tokens.Clip;

/// <summary>
/// Splits with CLIP's pattern, <c>'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+</c>, on whole code points: .NET's regular
/// expressions treat the two surrogates of a letter beyond U+FFFF as two non-letters.
/// </summary>
internal static class WordSplitter
{
    /// <summary>Returns the length of the first word in UTF-16 units.</summary>
    /// <param name="text">Cleaned text. Not empty, and its first character is not a space.</param>
    public static int FirstWordLength(ReadOnlySpan<char> text)
    {
        var contraction = ContractionLength(text);
        if (contraction > 0)
            return contraction;

        var kind = FirstKind(text, out var length);
        if (kind == Kind.Number)
            return length;

        while (length < text.Length && FirstKind(text[length..], out var consumed) == kind)
            length += consumed;
        return length;
    }

    private static int ContractionLength(ReadOnlySpan<char> text) => text switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] or ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };

    private static Kind FirstKind(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        var first = text[0];
        if (char.IsAsciiLetterLower(first))
            return Kind.Letter;
        Rune.DecodeFromUtf16(text, out var rune, out length);
        return KindOf(rune);
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
