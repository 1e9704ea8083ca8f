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

    /// <summary>How high a row is before it is stretched to the page's width: <c>--row</c> of tokens.css.</summary>
    internal const string Row = "clamp(6rem, 2.5rem + 12vw, 13.5rem)";

    // What a row grows by, about, until it fills the width.
    private const double Stretched = 1.15;

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

    /// <summary>Its place in a row.</summary>
    public PictureShape Shape => PictureShape.Of(Photo);

    /// <summary>In a row: as high as the row, however wide; one that is too narrow for that fills its place.</summary>
    public static PictureView InRow(Photo photo)
    {
        var shape = Math.Max((double)photo.Width / photo.Height, PictureShape.Of(photo).Ratio);
        return new PictureView(photo, ThumbnailSize.Tile, string.Create(CultureInfo.InvariantCulture, $"calc({shape * Stretched:F2} * {Row})"));
    }

    /// <summary>On its own page: no wider than the window, no higher than four fifths of it.</summary>
    public static PictureView OnPage(Photo photo) =>
        new(photo, ThumbnailSize.Window, string.Create(CultureInfo.InvariantCulture, $"min(100vw, {80.0 * photo.Width / photo.Height:F0}vh)"));
}
