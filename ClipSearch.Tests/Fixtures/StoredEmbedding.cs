using ClipSearch.Core.Embeddings;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Embeddings in half precision, as the database stores and compares them.</summary>
internal static class StoredEmbedding
{
    /// <summary>Rounds an embedding as the database does.</summary>
    public static Embedding Of(Embedding embedding) => Embedding.Normalize([.. embedding.Values.ToArray().Select(value => (float)(Half)value)]);

    /// <summary>Returns the cosine similarity that the database computes.</summary>
    public static float Similarity(Embedding one, Embedding other) => Of(one).CosineSimilarity(Of(other));
}
