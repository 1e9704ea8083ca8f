using System.Globalization;
using ClipSearch.Core.Library;

namespace ClipSearch.Web.Photos;

/// <summary>
/// A responsive image of a photo. Its space is reserved before it loads, and the browser chooses the size that fits its screen.
/// </summary>
/// <param name="Photo">The photo.</param>
/// <param name="Size">The size for browsers without <c>srcset</c>; it also determines the aspect ratio.</param>
/// <param name="Sizes">The displayed width: the attribute <c>sizes</c>.</param>
public sealed record ImageView(Photo Photo, ThumbnailSize Size, string Sizes)
{
    /// <summary>The time of the shown frame of a video; null for its poster.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>The alternative text; null for the file's name, "" next to text that says the same.</summary>
    public string? Alt { get; init; }

    /// <summary>The file of an animation to play, unless the user prefers reduced motion; null to show a still image.</summary>
    public string? Played { get; init; }

    /// <summary>The height of a row before it is stretched to the page's width: <c>--row</c> of tokens.css.</summary>
    internal const string Row = "clamp(6rem, 2.5rem + 12vw, 13.5rem)";

    // The approximate factor by which a row grows to fill the width.
    private const double Stretched = 1.15;

    /// <summary>The attribute <c>srcset</c>; null if all sizes are the same.</summary>
    public string? Choice
    {
        get
        {
            var edge = Math.Max(Photo.Width, Photo.Height);
            ThumbnailSize[] sizes = [ThumbnailSize.Tile, ThumbnailSize.DenseTile, ThumbnailSize.Window];
            var different = sizes.TakeWhile((_, i) => i == 0 || sizes[i - 1].LongestEdge < edge).ToList();
            return different.Count == 1 ? null : string.Join(", ", different.Select(size => $"{PhotoUrls.Image(Photo, size, At)} {size.Of(Photo).Width}w"));
        }
    }

    /// <summary>The image's shape in a row.</summary>
    public ImageShape Shape => ImageShape.Of(Photo);

    /// <summary>
    /// Returns the image for a row: as high as the row and as wide as its shape requires; a narrower image fills its space.
    /// </summary>
    /// <param name="photo">The photo.</param>
    /// <param name="at">The time of the shown frame of a video; null for its poster.</param>
    public static ImageView InRow(Photo photo, TimeSpan? at = null)
    {
        var shape = Math.Max((double)photo.Width / photo.Height, ImageShape.Of(photo).Ratio);
        return new ImageView(photo, ThumbnailSize.Tile, string.Create(CultureInfo.InvariantCulture, $"calc({shape * Stretched:F2} * {Row})")) { At = at };
    }

    /// <summary>Returns the image for the photo's own page: at most as wide as the window and four fifths as high.</summary>
    public static ImageView OnPage(Photo photo) =>
        new(photo, ThumbnailSize.Window, string.Create(CultureInfo.InvariantCulture, $"min(100vw, {80.0 * photo.Width / photo.Height:F0}vh)")) { Played = PhotoUrls.Played(photo) };
}
