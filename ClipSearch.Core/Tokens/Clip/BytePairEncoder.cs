using System.Text;

namespace ClipSearch.Core.Tokens.Clip;

/// <summary>
/// Byte-level byte-pair encoding. Starts with the UTF-8 bytes of a word, the last one marked as the end of the word, and merges pairs of
/// symbols in the order in which the merges were learned. Each round applies the earliest learned merge that is possible, at all its
/// positions from left to right.
/// </summary>
internal sealed class BytePairEncoder(MergeTable merges)
{
    // In bytes. Rounds over the whole word take O(n²), which is faster than a queue only for short words.
    private const int MaxShortWord = 64;
    private const int Stale = -1;

    /// <summary>Writes the ids of one word, as many as fit, and returns how many it wrote.</summary>
    /// <param name="word">The word, at least one character long.</param>
    /// <param name="ids">Receives the ids.</param>
    public int Encode(ReadOnlySpan<char> word, Span<int> ids)
    {
        Span<byte> bytes = stackalloc byte[MaxShortWord];
        Span<int> symbols = stackalloc int[MaxShortWord];
        int count;
        if (Encoding.UTF8.TryGetBytes(word, bytes, out var length))
        {
            merges.ToSymbols(bytes[..length], symbols);
            count = MergeShort(symbols[..length]);
        }
        else
        {
            bytes = new byte[Encoding.UTF8.GetByteCount(word)];
            Encoding.UTF8.GetBytes(word, bytes);
            symbols = new int[bytes.Length];
            merges.ToSymbols(bytes, symbols);
            count = LongWordMerger.Merge(merges, symbols);
        }

        count = Math.Min(count, ids.Length);
        symbols[..count].CopyTo(ids);
        return count;
    }

    /// <summary>Merges in place and returns the number of remaining symbols.</summary>
    private int MergeShort(Span<int> symbols)
    {
        // The rank of each symbol's merge with the next.
        Span<int> ranks = stackalloc int[MaxShortWord];
        ranks.Fill(Stale);
        var count = symbols.Length;
        while (true)
        {
            var best = MergeTable.NoRank;
            for (var i = 0; i < count - 1; i++)
            {
                if (ranks[i] == Stale)
                    ranks[i] = merges.RankOf(symbols[i], symbols[i + 1]);
                best = Math.Min(best, ranks[i]);
            }

            if (best == MergeTable.NoRank)
                return count;
            ranks[count - 1] = MergeTable.NoRank;
            count = Join(symbols[..count], ranks, best);
        }
    }

    /// <summary>Merges all pairs of a rank, closes the gaps, and returns the number of remaining symbols.</summary>
    private int Join(Span<int> symbols, Span<int> ranks, int best)
    {
        var kept = 0;
        for (var i = 0; i < symbols.Length; i++, kept++)
        {
            if (ranks[i] != best)
            {
                (symbols[kept], ranks[kept]) = (symbols[i], ranks[i]);
                continue;
            }

            symbols[kept] = merges.JoinedId(best);
            ranks[kept] = Stale;
            if (kept > 0)
                ranks[kept - 1] = Stale;
            i++;
        }

        return kept;
    }
}
