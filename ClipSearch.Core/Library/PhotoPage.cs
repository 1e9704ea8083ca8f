namespace ClipSearch.Core.Library;

/// <summary>A page of the library's photos.</summary>
/// <param name="Photos">The photos, newest first.</param>
/// <param name="Total">The total number of photos that match the filter.</param>
public sealed record PhotoPage(IReadOnlyList<Photo> Photos, long Total);
