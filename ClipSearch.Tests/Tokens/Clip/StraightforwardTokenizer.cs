using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClipSearch.Tests.Tokens.Clip;

/// <summary>
/// CLIP's tokenization step by step, on strings and lists, without a maximum length. It shares no code with ClipSearch.Core, so that tests
/// can compare both.
/// </summary>
internal sealed class StraightforwardTokenizer
{
    private static readonly string[] SpecialTokens = ["<|startoftext|>", "<|endoftext|>"];
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<(string, string), int> _ranks = [];
    private readonly string[] _byteSymbols;

    public StraightforwardTokenizer(string folder)
    {
        _ids = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(Path.Combine(folder, "vocab.json")))!;
        var lines = File.ReadLines(Path.Combine(folder, "merges.txt")).Skip(1).Where(line => line.Length > 0);
        foreach (var pair in lines.Select(line => line.Split(' ')))
            _ranks.TryAdd((pair[0], pair[1]), _ranks.Count);
        int[] visible = [.. Enumerable.Range('!', '~' - '!' + 1), .. Enumerable.Range(0xA1, 12), .. Enumerable.Range(0xAE, 82)];
        int[] hidden = [.. Enumerable.Range(0, 256).Except(visible)];
        char SymbolOf(int value) => (char)(visible.Contains(value) ? value : 0x100 + Array.IndexOf(hidden, value));
        _byteSymbols = [.. Enumerable.Range(0, 256).Select(value => SymbolOf(value).ToString())];
    }

    /// <summary>Returns all ids of a text, without start-of-text and end-of-text.</summary>
    public int[] Encode(string text)
    {
        var ids = new List<int>();
        var runes = Clean(text);
        for (var at = 0; at < runes.Count;)
        {
            var (length, special) = Word(runes, at);
            var word = string.Concat(runes.Skip(at).Take(length));
            if (special)
                ids.Add(_ids[word]);
            else if (!Rune.IsWhiteSpace(runes[at]))
                ids.AddRange(Merge(word).Select(symbol => _ids[symbol]));
            at += length;
        }

        return [.. ids];
    }

    private static List<Rune> Clean(string text)
    {
        // EnumerateRunes gives U+FFFD for a lone surrogate. U+FFFE, which Normalize refuses, composes with nothing.
        var composed = string.Concat(text.EnumerateRunes()).Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormC));
        var result = new List<Rune>();
        foreach (var rune in string.Join('\uFFFE', composed).EnumerateRunes())
        {
            if (rune.Value == 'İ')
                result.AddRange("i\u0307".EnumerateRunes());
            else if (!Rune.IsWhiteSpace(rune))
                result.Add(Rune.ToLowerInvariant(rune));
            else if (result.Count == 0 || result[^1].Value != ' ')
                result.Add(new Rune(' '));
        }

        return result;
    }

    private static (int Length, bool Special) Word(List<Rune> runes, int at)
    {
        bool StartsWith(string part, int start) =>
            start + part.Length <= runes.Count && part.Select((c, i) => runes[start + i].Value == c).All(same => same);
        if (SpecialTokens.FirstOrDefault(token => StartsWith(token, at)) is { } special)
            return (special.Length, true);
        if (Contractions.FirstOrDefault(contraction => StartsWith(contraction, at)) is { } contraction)
            return (contraction.Length, false);
        var kind = KindOf(runes[at]);
        var end = at + 1;
        while (kind != 'N' && end < runes.Count && KindOf(runes[end]) == kind && !SpecialTokens.Any(token => StartsWith(token, end)))
            end++;
        return (end - at, false);
    }

    private static char KindOf(Rune rune) => Rune.IsWhiteSpace(rune) ? ' '
        : Rune.IsLetter(rune) ? 'L'
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber ? 'N'
        : '?';

    private List<string> Merge(string word)
    {
        List<string> symbols = [.. Encoding.UTF8.GetBytes(word).Select(value => _byteSymbols[value])];
        symbols[^1] += "</w>";
        while (true)
        {
            var possible = symbols.Zip(symbols.Skip(1)).Where(_ranks.ContainsKey).ToList();
            if (possible.Count == 0)
                return symbols;
            var best = possible.MinBy(pair => _ranks[pair]);
            for (var i = 0; i + 1 < symbols.Count; i++)
            {
                if ((symbols[i], symbols[i + 1]) == best)
                {
                    symbols[i] += symbols[i + 1];
                    symbols.RemoveAt(i + 1);
                }
            }
        }
    }
}
