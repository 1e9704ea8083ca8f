namespace ClipSearch.Core.Tokens.Clip;

/// <summary>The symbols of single bytes, and the merges of two symbols in the order in which they were learned.</summary>
internal sealed class MergeTable
{
    /// <summary>The rank of two symbols without a merge; greater than every rank.</summary>
    public const int NoRank = int.MaxValue;

    private readonly int[] _byteIds = new int[256];
    private readonly int[] _lastByteIds = new int[256];
    private readonly Dictionary<long, int> _ranks = [];
    private readonly List<int> _joinedIds = [];

    private MergeTable()
    {
    }

    /// <summary>Creates the table.</summary>
    /// <exception cref="InvalidDataException">A byte has no token, or a line is not a merge of two tokens.</exception>
    public static MergeTable Create(
        Dictionary<string, int> vocabulary, string vocabularyPath, IEnumerable<string> mergeLines, string mergesPath, string endOfWord)
    {
        var table = new MergeTable();
        for (var value = 0; value < 256; value++)
        {
            var symbol = SymbolOf((byte)value).ToString();
            if (!vocabulary.TryGetValue(symbol, out table._byteIds[value])
                || !vocabulary.TryGetValue(symbol + endOfWord, out table._lastByteIds[value]))
            {
                throw new InvalidDataException($"{vocabularyPath} has no entry for byte {value}; it is not a byte-level vocabulary.");
            }
        }

        table._ranks.EnsureCapacity(vocabulary.Count);
        var lineNumber = 0;
        foreach (var line in mergeLines)
        {
            lineNumber++;
            if (line.Length == 0 || (lineNumber == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
                continue;
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank < 1
                || !vocabulary.TryGetValue(line[..blank], out var left)
                || !vocabulary.TryGetValue(line[(blank + 1)..], out var right)
                || !vocabulary.TryGetValue(line[..blank] + line[(blank + 1)..], out var joined))
            {
                throw new InvalidDataException(
                    $"{mergesPath}, line {lineNumber}: must be two symbols of {vocabularyPath}, separated by one space, whose concatenation is also in it.");
            }

            if (table._ranks.TryAdd(KeyOf(left, right), table._joinedIds.Count))
                table._joinedIds.Add(joined);
        }

        return table;
    }

    /// <summary>Writes the symbol of each byte of a word; the last symbol marks the end of the word.</summary>
    public void ToSymbols(ReadOnlySpan<byte> word, Span<int> symbols)
    {
        for (var i = 0; i < word.Length - 1; i++)
            symbols[i] = _byteIds[word[i]];
        symbols[word.Length - 1] = _lastByteIds[word[^1]];
    }

    /// <summary>Returns the rank of the merge of two symbols, 0 for the first one learned, or <see cref="NoRank"/>.</summary>
    public int RankOf(int left, int right) => _ranks.TryGetValue(KeyOf(left, right), out var rank) ? rank : NoRank;

    /// <summary>Returns the symbol that the merge of a rank produces.</summary>
    public int JoinedId(int rank) => _joinedIds[rank];

    /// <summary>
    /// Returns a different key for each pair, because the factor is odd. The factor spreads the pairs: the hash of a long is the exclusive
    /// or of its halves, so (1, 2) and (2, 1) would collide. .NET contains a compiled dictionary of longs; that of a struct is compiled at
    /// each start.
    /// </summary>
    private static long KeyOf(int left, int right) => (((long)left << 32) | (uint)right) * -7046029254386353131;

    /// <summary>
    /// Returns the printable character that represents a byte in vocab.json and merges.txt (GPT-2's table). Latin-1's visible characters
    /// represent themselves; the 68 others map to U+0100 onwards in order.
    /// </summary>
    private static char SymbolOf(byte value)
    {
        static bool Visible(int b) => b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
        if (Visible(value))
            return (char)value;
        var hidden = 0;
        for (var b = 0; b < value; b++)
        {
            if (!Visible(b))
                hidden++;
        }

        return (char)(0x100 + hidden);
    }
}
