using System.Text;

namespace ClipSearch.Core.Clip;

/// <summary>
/// Byte-level byte-pair encoding: a word's UTF-8 bytes, the last one marked as the word's end, are joined pair by pair
/// in the order that the merges were learned.
/// </summary>
internal sealed class BytePairEncoder
{
    private const int None = -1;

    private readonly int[] _byteIds;
    private readonly int[] _lastByteIds;
    private readonly Dictionary<(int Left, int Right), Merge> _merges;

    private BytePairEncoder(int[] byteIds, int[] lastByteIds, Dictionary<(int, int), Merge> merges)
    {
        _byteIds = byteIds;
        _lastByteIds = lastByteIds;
        _merges = merges;
    }

    private readonly record struct Merge(int Rank, int Id);

    public static BytePairEncoder Create(
        Dictionary<string, int> vocabulary, string vocabularyPath, IEnumerable<string> mergeLines, string mergesPath, string endOfWord)
    {
        var byteIds = new int[256];
        var lastByteIds = new int[256];
        for (var value = 0; value < 256; value++)
        {
            var symbol = SymbolOf((byte)value).ToString();
            if (!vocabulary.TryGetValue(symbol, out byteIds[value]) || !vocabulary.TryGetValue(symbol + endOfWord, out lastByteIds[value]))
                throw new InvalidDataException($"{vocabularyPath} has no entry for byte {value}; it is not a byte-level vocabulary.");
        }

        var merges = new Dictionary<(int, int), Merge>(vocabulary.Count);
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
                    $"{mergesPath}, line {lineNumber}: takes two symbols of {vocabularyPath} with one blank between, whose union is there too.");
            }

            merges.TryAdd((left, right), new Merge(merges.Count, joined));
        }

        return new BytePairEncoder(byteIds, lastByteIds, merges);
    }

    /// <summary>Appends the ids of one word.</summary>
    /// <remarks>
    /// Each round applies the earliest-learned merge that is possible, to all its places from left to right. The places
    /// of each merge are kept in a list as they arise, so a word of n bytes takes O(n) merges however long it is,
    /// where a search for the best pair in every round would take O(n²): a megabyte of one letter would never end.
    /// </remarks>
    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
        Encoding.UTF8.GetBytes(word, bytes);
        var count = bytes.Length;
        var symbols = new int[count];
        var next = new int[count];
        var previous = new int[count];
        for (var i = 0; i < count; i++)
        {
            symbols[i] = i == count - 1 ? _lastByteIds[bytes[i]] : _byteIds[bytes[i]];
            next[i] = i == count - 1 ? None : i + 1;
            previous[i] = i - 1;
        }

        var ranks = new PriorityQueue<int, int>();
        var placesOfRank = new Dictionary<int, List<int>>();
        void Offer(int left)
        {
            if (left == None || next[left] == None || !_merges.TryGetValue((symbols[left], symbols[next[left]]), out var merge))
                return;
            if (!placesOfRank.TryGetValue(merge.Rank, out var places))
            {
                placesOfRank[merge.Rank] = places = [];
                ranks.Enqueue(merge.Rank, merge.Rank);
            }

            places.Add(left);
        }

        for (var i = 0; i < count; i++)
            Offer(i);

        while (ranks.TryDequeue(out var rank, out _))
        {
            placesOfRank.Remove(rank, out var places);
            places!.Sort();
            var joined = new List<int>();
            foreach (var left in places)
            {
                var right = next[left];
                // A place may be stale: an overlapping merge took one of its symbols.
                if (symbols[left] == None || right == None
                    || !_merges.TryGetValue((symbols[left], symbols[right]), out var merge) || merge.Rank != rank)
                {
                    continue;
                }

                symbols[left] = merge.Id;
                symbols[right] = None;
                next[left] = next[right];
                if (next[left] != None)
                    previous[next[left]] = left;
                joined.Add(left);
            }

            foreach (var place in joined)
            {
                if (symbols[place] == None)
                    continue;
                Offer(previous[place]);
                Offer(place);
            }
        }

        for (var i = 0; i != None && i < count; i = next[i])
            ids.Add(symbols[i]);
    }

    /// <summary>
    /// The printable character that stands for a byte in vocab.json and merges.txt (GPT-2's table): Latin-1's visible
    /// characters stand for themselves, the 68 others for U+0100 onwards in their order.
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
