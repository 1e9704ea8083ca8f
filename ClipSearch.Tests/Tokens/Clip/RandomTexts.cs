using System.Text;

namespace ClipSearch.Tests.Tokens.Clip;

/// <summary>Random texts that are hard to tokenize: all scripts, emoji, control characters, lone surrogates, long words.</summary>
internal static class RandomTexts
{
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x20, 0x7E), (0x61, 0x7A), (0x00, 0xFF), (0x100, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x6FF),
        (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x1E00, 0x20CF), (0x2100, 0x27BF), (0x3000, 0x30FF), (0x4E00, 0x9FFF),
        (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xF900, 0xFFFF), (0x10400, 0x1044F), (0x1D400, 0x1D7FF),
        (0x1F300, 0x1FAFF), (0x20000, 0x2A6DF), (0, 0x10FFFF),
    ];

    private static readonly string[] Words =
    [
        "a", "photo", "of", "the", "cat", "jumping", "sunset", "mountain", "don't", "I'M", "we'll", "'re", "'", "İstanbul", "ΑΣ",
        "cafe\u0301",
        "<|startoftext|>", "<|endoftext|>", "<|endoftext|", "</w>", "#2024", "!!!", "👨\u200d👩\u200d👧", "ﬁ", "\ufffe", "\u0085", "\u001c",
    ];

    /// <summary>Returns the texts of a seed.</summary>
    public static IEnumerable<string> Of(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return One(random);
    }

    private static string One(Random random)
    {
        var text = new StringBuilder();
        for (var parts = random.Next(12); parts > 0; parts--)
        {
            var chance = random.Next(20);
            if (chance < 9)
                text.Append(Words[random.Next(Words.Length)]);
            else
                AppendCharacters(text, random, chance == 19 ? random.Next(40, 200) : random.Next(1, 12));
            if (random.Next(5) < 3)
                text.Append(" \t\n\u00a0\u3000 "[random.Next(6)]);
        }

        return text.ToString();
    }

    private static void AppendCharacters(StringBuilder text, Random random, int count)
    {
        var (first, last) = Blocks[random.Next(Blocks.Length)];
        // With few different letters, the same merge applies in many places.
        last = Math.Min(last, random.Next(3) == 0 ? first + 2 : last);
        for (; count > 0; count--)
        {
            var code = random.Next(first, last + 1);
            text.Append(Rune.IsValid(code) ? new Rune(code).ToString() : ((char)code).ToString());
        }
    }
}
