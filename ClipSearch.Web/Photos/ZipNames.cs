using System.Globalization;
using System.Text;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Names the files of a ZIP. All are at its top level, as people expect of photos that they have picked, and so that the names tell a reader
/// nothing about the folders of the server. Of files with the same name, later ones get a number, as when a browser saves them: "beach.jpg",
/// "beach (2).jpg".
/// </summary>
internal sealed class ZipNames
{
    /// <summary>Maximum length of a name in bytes: a number and the 255 bytes of most file systems fit.</summary>
    private const int MaxBytes = 230;

    /// <summary>Used names in the form in which the file systems of Windows and macOS compare them.</summary>
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Returns a safe name that no other file of the ZIP has.</summary>
    public string Take(string name)
    {
        var safe = Safe(name);
        var (stem, extension) = (Path.GetFileNameWithoutExtension(safe), Path.GetExtension(safe));
        var unique = safe;
        for (var number = 2; !_used.Add(unique.Normalize().ToUpperInvariant()); number++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{stem} ({number}){extension}");
        return unique;
    }

    /// <summary>
    /// Replaces separators, control characters, characters that reverse the direction of text, and characters that Windows forbids. Removes
    /// dots and spaces at the end, which Windows ignores.
    /// </summary>
    internal static string Safe(string name)
    {
        var safe = new StringBuilder();
        // Enumerating runes replaces unpaired surrogates, which have no UTF-8.
        foreach (var rune in name.EnumerateRunes())
            safe.Append(IsSafe(rune) ? rune.ToString() : "_");
        var trimmed = safe.ToString().Trim().TrimEnd('.', ' ');
        if (trimmed.Length == 0)
            return "photo";
        var extension = Path.GetExtension(trimmed);
        if (Encoding.UTF8.GetByteCount(extension) > MaxBytes / 2)
            extension = "";
        var stem = Shortened(trimmed[..^extension.Length], MaxBytes - Encoding.UTF8.GetByteCount(extension));
        return (IsReserved(stem) ? "_" : "") + stem + extension;
    }

    private static bool IsSafe(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not (>= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069)
        && !(rune.IsAscii && "<>:\"/\\|?*".Contains((char)rune.Value, StringComparison.Ordinal));

    /// <summary>Returns whether a name before the extension is that of a device of Windows, such as CON or COM1.</summary>
    private static bool IsReserved(string stem) => stem.ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL"
        or ['C', 'O', 'M', >= '1' and <= '9'] or ['L', 'P', 'T', >= '1' and <= '9'];

    private static string Shortened(string text, int maxBytes)
    {
        var (length, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
                return text[..length].TrimEnd();
            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
