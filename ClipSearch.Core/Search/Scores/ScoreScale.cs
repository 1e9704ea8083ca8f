using System.Numerics.Tensors;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Search.Scores;

/// <summary>
/// Computes the relevance threshold: the minimum score of a good match. Scores alone say little, because their range differs between
/// models, and between texts and images. So a query is compared with texts that describe many photos. A result is a good match if its
/// score, plus the weighted spread of the query over the library, reaches the score that the best of the <see cref="EverydayPhrases"/>
/// reaches on all but <see cref="RelevanceConstants.PoorlyDescribed"/> of the photos. The spread is included because a text that the model
/// does not understand has a similar score on all photos. The mean score is not a reference: if half of the library matches the query, that
/// half is only a little above the mean. The benchmark <c>relevance</c> measures the quality of this rule.
/// </summary>
public sealed class ScoreScale
{
    private readonly LibrarySample _sample;
    private readonly RelevanceConstants _constants;
    private readonly float _textLevel;
    private readonly float _imageLevel;

    /// <summary>Measures a library.</summary>
    /// <param name="sample">A sample of its photos.</param>
    /// <param name="phrases">Embeddings of everyday phrases.</param>
    /// <param name="constants">The constants of the model's family.</param>
    public ScoreScale(LibrarySample sample, IReadOnlyList<Embedding> phrases, RelevanceConstants constants)
    {
        (_sample, _constants) = (sample, constants);
        var best = new float[sample.Count];
        Array.Fill(best, float.NegativeInfinity);
        var nearest = new (int Photo, float Worth)[phrases.Count];
        for (var phrase = 0; phrase < phrases.Count; phrase++)
        {
            var worth = Worth(sample.Scores(phrases[phrase]));
            TensorPrimitives.Max(best, worth, best);
            var photo = TensorPrimitives.IndexOfMax<float>(worth);
            nearest[phrase] = (photo, worth[photo]);
        }

        _textLevel = Level(best);
        Phrases = [.. nearest.Select(phrase => (phrase.Photo, phrase.Worth - _textLevel))];

        // For image queries, the same number of photos takes the place of the phrases. A photo is not compared with itself.
        Array.Fill(best, float.NegativeInfinity);
        for (var photo = 0; photo < Math.Min(phrases.Count, sample.Count); photo++)
        {
            var worth = Worth(sample.Scores(sample[photo]));
            worth[photo] = float.NegativeInfinity;
            TensorPrimitives.Max(best, worth, best);
        }

        _imageLevel = Level(best);
    }

    /// <summary>
    /// For each phrase, the nearest photo of the sample and the margin of its score above the threshold; negative below it.
    /// </summary>
    public IReadOnlyList<(int Photo, float Margin)> Phrases { get; }

    /// <summary>Computes the minimum cosine similarity of a good match.</summary>
    /// <param name="parts">The parts of the query.</param>
    /// <param name="query">Their combined direction, from <c>Embedding.Combine</c>.</param>
    /// <remarks>
    /// With several parts, a good match exceeds the mean by the root of the sum of the squared margins of its parts,
    /// as for unrelated parts, because no photo is as near to all parts as to one alone. Unwanted parts contribute only their mean.
    /// </remarks>
    public float Threshold(IReadOnlyList<QueryPart> parts, Embedding query)
    {
        float average = 0, above = 0, length = 0;
        foreach (var (embedding, weight, isImage) in parts)
        {
            var mean = _sample.Mean(embedding);
            average += weight * mean;
            length += weight * embedding.CosineSimilarity(query);
            if (weight > 0)
            {
                var demand = weight * ((isImage ? _imageLevel : _textLevel) - mean);
                above += MathF.CopySign(demand * demand, demand);
            }
        }

        return ((average + MathF.CopySign(MathF.Sqrt(MathF.Abs(above)), above)) / length) - (_constants.SpreadWeight * _sample.Spread(query));
    }

    /// <summary>Adds a query's spread to its scores, in place.</summary>
    private float[] Worth(float[] scores)
    {
        TensorPrimitives.Add(scores, _constants.SpreadWeight * TensorPrimitives.StdDev(scores), scores);
        return scores;
    }

    private float Level(float[] best)
    {
        var sorted = best.Order().ToArray();
        return sorted[(int)(_constants.PoorlyDescribed * (sorted.Length - 1))];
    }
}
