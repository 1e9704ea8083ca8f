namespace ClipSearch.Core.Tokens.Clip;

/// <summary>
/// Merges the symbols of a word of any length. All possible merges are kept in a priority queue, so n symbols take O(n log n) time.
/// Searching for the best pair in every round takes O(n²): hours for a megabyte of one letter.
/// </summary>
internal static class LongWordMerger
{
    private const int None = -1;

    /// <summary>Merges in place and returns the number of remaining symbols.</summary>
    public static int Merge(MergeTable merges, Span<int> symbols)
    {
        var word = new Links(merges, symbols);
        for (var i = 0; i < symbols.Length; i++)
            word.Offer(i);
        var joined = new List<int>();
        while (word.TryJoinRound(joined))
        {
            // Queued after the round, because a pair that a round creates belongs to a later round, whatever its rank.
            foreach (var place in joined)
            {
                word.Offer(word.Previous[place]);
                word.Offer(place);
            }
        }

        return word.MoveUp();
    }

    /// <summary>The word as a linked list. A merged symbol takes the position of its left part.</summary>
    private readonly ref struct Links
    {
        private readonly MergeTable _merges;
        private readonly Span<int> _symbols;
        private readonly int[] _next;
        private readonly PriorityQueue<int, long> _queue = new();

        public Links(MergeTable merges, Span<int> symbols)
        {
            _merges = merges;
            _symbols = symbols;
            _next = new int[symbols.Length];
            Previous = new int[symbols.Length];
            for (var i = 0; i < symbols.Length; i++)
                (_next[i], Previous[i]) = (i + 1 < symbols.Length ? i + 1 : None, i - 1);
        }

        public int[] Previous { get; }

        /// <summary>Queues the merge of a position with the next one, if there is any, ordered by rank, then from left to right.</summary>
        public void Offer(int left)
        {
            var rank = RankAt(left);
            if (rank != MergeTable.NoRank)
                _queue.Enqueue(left, ((long)rank << 32) | (uint)left);
        }

        /// <summary>
        /// Merges all pairs of the lowest rank in the queue and lists their positions; returns false if the queue is empty.
        /// </summary>
        public bool TryJoinRound(List<int> joined)
        {
            joined.Clear();
            if (!_queue.TryPeek(out _, out var first))
                return false;
            var rank = (int)(first >> 32);
            while (_queue.TryPeek(out var left, out var key) && key >> 32 == rank)
            {
                _queue.Dequeue();
                // An entry is stale if another merge has used one of its symbols.
                if (RankAt(left) != rank)
                    continue;
                Join(left, _merges.JoinedId(rank));
                joined.Add(left);
            }

            return true;
        }

        /// <summary>Moves the remaining symbols to the front and returns their number.</summary>
        public int MoveUp()
        {
            var count = 0;
            for (var i = 0; i != None; i = _next[i])
                _symbols[count++] = _symbols[i];
            return count;
        }

        private int RankAt(int left) => left == None || _symbols[left] == None || _next[left] == None
            ? MergeTable.NoRank
            : _merges.RankOf(_symbols[left], _symbols[_next[left]]);

        private void Join(int left, int joinedId)
        {
            var right = _next[left];
            _symbols[left] = joinedId;
            _symbols[right] = None;
            _next[left] = _next[right];
            if (_next[left] != None)
                Previous[_next[left]] = left;
        }
    }
}
