using ClipSearch.Core.Index;

namespace ClipSearch.Web.Photos;

/// <summary>The sizes in which pictures are shown.</summary>
/// <param name="Name">The last part of its address, <c>/photos/{id}/{name}</c>.</param>
/// <param name="LongestEdge">Pixels at most.</param>
public sealed record ThumbnailSize(string Name, int LongestEdge)
{
    /// <summary>In a grid.</summary>
    public static ThumbnailSize Tile { get; } = new("thumb", 360);

    /// <summary>In a grid, on dense screens.</summary>
    public static ThumbnailSize DenseTile { get; } = new("thumb-2x", 720);

    /// <summary>Filling a window.</summary>
    public static ThumbnailSize Window { get; } = new("preview", 1600);

    /// <summary>In place of a file that browsers do not show.</summary>
    public static ThumbnailSize Large { get; } = new("large", 4096);

    /// <summary>All of them, the smallest first.</summary>
    public static IReadOnlyList<ThumbnailSize> All { get; } = [Tile, DenseTile, Window, Large];

    /// <summary>The pixels that a photo has in this size; no photo is enlarged.</summary>
    public (int Width, int Height) Of(Photo photo)
    {
        var scale = Math.Min(1, (double)LongestEdge / Math.Max(photo.Width, photo.Height));
        return (Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
    }
}
