using ClipSearch.Core.Index;

namespace ClipSearch.Web.Photos;

/// <summary>The sizes in which pictures are shown.</summary>
/// <param name="LongestEdge">Pixels at most.</param>
public sealed record ThumbnailSize(int LongestEdge)
{
    /// <summary>In a grid, sharp on dense screens too.</summary>
    public static ThumbnailSize Grid { get; } = new(480);

    /// <summary>Filling a window.</summary>
    public static ThumbnailSize Window { get; } = new(1600);

    /// <summary>The pixels that a photo has in this size; no photo is enlarged.</summary>
    public (int Width, int Height) Of(Photo photo)
    {
        var scale = Math.Min(1, (double)LongestEdge / Math.Max(photo.Width, photo.Height));
        return (Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
    }
}
