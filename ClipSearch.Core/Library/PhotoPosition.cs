namespace ClipSearch.Core.Library;

/// <summary>The position of a photo in a list.</summary>
/// <param name="Rank">The position, from 1.</param>
/// <param name="Total">The number of photos in the list.</param>
/// <param name="Previous">The ID of the previous photo; null for the first.</param>
/// <param name="Next">The ID of the next photo; null for the last.</param>
public sealed record PhotoPosition(long Rank, long Total, long? Previous, long? Next);
