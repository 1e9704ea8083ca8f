using System.Numerics.Tensors;
using ClipSearch.Core.Clip;

namespace ClipSearch.Core.Scores;

/// <summary>The embeddings of photos that stand for the whole library: all of a small one, else some chosen by lot.</summary>
public sealed class LibrarySample
{
    /// <summary>How many photos at most: with 512 dimensions they take 4 MB, and a search is 0.1 ms longer (the benchmark <c>library</c>).</summary>
    public const int MostPhotos = 2000;

    /// <summary>With fewer photos nothing can be said of how a query scores in the library.</summary>
    public const int FewestPhotos = 20;

    private readonly IReadOnlyList<Embedding> _photos;

    private LibrarySample(IReadOnlyList<Embedding> photos) => _photos = photos;

    /// <summary>How many photos.</summary>
    public int Count => _photos.Count;

    /// <summary>The sample of photos; null if they are fewer than <see cref="FewestPhotos"/>.</summary>
    public static LibrarySample? Of(IReadOnlyList<Embedding> photos) => photos.Count < FewestPhotos ? null : new LibrarySample(photos);

    /// <summary>A photo's embedding.</summary>
    public Embedding this[int photo] => _photos[photo];

    /// <summary>The cosine similarity of each photo and a query, in the photos' order.</summary>
    public float[] Scores(Embedding query)
    {
        var scores = new float[_photos.Count];
        for (var photo = 0; photo < scores.Length; photo++)
            scores[photo] = query.CosineSimilarity(_photos[photo]);
        return scores;
    }

    /// <summary>How far a query tells the photos apart: the standard deviation of its scores.</summary>
    public float Spread(Embedding query) => TensorPrimitives.StdDev(Scores(query));

    /// <summary>What a query scores on the average.</summary>
    public float Mean(Embedding query) => TensorPrimitives.Average(Scores(query));
}
