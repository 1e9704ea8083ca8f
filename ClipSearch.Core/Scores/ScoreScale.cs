using System.Numerics.Tensors;
using ClipSearch.Core.Clip;

namespace ClipSearch.Core.Scores;

/// <summary>
/// What a score is worth: from which on a hit is a good match. The numbers themselves say little, since they lie elsewhere
/// for each model, for texts and for pictures. So a query is compared with texts that are true of many a photo: a hit is a good match where its
/// score, with half of the query's spread over the library added, reaches what the best of the <see cref="EverydayPhrases"/>
/// reaches on all but <see cref="PoorlyDescribed"/> of the photos. The spread counts since a text that the model does not
/// understand scores much the same on all photos. Nothing is compared with the mean score: where half of the library shows what was
/// asked for, that half stands little above it. The benchmark <c>relevance</c> shows what the rule is worth.
/// </summary>
public sealed class ScoreScale
{
    /// <summary>
    /// The share of photos that no everyday phrase describes well. Of 0.1, 0.15, 0.2 and 0.25 this one parts wanted from
    /// absent things best without calling found ones absent; 0.1 lets a third of the absent pass, 0.25 loses a fifth of the wanted.
    /// </summary>
    private const double PoorlyDescribed = 0.15;

    /// <summary>How much of a query's spread counts beside its score. Anything from a quarter to the whole does nearly as well.</summary>
    private const float SpreadWeight = 0.5f;

    private readonly LibrarySample _sample;
    private readonly float _textLevel;
    private readonly float _pictureLevel;

    /// <summary>Measures a library.</summary>
    /// <param name="sample">Its photos.</param>
    /// <param name="phrases">Embeddings of everyday phrases.</param>
    public ScoreScale(LibrarySample sample, IReadOnlyList<Embedding> phrases)
    {
        _sample = sample;
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

        // As many photos take the phrases' part for pictures; a photo is not compared with itself.
        Array.Fill(best, float.NegativeInfinity);
        for (var photo = 0; photo < Math.Min(phrases.Count, sample.Count); photo++)
        {
            var worth = Worth(sample.Scores(sample[photo]));
            worth[photo] = float.NegativeInfinity;
            TensorPrimitives.Max(best, worth, best);
        }

        _pictureLevel = Level(best);
    }

    /// <summary>For each phrase the photo of the sample that is nearest to it, and how far that lies above the line; below, if negative.</summary>
    public IReadOnlyList<(int Photo, float Margin)> Phrases { get; }

    /// <summary>The least score of a good match: cosine similarity.</summary>
    /// <param name="parts">What is asked for.</param>
    /// <param name="query">Their direction, as <c>Embedding.Combine</c> gives it.</param>
    /// <remarks>
    /// Of several parts, a good match lies above the average by as much as one that is good for parts which have nothing to do
    /// with each other: what each demands adds up by squares, since no photo is as near to all as to one alone. Unwanted
    /// parts demand nothing but the average.
    /// </remarks>
    public float Line(IReadOnlyList<QueryPart> parts, Embedding query)
    {
        float average = 0, above = 0, length = 0;
        foreach (var (embedding, weight, isPicture) in parts)
        {
            var mean = _sample.Mean(embedding);
            average += weight * mean;
            length += weight * embedding.CosineSimilarity(query);
            if (weight > 0)
            {
                var demand = weight * ((isPicture ? _pictureLevel : _textLevel) - mean);
                above += MathF.CopySign(demand * demand, demand);
            }
        }

        return ((average + MathF.CopySign(MathF.Sqrt(MathF.Abs(above)), above)) / length) - (SpreadWeight * _sample.Spread(query));
    }

    /// <summary>Adds a query's spread to its scores, in place.</summary>
    private static float[] Worth(float[] scores)
    {
        TensorPrimitives.Add(scores, SpreadWeight * TensorPrimitives.StdDev(scores), scores);
        return scores;
    }

    private static float Level(float[] best)
    {
        var sorted = best.Order().ToArray();
        return sorted[(int)(PoorlyDescribed * (sorted.Length - 1))];
    }
}
