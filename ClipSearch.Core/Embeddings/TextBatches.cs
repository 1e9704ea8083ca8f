namespace ClipSearch.Core.Embeddings;

/// <summary>Decides which waiting texts share a run of the text encoder.</summary>
internal static class TextBatches
{
    /// <summary>The maximum number of texts per run, which limits its memory.</summary>
    private const int MaxTexts = 64;

    /// <summary>Splits texts into batches of similar length.</summary>
    /// <param name="lengths">The number of tokens of each text.</param>
    /// <param name="maxPadding">The maximum number of padding tokens of a batch: further ones cost more than another run.</param>
    /// <returns>Batches of indices into <paramref name="lengths"/>. Each index is in exactly one batch.</returns>
    public static List<List<int>> Split(IReadOnlyList<int> lengths, double maxPadding)
    {
        var batches = new List<List<int>>();
        var padding = 0;
        // In descending order of length: the first text of a batch sets its length, and each further one adds its own padding.
        foreach (var index in Enumerable.Range(0, lengths.Count).OrderByDescending(index => lengths[index]))
        {
            var batch = batches.LastOrDefault();
            var more = batch is null ? 0 : lengths[batch[0]] - lengths[index];
            if (batch is null || padding + more > maxPadding || batch.Count == MaxTexts)
            {
                batches.Add([index]);
                padding = 0;
            }
            else
            {
                batch.Add(index);
                padding += more;
            }
        }

        return batches;
    }
}
