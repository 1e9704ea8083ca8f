namespace ClipSearch.Core.Index;

/// <summary>A photo and how near it is to what was asked.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Score">Cosine similarity of its embedding and the query's, −1 to 1.</param>
/// <param name="IsNamed">Whether it comes first because its file is named as the query says.</param>
public sealed record SearchHit(Photo Photo, float Score, bool IsNamed);

/// <summary>One page of the library.</summary>
/// <param name="Photos">The last taken first.</param>
/// <param name="Total">How many photos pass the filter.</param>
public sealed record PhotoPage(IReadOnlyList<Photo> Photos, long Total);

/// <summary>One page of hits.</summary>
/// <param name="Hits">Those that the query names, then the nearest first; among equals the older photo.</param>
/// <param name="Total">How many photos the query was compared with.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, long Total);
