namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// Says when a JPEG is decoded at 1/2, 1/4 or 1/8 of its scale, which a decoder does by computing fewer coefficients.
/// The resize that follows then no longer gives the reference's pixels to the last bit; how far off it is depends on how
/// much larger than its target the reduced picture still is. Measured on five mosaics of photographs and one enlarged
/// photograph, 12 to 48 megapixels, resized to 224 (one core; milliseconds are decode + resize):
/// <code>
///   reduced shortest edge / target   error of 255, mean / largest     24 megapixels   48 megapixels
///   full scale (exact)               0                                137–167 ms      274 ms
///   13 – 6.7                         0.07–0.13 / 8                    49–87 ms        79 ms (1/4)
///   4.6 – 3.3                        0.15–0.30 / 9                    36–70 ms
///   2.3 – 1.7                        0.32–1.07 / 22                   26–56 ms
/// </code>
/// So the reduced picture keeps at least 6 times its target: photos under 12 times the target (2,688 pixels at 224, about
/// 10 megapixels) are exact; larger ones are off by about a tenth of a step in the mean and take half the time or less.
/// </summary>
internal static class ReducedScale
{
    private const int EncoderMultiple = 6;

    // What libvips's own thumbnailing keeps; here nobody compares bits.
    private const int ThumbnailMultiple = 2;

    private const int Largest = 8;

    /// <summary>The divisor for a picture that an encoder will see: 1, 2, 4 or 8.</summary>
    /// <param name="header">A JPEG's.</param>
    /// <param name="shortestEdge">What the picture's shortest edge will be resized to.</param>
    public static int For(ImageHeader header, int shortestEdge) =>
        Divisor(Math.Min(header.Width, header.Height), (long)EncoderMultiple * shortestEdge);

    /// <summary>The divisor for a picture that a person will see small: 1, 2, 4 or 8.</summary>
    /// <param name="header">A JPEG's.</param>
    /// <param name="longestEdge">What the picture's longest edge will be resized to.</param>
    public static int ForThumbnail(ImageHeader header, int longestEdge) =>
        Divisor(Math.Max(header.Width, header.Height), (long)ThumbnailMultiple * longestEdge);

    private static int Divisor(int edge, long atLeast)
    {
        var divisor = 1;
        while (divisor < Largest && edge / (divisor * 2) >= atLeast)
            divisor *= 2;
        return divisor;
    }
}
