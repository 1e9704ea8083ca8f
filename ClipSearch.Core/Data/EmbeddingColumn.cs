using System.Numerics.Tensors;
using ClipSearch.Core.Embeddings;
using Npgsql;
using Pgvector;

namespace ClipSearch.Core.Data;

/// <summary>
/// Converts embeddings to and from the database's column type, halfvec: 16-bit floating-point numbers, half the size of <c>vector</c>. It
/// keeps more than 99.9 % of the 24 nearest neighbours (the benchmark <c>index</c>).
/// </summary>
internal static class EmbeddingColumn
{
    /// <summary>Creates a parameter that holds an embedding.</summary>
    public static NpgsqlParameter Parameter(Embedding embedding)
    {
        var values = new Half[embedding.Dimensions];
        TensorPrimitives.ConvertToHalf(embedding.Values.Span, values);
        return new NpgsqlParameter<HalfVector> { TypedValue = new HalfVector(values) };
    }

    /// <summary>Reads an embedding and scales it to length 1, which rounding has changed slightly.</summary>
    public static Embedding Read(NpgsqlDataReader reader, int ordinal)
    {
        var stored = reader.GetFieldValue<HalfVector>(ordinal).Memory.Span;
        var values = new float[stored.Length];
        TensorPrimitives.ConvertToSingle(stored, values);
        return Embedding.Normalize(values);
    }
}
