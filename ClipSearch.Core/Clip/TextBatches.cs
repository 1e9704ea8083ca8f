namespace ClipSearch.Core.Clip;

/// <summary>Decides which waiting texts share a run of the text tower.</summary>
internal static class TextBatches
{
    /// <summary>
    /// How many tokens of padding a shared run may cost. A run reads all weights once however little text it has
    /// (ViT-B/32, fp32, two cores: 4 ms), and a token costs 0.25 ms; padding beyond 16 tokens costs more than a run.
    /// </summary>
    private const int MostPadding = 16;

    /// <summary>The most texts of one run, which bounds its memory.</summary>
    private const int MostTexts = 64;

    /// <summary>Splits texts into batches of like length.</summary>
    /// <param name="lengths">Each text's number of tokens.</param>
    /// <returns>Batches of indices into <paramref name="lengths"/>; each index is in one of them.</returns>
    public static List<List<int>> Split(IReadOnlyList<int> lengths)
    {
        var batches = new List<List<int>>();
        var padding = 0;
        // From the longest down: the first of a batch sets its length, each further one adds its own padding.
        foreach (var index in Enumerable.Range(0, lengths.Count).OrderByDescending(index => lengths[index]))
        {
            var batch = batches.LastOrDefault();
            var more = batch is null ? 0 : lengths[batch[0]] - lengths[index];
            if (batch is null || padding + more > MostPadding || batch.Count == MostTexts)
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
