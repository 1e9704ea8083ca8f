
namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// Makes thumbnails: upright, sRGB, transparency flattened on white, never larger than the picture. Only pixels are carried
/// over, so no metadata (a camera's position, an embedded larger preview) can leak into a thumbnail.
/// </summary>
public static class Thumbnailer
{
    private const int LongestWebPEdge = 16383;
    private const int UsualQuality = 80;

    // From 0 to 6. Photos at 320 pixels and quality 80: effort 0 3.1 ms and 14.6 kB, 2 4.8 ms and 12.0 kB, 4 (the default)
    // 10.1 ms and 11.7 kB; JPEG 1.1 ms and 14.1 kB.
    private const int WebPEffort = 2;

    // 1,000 photographs at quality 30: 16 pixels 92 bytes on average, 20 pixels 118 (198 at most), 24 pixels 139; 20 pixels
    // at quality 50 139.
    private const int PlaceholderEdge = 20;
    private const int PlaceholderQuality = 30;

    /// <summary>Makes a thumbnail of a picture in memory, as WebP.</summary>
    /// <param name="data">The file's content, in any format that <see cref="ImageDecoder"/> reads.</param>
    /// <param name="name">What to call the picture in a message.</param>
    /// <param name="longestEdge">Length of the longer side in pixels, at most: 1 to 16,383, the largest that WebP holds.</param>
    /// <param name="limits">What the picture may cost; null for <see cref="ImageLimits.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the operation, between two rows.</param>
    /// <returns>The thumbnail's file.</returns>
    /// <exception cref="ImageException">The content is no picture, is damaged or over the limits.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The edge is out of range.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static unsafe byte[] Create(
        ReadOnlySpan<byte> data, string name, int longestEdge, ImageLimits? limits = null, CancellationToken cancellationToken = default)
    {
        fixed (byte* memory = data)
            return Create(new ImageBytes(memory, data.Length, name), longestEdge, limits ?? ImageLimits.Default, cancellationToken);
    }

    /// <summary>Makes a placeholder: a WebP of some 100 bytes that stands, enlarged, where the picture itself is still to come.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="name">What to call the picture in a message.</param>
    /// <returns>The placeholder's file.</returns>
    /// <exception cref="ImageException">libvips refuses.</exception>
    public static byte[] CreatePlaceholder(DecodedImage image, string name) => Create(image, name, PlaceholderEdge, PlaceholderQuality);

    /// <summary>Makes a thumbnail of a decoded picture, as WebP.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="name">What to call the picture in a message.</param>
    /// <param name="longestEdge">As for a file.</param>
    /// <param name="quality">1 to 100.</param>
    /// <returns>The thumbnail's file.</returns>
    /// <exception cref="ImageException">libvips refuses.</exception>
    public static byte[] Create(DecodedImage image, string name, int longestEdge, int quality = UsualQuality) => VipsErrors.Run(name, () =>
    {
        using var whole = SrgbPixels.Wrap(image.Buffer);
        return Encode(Shrink(whole, longestEdge, "down"), quality);
    });

    /// <summary>Squeezes a picture into a square, whatever its shape.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="edge">The square's edge in pixels.</param>
    /// <returns>Red, green, blue of each pixel, row by row from the top left: edge × edge × 3 bytes.</returns>
    public static byte[] Squeeze(DecodedImage image, int edge) => VipsErrors.Run("the picture", () =>
    {
        using var full = SrgbPixels.Wrap(image.Buffer);
        using var square = Shrink(full, edge, "force");
        return square.Span.ToArray();
    });

    private static byte[] Create(ImageBytes bytes, int longestEdge, ImageLimits limits, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestEdge, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longestEdge, LongestWebPEdge);
        using var watch = new DecodeWatch(bytes.Name, limits, cancellationToken);
        if (!BmpReader.Recognises(bytes.Span))
        {
            limits.CheckStructure(bytes);
            return VipsErrors.Run(bytes.Name, () => Encode(ShrinkWhileLoading(bytes, longestEdge, limits, watch), UsualQuality), watch);
        }

        var bmp = new BmpReader(bytes);
        ImageDecoder.EnterDecode(bytes.Name, bmp.Header, limits, cancellationToken);
        using var full = bmp.ReadPixels(watch);
        return VipsErrors.Run(bytes.Name, () =>
        {
            using var image = SrgbPixels.Wrap(full);
            return Encode(Shrink(image, longestEdge, "down"), UsualQuality);
        });
    }

    /// <remarks>Not by thumbnail_source: it takes fail_on and then makes thumbnails of truncated files all the same (8.18).</remarks>
    private static PixelBuffer ShrinkWhileLoading(ImageBytes bytes, int longestEdge, ImageLimits limits, DecodeWatch watch)
    {
        var loader = PictureLoader.Find(bytes);
        using var opened = PictureLoader.Open(bytes, loader);
        var header = PictureLoader.Header(bytes, opened, loader);
        limits.CheckPixels(bytes.Name, header);

        var divisor = header.Format == "jpeg" ? ReducedScale.ForThumbnail(header, longestEdge) : 1;
        var outputPixels = Math.Min((long)longestEdge * longestEdge, (long)header.Width * header.Height);
        ImageDecoder.EnterDecode(bytes, opened, header, outputPixels, limits, watch.Cancelled);
        using var chosen = divisor == 1 ? opened : PictureLoader.Open(bytes, loader, divisor);
        using (watch.Start(chosen))
            return Shrink(chosen, longestEdge, "down");
    }

    /// <param name="image">The picture.</param>
    /// <param name="edge">Of the square that it shall fit or fill.</param>
    /// <param name="size">"down" keeps its shape and never enlarges it; "force" makes it fill the square.</param>
    private static PixelBuffer Shrink(VipsImageHandle image, int edge, string size)
    {
        using var thumbnail = new VipsOperation("thumbnail_image")
            .With("in", image)
            .With("width", $"{edge}")
            .With("height", $"{edge}")
            .With("size", size)
            .With("no_rotate", "true"); // SrgbPixels turns it
        return SrgbPixels.Read(thumbnail.BuildImage());
    }

    private static byte[] Encode(PixelBuffer pixels, int quality)
    {
        using (pixels)
        {
            using var image = SrgbPixels.Wrap(pixels);
            using var save = new VipsOperation("webpsave_buffer").With("effort", $"{WebPEffort}").With("in", image).With("Q", $"{quality}").With("strip", "true");
            return save.BuildBytes();
        }
    }
}
