using ClipSearch.Core.Clip;

namespace ClipSearch.Core.Scores;

/// <summary>A text or a picture of a query.</summary>
/// <param name="Embedding">Its embedding.</param>
/// <param name="Weight">How much it counts; less than 0 where it is not wanted.</param>
/// <param name="IsPicture">Whether it is a picture.</param>
public readonly record struct QueryPart(Embedding Embedding, float Weight, bool IsPicture);
