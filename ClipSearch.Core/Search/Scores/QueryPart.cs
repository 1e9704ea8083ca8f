using ClipSearch.Core.Embeddings;

namespace ClipSearch.Core.Search.Scores;

/// <summary>A text or an image of a query.</summary>
/// <param name="Embedding">Its embedding.</param>
/// <param name="Weight">Its weight; negative for an unwanted part.</param>
/// <param name="IsImage">Whether it is an image.</param>
public readonly record struct QueryPart(Embedding Embedding, float Weight, bool IsImage);
