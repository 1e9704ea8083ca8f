using System.Globalization;
using System.Text;

namespace ClipSearch.Core.Paths;

/// <summary>
/// Folds names of files and folders, so that equal results mean names that differ only in case, accents or the form of Unicode: "Müller"
/// becomes "muller" whether its ü is one character (NFC) or two (NFD, as macOS writes it). The library stores the folded path next to the
/// path itself, and what users type is folded in the same way. Folding a folded name does not change it.
/// </summary>
/// <remarks>
/// Compatibility decomposition (NFKD), without accents and invisible characters, in lower case, then composed (NFC) to save space: a Korean
/// syllable has two or three parts.
/// </remarks>
public static class NameFolding
{
    /// <summary>Maximum number of bytes of a stored key in UTF-8. An index of PostgreSQL takes up to 2,704.</summary>
    internal const int MaxKeyBytes = 2600;

    /// <summary>Folds the name of a file or folder.</summary>
    /// <param name="name">The name. Lone surrogates count as U+FFFD.</param>
    public static string Fold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Ascii.IsValid(name))
            return name.ToLowerInvariant();
        var folded = new StringBuilder(name.Length);
        foreach (var rune in Valid(name).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsIgnored(rune))
                Append(folded, Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Folds each name in a path. The result has the same separators.</summary>
    public static string FoldPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var folded = new StringBuilder(path.Length);
        for (var start = 0; start <= path.Length;)
        {
            var length = path.AsSpan(start).IndexOfAny('/', '\\');
            var end = length < 0 ? path.Length : start + length;
            // A few characters, such as U+2105 (care of), contain a separator when they are decomposed.
            folded.Append(Fold(path[start..end]).Replace('/', '\u2044').Replace('\\', '\u29F5'));
            if (end < path.Length)
                folded.Append(path[end]);
            start = end + 1;
        }

        return folded.ToString();
    }

    /// <summary>Returns whether two paths differ at most in case, accents and the form of Unicode.</summary>
    public static bool AreSame(string one, string other) => FoldPath(one) == FoldPath(other);

    /// <summary>Returns the folded path as the library stores it: longer ones are cut off.</summary>
    internal static string KeyOfPath(string path) => Cut(FoldPath(path));

    /// <summary>Returns the folded name of the file at a path as the library stores it: longer ones are cut off.</summary>
    internal static string KeyOfName(string path) => Cut(Fold(LibraryPath.Name(path)));

    /// <summary>Appends a folded letter. These letters have no decomposition, but a usual spelling with other letters.</summary>
    private static void Append(StringBuilder folded, Rune letter)
    {
        switch (letter.Value)
        {
            case 'ß': folded.Append("ss"); break;
            case 'æ': folded.Append("ae"); break;
            case 'œ': folded.Append("oe"); break;
            case 'ø': folded.Append('o'); break;
            case 'đ': folded.Append('d'); break;
            case 'ħ': folded.Append('h'); break;
            case 'ı': folded.Append('i'); break;
            case 'ł': folded.Append('l'); break;
            case 'ŧ': folded.Append('t'); break;
            default: folded.Append(letter.ToString()); break;
        }
    }

    /// <summary>Returns whether a character of a decomposed name is an accent, invisible, or only stretches an Arabic word.</summary>
    private static bool IsIgnored(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark => !IsVowelSign(rune.Value),
        UnicodeCategory.EnclosingMark or UnicodeCategory.Format => true,
        _ => rune.Value == 0x0640,
    };

    /// <summary>
    /// Returns whether a mark is in a script of South and Southeast Asia, where marks are vowels: without them, other words remain.
    /// </summary>
    private static bool IsVowelSign(int mark) => mark is (>= 0x0900 and <= 0x10FF) or (>= 0x1700 and <= 0x1AAF) or (>= 0x1B00 and <= 0x1CFF)
        or (>= 0xA800 and <= 0xABFF) or (>= 0x11000 and <= 0x11FFF);

    /// <summary>Replaces what .NET does not normalise, lone surrogates and U+FFFE, by U+FFFD.</summary>
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            valid.Append((rune.Value == 0xFFFE ? Rune.ReplacementChar : rune).ToString());
        return valid.ToString();
    }

    private static string Cut(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) <= MaxKeyBytes)
            return key;
        var (length, bytes) = (0, 0);
        foreach (var rune in key.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxKeyBytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return key[..length];
    }
}
