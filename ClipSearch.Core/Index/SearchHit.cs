using ClipSearch.Core.Scores;

namespace ClipSearch.Core.Index;

/// <summary>A photo and how near it is to what was asked.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Score">Cosine similarity of its embedding and the query's, −1 to 1.</param>
/// <param name="IsNamed">Whether it comes first because its file is named as the query says.</param>
public sealed record SearchHit(Photo Photo, float Score, bool IsNamed)
{
    /// <summary>How many photos are this very picture, byte for byte, itself included; 1 where photos are not stacked.</summary>
    public long Places { get; init; } = 1;

    /// <summary>How many different pictures are in the photo's stack, itself included; 1 where it stands alone, or photos are not stacked.</summary>
    public long Stacked { get; init; } = 1;

    /// <summary>What the hit is worth; null where nothing can be said of it.</summary>
    public Relevance? Relevance { get; init; }
}

/// <summary>One page of the library.</summary>
/// <param name="Photos">The last taken first.</param>
/// <param name="Total">How many photos pass the filter.</param>
public sealed record PhotoPage(IReadOnlyList<Photo> Photos, long Total);

/// <summary>Where a photo stands in a list.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Total">How many the list has.</param>
/// <param name="Previous">The number of the photo before it; null if it is the first.</param>
/// <param name="Next">The number of the photo after it; null if it is the last.</param>
public sealed record PhotoPlace(long Rank, long Total, long? Previous, long? Next);

/// <summary>One page of hits.</summary>
/// <param name="Hits">Those that the query names, then the nearest first; among equals the older photo.</param>
/// <param name="Total">How many hits all pages have: the photos that the query was compared with, a stack counted once where photos are stacked.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, long Total)
{
    /// <summary>
    /// How many hits of all pages reach the score that was asked for, or are named; null where none was asked for, on a page without
    /// hits, and where all that the HNSW index gathers reach it.
    /// </summary>
    public long? Good { get; init; }
}
