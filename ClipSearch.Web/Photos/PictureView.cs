using System.Globalization;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Photos;

/// <summary>A photo as a page shows it: its place stands from the beginning, and the browser takes the size that fits its screen.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Size">The one for browsers that do not choose; the place has its shape.</param>
/// <param name="Sizes">How wide it will be shown: the attribute <c>sizes</c>.</param>
public sealed record PictureView(Photo Photo, ThumbnailSize Size, string Sizes)
{
    /// <summary>What stands for the picture; null for its file's name, "" beside words that say it.</summary>
    public string? Alt { get; init; }

    // As in results.css: the height of a row and the least width of its pictures, both in rem.
    private const double Row = 13.5;
    private const double Narrowest = 7;

    /// <summary>What browsers choose from: the attribute <c>srcset</c>; null where all would be the same.</summary>
    public string? Choice
    {
        get
        {
            var edge = Math.Max(Photo.Width, Photo.Height);
            ThumbnailSize[] sizes = [ThumbnailSize.Tile, ThumbnailSize.DenseTile, ThumbnailSize.Window];
            var different = sizes.TakeWhile((_, i) => i == 0 || sizes[i - 1].LongestEdge < edge).ToList();
            return different.Count == 1 ? null : string.Join(", ", different.Select(size => $"{PhotoUrls.Picture(Photo, size)} {size.Of(Photo).Width}w"));
        }
    }

    /// <summary>In a grid: a square that cuts the picture on a phone, else a row of whole pictures.</summary>
    public static PictureView InGrid(Photo photo)
    {
        var shape = (double)photo.Width / photo.Height;
        return new PictureView(photo, ThumbnailSize.Tile, string.Create(
            CultureInfo.InvariantCulture, $"(max-width: 44rem) {Math.Max(1, shape) * 50:F0}vw, min(100vw, {Math.Max(Narrowest, shape * Row):F1}rem)"));
    }

    /// <summary>On its own page: no wider than the window, no higher than four fifths of it.</summary>
    public static PictureView OnPage(Photo photo) =>
        new(photo, ThumbnailSize.Window, string.Create(CultureInfo.InvariantCulture, $"min(100vw, {80.0 * photo.Width / photo.Height:F0}vh)"));
}
