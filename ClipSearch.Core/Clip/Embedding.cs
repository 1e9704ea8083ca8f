using System.Numerics.Tensors;

namespace ClipSearch.Core.Clip;

/// <summary>A text's or picture's place in CLIP's space: a vector of length 1.</summary>
public sealed class Embedding
{
    private readonly float[] _values;

    private Embedding(float[] values) => _values = values;

    /// <summary>How many numbers the vector has, for instance 512.</summary>
    public int Dimensions => _values.Length;

    /// <summary>The numbers; the sum of their squares is 1.</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>The numbers as the array that is sent to PostgreSQL; not to be written to.</summary>
    internal float[] ToArray() => _values;

    /// <summary>Scales an encoder's output to length 1.</summary>
    /// <exception cref="ArgumentException">The vector is zero or not finite, so it points nowhere.</exception>
    public static Embedding Normalize(ReadOnlySpan<float> output)
    {
        var norm = TensorPrimitives.Norm(output);
        if (!float.IsFinite(norm) || norm == 0)
            throw new ArgumentException($"An embedding of length {norm} points nowhere; the model's output is unusable.", nameof(output));
        var values = new float[output.Length];
        TensorPrimitives.Divide(output, norm, values);
        return new Embedding(values);
    }

    /// <summary>The direction between several, each as strong as its weight; a negative one turns away.</summary>
    /// <exception cref="ArgumentException">They cancel each other out.</exception>
    public static Embedding Combine(IReadOnlyList<(Embedding Embedding, float Weight)> parts)
    {
        if (parts is [(var only, > 0)])
            return only;
        var sum = new float[parts[0].Embedding.Dimensions];
        foreach (var (embedding, weight) in parts)
            TensorPrimitives.MultiplyAdd(embedding._values, weight, sum, sum);
        return Normalize(sum);
    }

    /// <summary>Cosine similarity, −1 to 1: the inner product, since both have length 1.</summary>
    public float CosineSimilarity(Embedding other) => TensorPrimitives.Dot(_values, other._values);
}
