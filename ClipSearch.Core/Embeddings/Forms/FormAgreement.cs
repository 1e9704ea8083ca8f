using System.Numerics.Tensors;
using System.Text.Json.Serialization;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>How well the embeddings of one form agree with those of another.</summary>
/// <param name="Count">The number of compared embeddings.</param>
/// <param name="Others">The number of embeddings among which the nearest were searched.</param>
/// <param name="MeanCosine">The mean cosine similarity of both embeddings of a text or an image.</param>
/// <param name="MinCosine">The minimum of that cosine similarity.</param>
/// <param name="Top10">The share of the ten nearest that both have in common, 0 to 1.</param>
public sealed record FormAgreement(int Count, int Others, double MeanCosine, double MinCosine, double Top10)
{
    /// <summary>The minimum mean cosine similarity of a form that is used.</summary>
    public const double RequiredMeanCosine = 0.999;

    /// <summary>The minimum cosine similarity of a form that is used.</summary>
    public const double RequiredMinCosine = 0.995;

    /// <summary>The minimum share of common nearest of a form that is used.</summary>
    public const double RequiredTop10 = 0.98;

    private const int Nearest = 10;

    /// <summary>Whether the form may be used.</summary>
    [JsonIgnore]
    public bool Passes => MeanCosine >= RequiredMeanCosine && MinCosine >= RequiredMinCosine && Top10 >= RequiredTop10;

    /// <summary>Compares embeddings.</summary>
    /// <param name="expected">The embeddings of the form that is trusted.</param>
    /// <param name="actual">The embeddings of the other form, of the same texts or images.</param>
    /// <param name="others">The embeddings among which the nearest are searched, more than ten. An embedding is not compared with itself.</param>
    public static FormAgreement Of(IReadOnlyList<Embedding> expected, IReadOnlyList<Embedding> actual, IReadOnlyList<Embedding> others)
    {
        var cosines = new double[expected.Count];
        var common = 0;
        for (var i = 0; i < cosines.Length; i++)
        {
            cosines[i] = expected[i].CosineSimilarity(actual[i]);
            common += NearestOf(expected[i], expected[i], others).Intersect(NearestOf(actual[i], expected[i], others)).Count();
        }

        return new FormAgreement(cosines.Length, others.Count, cosines.Average(), TensorPrimitives.Min<double>(cosines), common / (double)(Nearest * cosines.Length));
    }

    private static IEnumerable<int> NearestOf(Embedding embedding, Embedding self, IReadOnlyList<Embedding> others) =>
        Enumerable.Range(0, others.Count).Where(index => others[index] != self).OrderByDescending(index => embedding.CosineSimilarity(others[index])).Take(Nearest);

    /// <inheritdoc/>
    public override string ToString() =>
        $"cosine {MeanCosine:0.00000} (mean), {MinCosine:0.00000} (minimum), {Top10:0.0 %} of the ten nearest of {Others} in common, {Count} compared";
}
