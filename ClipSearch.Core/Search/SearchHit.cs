using ClipSearch.Core.Library;
using ClipSearch.Core.Search.Scores;

namespace ClipSearch.Core.Search;

/// <summary>A photo in the search results.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Score">The cosine similarity of its embedding and the query's, −1 to 1.</param>
/// <param name="IsNamed">Whether it comes first because its file name matches the query.</param>
public sealed record SearchHit(Photo Photo, float Score, bool IsNamed)
{
    /// <summary>The time of the frame of a video that matches best; null for an image.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>The number of photos with exactly this image, including this one; 1 without stacking.</summary>
    public long Places { get; init; } = 1;

    /// <summary>The number of different images in the photo's stack, including its own; 1 outside a stack or without stacking.</summary>
    public long Stacked { get; init; } = 1;

    /// <summary>The relevance of the result; null without a score scale.</summary>
    public Relevance? Relevance { get; init; }
}

/// <summary>One page of results.</summary>
/// <param name="Hits">
/// The results: first those whose file name matches the query, then nearest first; ties put the older photo first.
/// </param>
/// <param name="Total">
/// The number of results on all pages: the photos that the query was compared with. With stacking, a stack counts once.
/// </param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, long Total)
{
    /// <summary>
    /// The number of results on all pages that reach the requested score or match by file name. Null without a requested score, on a page
    /// without results, and if all candidates of the HNSW index reach it.
    /// </summary>
    public long? Good { get; init; }
}
