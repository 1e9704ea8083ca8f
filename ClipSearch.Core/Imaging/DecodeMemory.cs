using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>Estimates the memory of a decode from the image header, before decoding starts.</summary>
internal static class DecodeMemory
{
    private const int OutputChannels = 3;

    /// <summary>
    /// Bytes per sample by libvips format: uchar, char, ushort, short, uint, int, float, complex, double, double complex.
    /// </summary>
    private static readonly int[] SampleBytes = [1, 1, 2, 2, 4, 4, 4, 8, 8, 16];

    /// <summary>Estimates the memory of the decoder and of the decoded pixels, in bytes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="image">The image, opened at full scale.</param>
    /// <param name="header">The header of the image.</param>
    /// <param name="outputPixels">The number of decoded pixels.</param>
    public static long Of(ImageBytes bytes, VipsImageHandle image, ImageHeader header, long outputPixels)
    {
        var isTurned = VipsApi.vips_image_get_orientation(image) > 1;
        return Held(bytes, image, header) + (outputPixels * OutputChannels * (isTurned ? 2 : 1));
    }

    /// <summary>Estimates the memory for a bitmap, which <see cref="BmpReader"/> decodes, in bytes.</summary>
    public static long OfBitmap(ImageHeader header) => (long)header.Width * header.Height * (OutputChannels + 1);

    /// <summary>
    /// Estimates the memory that a decoder holds at once. Row buffers are ignored, because <see cref="ImageLimits.MaxEdge"/> limits them.
    /// </summary>
    private static long Held(ImageBytes bytes, VipsImageHandle image, ImageHeader header)
    {
        var pixels = (long)header.Width * header.Height;
        var pixelBytes = (long)VipsApi.vips_image_get_bands(image) * SampleBytes[Math.Clamp(VipsApi.vips_image_get_format(image), 0, SampleBytes.Length - 1)];
        var whole = pixels * pixelBytes;
        return header.Format switch
        {
            "jpeg" => JpegStructure.Read(bytes.Span).CoefficientBytes,
            "png" => PngStructure.IsInterlaced(bytes.Span) ? whole : 0,
            "webp" => 8 * pixels,
            "gif" => 2 * 4 * pixels,
            "tiff" => 3 * pixelBytes * new TiffExif(bytes).BlockPixels(VipsApi.vips_image_get_width(image), VipsApi.vips_image_get_height(image)),
            // AVIF and HEIC: a frame and its copy in luma and chroma, plus copies as RGB.
            _ => (4 * whole) + (3 * pixels),
        };
    }
}
