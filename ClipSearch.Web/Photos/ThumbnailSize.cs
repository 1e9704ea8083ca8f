using ClipSearch.Core.Library;

namespace ClipSearch.Web.Photos;

/// <summary>A size in which images are shown.</summary>
/// <param name="Name">The last segment of its path, <c>/photos/{id}/{name}</c>.</param>
/// <param name="LongestEdge">Maximum width and height in pixels.</param>
public sealed record ThumbnailSize(string Name, int LongestEdge)
{
    /// <summary>Grid tile.</summary>
    public static ThumbnailSize Tile { get; } = new("thumb", 360);

    /// <summary>Grid tile on high-density screens.</summary>
    public static ThumbnailSize DenseTile { get; } = new("thumb-2x", 720);

    /// <summary>Full window.</summary>
    public static ThumbnailSize Window { get; } = new("preview", 1600);

    /// <summary>Replacement for a file in a format that browsers do not show.</summary>
    public static ThumbnailSize Large { get; } = new("large", 4096);

    /// <summary>All sizes in ascending order.</summary>
    public static IReadOnlyList<ThumbnailSize> All { get; } = [Tile, DenseTile, Window, Large];

    /// <summary>Returns a photo's size in pixels at this size; photos are never enlarged.</summary>
    public (int Width, int Height) Of(Photo photo)
    {
        var scale = Math.Min(1, (double)LongestEdge / Math.Max(photo.Width, photo.Height));
        return (Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
    }
}
