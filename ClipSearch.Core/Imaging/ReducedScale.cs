namespace ClipSearch.Core.Imaging;

/// <summary>
/// Decides when a JPEG is decoded at 1/2, 1/4 or 1/8 of its scale, for which a decoder computes fewer coefficients.
/// After such a decode the resize is no longer bit-identical to the reference. The error depends on how much larger than
/// the target the reduced image still is. Measured on five mosaics of photographs and one enlarged photograph,
/// 12 to 48 megapixels, resized to 224 (one core; milliseconds are decode + resize):
/// <code>
///   reduced shortest edge / target   error of 255, mean / maximum     24 megapixels   48 megapixels
///   full scale (exact)               0                                137–167 ms      274 ms
///   13 – 6.7                         0.07–0.13 / 8                    49–87 ms        79 ms (1/4)
///   4.6 – 3.3                        0.15–0.30 / 9                    36–70 ms
///   2.3 – 1.7                        0.32–1.07 / 22                   26–56 ms
/// </code>
/// Therefore the reduced image keeps 6 times its target or more. Photos below 12 times the target (2,688 pixels at 224, about
/// 10 megapixels) are exact. Larger ones have a mean error of about 0.1 of 255 and take half the time or less.
/// </summary>
internal static class ReducedScale
{
    private const int EncoderMultiple = 6;

    // The factor that libvips uses for thumbnails, which need no exact pixels.
    private const int ThumbnailMultiple = 2;

    private const int Largest = 8;

    /// <summary>Returns the divisor for the input of an encoder: 1, 2, 4 or 8.</summary>
    /// <param name="header">The header of a JPEG.</param>
    /// <param name="shortestEdge">The shortest edge after the later resize, in pixels.</param>
    public static int For(ImageHeader header, int shortestEdge) =>
        Divisor(header, Math.Min(header.Width, header.Height), (long)EncoderMultiple * shortestEdge);

    /// <summary>Returns the divisor for a thumbnail: 1, 2, 4 or 8.</summary>
    /// <param name="header">The header of a JPEG.</param>
    /// <param name="longestEdge">The longest edge after the later resize, in pixels.</param>
    public static int ForThumbnail(ImageHeader header, int longestEdge) =>
        Divisor(header, Math.Max(header.Width, header.Height), (long)ThumbnailMultiple * longestEdge);

    private static int Divisor(ImageHeader header, int edge, long minimum)
    {
        var divisor = 1;
        // libjpeg rejects an edge that becomes shorter than a pixel.
        while (divisor < Largest && edge / (divisor * 2) >= minimum && Math.Min(header.Width, header.Height) >= divisor * 2)
            divisor *= 2;
        return divisor;
    }
}
