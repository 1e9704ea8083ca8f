using ClipSearch.Core.Imaging.Metadata;

namespace ClipSearch.Core.Imaging;

/// <summary>The header of an image.</summary>
/// <param name="Width">The width after applying the EXIF orientation, in pixels.</param>
/// <param name="Height">The height after applying the EXIF orientation, in pixels; of the first page if there are several.</param>
/// <param name="Format">The format by content, not by file name: one of the names in <see cref="ImageFormats"/>.</param>
public sealed record ImageHeader(int Width, int Height, string Format)
{
    /// <summary>Whether the end of the file is missing, but nearly all of the image is there.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>The number of frames of an animation, or of pages of a TIFF; 1 for a still image. Only the first is decoded.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>The metadata of the file.</summary>
    public ExifFacts Exif { get; init; } = ExifFacts.None;
}
