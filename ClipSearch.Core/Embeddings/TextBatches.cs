using ClipSearch.Core.Embeddings.Forms;

namespace ClipSearch.Core.Embeddings;

/// <summary>Decides which waiting texts share a run of the text encoder.</summary>
internal static class TextBatches
{
    /// <summary>The maximum number of texts per run, which limits its memory.</summary>
    private const int MaxTexts = 64;

    /// <summary>
    /// Returns the maximum number of padding tokens that a shared run may cost: further ones cost more than a run. A run reads all weights
    /// once even for little text. With ViT-B/32, that takes as long as 12 to 16 tokens in fp32 on two cores, and 2 in 8 bits on one (the
    /// benchmark <c>encoders</c>).
    /// </summary>
    public static int MaxPadding(Precision precision) => precision == Precision.EightBits ? 2 : 16;

    /// <summary>Splits texts into batches of similar length.</summary>
    /// <param name="lengths">The number of tokens of each text.</param>
    /// <param name="maxPadding">The maximum number of padding tokens of a batch.</param>
    /// <returns>Batches of indices into <paramref name="lengths"/>. Each index is in exactly one batch.</returns>
    public static List<List<int>> Split(IReadOnlyList<int> lengths, int maxPadding)
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
