using System.Numerics.Tensors;

namespace ClipSearch.Core.Embeddings;

/// <summary>The embedding of a text or an image in the model's space: a vector of length 1.</summary>
public sealed class Embedding
{
    private readonly float[] _values;

    private Embedding(float[] values) => _values = values;

    /// <summary>The number of dimensions, for instance 512.</summary>
    public int Dimensions => _values.Length;

    /// <summary>The components. The sum of their squares is 1.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>Returns the components as the array that is sent to PostgreSQL. It must not be modified.</summary>
    internal float[] ToArray() => _values;

    /// <summary>Scales an encoder's output to length 1.</summary>
    /// <exception cref="ArgumentException">The vector is zero or not finite, so it has no direction.</exception>
    public static Embedding Normalize(ReadOnlySpan<float> output)
    {
        var norm = TensorPrimitives.Norm(output);
        if (!float.IsFinite(norm) || norm == 0)
            throw new ArgumentException($"An embedding of length {norm} cannot be normalised; the model's output is invalid.", nameof(output));
        var values = new float[output.Length];
        TensorPrimitives.Divide(output, norm, values);
        return new Embedding(values);
    }

    /// <summary>Combines several embeddings into the normalised weighted sum. A negative weight points away from an embedding.</summary>
    /// <exception cref="ArgumentException">The embeddings cancel each other out.</exception>
    public static Embedding Combine(IReadOnlyList<(Embedding Embedding, float Weight)> parts)
    {
        if (parts is [(var only, > 0)])
            return only;
        var sum = new float[parts[0].Embedding.Dimensions];
        foreach (var (embedding, weight) in parts)
            TensorPrimitives.MultiplyAdd(embedding._values, weight, sum, sum);
        return Normalize(sum);
    }

    /// <summary>Computes the cosine similarity, −1 to 1: the inner product, because both vectors have length 1.</summary>
    public float CosineSimilarity(Embedding other) => TensorPrimitives.Dot(_values, other._values);
}
