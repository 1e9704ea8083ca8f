using System.Globalization;
using System.Text;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Names the files of a ZIP. All are at its top level, as people expect of photos that they have picked, and so that the names tell a reader
/// nothing about the folders of the server. Of files with the same name, later ones get a number, as when a browser saves them: "beach.jpg",
/// "beach (2).jpg". The files of one photo have the same number, so that programs still recognise that they belong together.
/// </summary>
internal sealed class ZipNames
{
    /// <summary>Maximum length of a name in bytes: a number and the 255 bytes of most file systems fit.</summary>
    private const int MaxBytes = 230;

    /// <summary>Used names in the form in which the file systems of Windows and macOS compare them.</summary>
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The number with which the search for an unused name begins, by the first name of a photo.</summary>
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>Returns safe names for the files of a photo that no other file of the ZIP has.</summary>
    public IReadOnlyList<string> Take(IReadOnlyList<string> names)
    {
        var safe = names.Select(Safe).ToList();
        if (safe.Count > 1 && safe.Select(Key).Distinct().Count() < safe.Count)
            return [.. safe.SelectMany(name => Take([name]))];
        var first = Key(safe[0]);
        for (var number = _next.GetValueOrDefault(first, 1); ; number++)
        {
            var numbered = safe.ConvertAll(name => Numbered(name, number));
            if (numbered.Exists(name => _used.Contains(Key(name))))
                continue;
            _used.UnionWith(numbered.Select(Key));
            _next[first] = number + 1;
            return numbered;
        }
    }

    /// <summary>Returns a name from <see cref="Take"/>, with another extension if the file is sent in another format.</summary>
    public string WithExtension(string taken, string extension)
    {
        var changed = Safe(Path.ChangeExtension(taken, extension));
        return Key(changed) == Key(taken) ? taken : Take([changed])[0];
    }

    private static string Numbered(string name, int number) => number == 1
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)} ({number}){Path.GetExtension(name)}");

    private static string Key(string name) => name.Normalize().ToUpperInvariant();

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
