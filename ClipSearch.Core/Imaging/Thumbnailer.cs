using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Creates thumbnails: sRGB, with the EXIF orientation applied, transparency flattened on white, never larger than the image. Only pixels
/// are copied, so a thumbnail contains no metadata such as the location or an embedded larger preview.
/// </summary>
public static class Thumbnailer
{
    private const int MaxWebPEdge = 16383;
    private const int UsualQuality = 80;

    // Range 0 to 6. Photos at 320 pixels and quality 80: effort 0 3.1 ms and 14.6 kB, 2 4.8 ms and 12.0 kB, 4 (the default) 10.1 ms and
    // 11.7 kB; JPEG 1.1 ms and 14.1 kB.
    private const int WebPEffort = 2;

    // 1,000 photographs at quality 30: 16 pixels 92 bytes on average, 20 pixels 118 (maximum 198), 24 pixels 139; 20 pixels at quality 50
    // 139.
    private const int PlaceholderEdge = 20;
    private const int PlaceholderQuality = 30;

    /// <summary>Creates a thumbnail of an image in memory, as WebP.</summary>
    /// <param name="data">The content of the file, in any format that <see cref="ImageDecoder"/> reads.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <param name="longestEdge">The maximum length of the longest edge, in pixels: 1 to 16,383, the maximum of WebP.</param>
    /// <param name="limits">The limits of the decode; null for <see cref="ImageLimits.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the operation, between two rows.</param>
    /// <returns>The content of the thumbnail file.</returns>
    /// <exception cref="ImageException">The content is not an image, is damaged or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="longestEdge"/> is out of range.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static unsafe byte[] Create(
        ReadOnlySpan<byte> data, string name, int longestEdge, ImageLimits? limits = null, CancellationToken cancellationToken = default)
    {
        fixed (byte* memory = data)
            return Create(new ImageBytes(memory, data.Length, name), longestEdge, limits ?? ImageLimits.Default, cancellationToken);
    }

    /// <summary>Creates a placeholder: a WebP of about 100 bytes that is displayed, enlarged, until the image is loaded.</summary>
    /// <param name="image">The decoded image.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <returns>The content of the placeholder file.</returns>
    /// <exception cref="ImageException">libvips reported an error.</exception>
    public static byte[] CreatePlaceholder(DecodedImage image, string name) => Create(image, name, PlaceholderEdge, PlaceholderQuality);

    /// <summary>Creates a thumbnail of a decoded image, as WebP.</summary>
    /// <param name="image">The decoded image.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <param name="longestEdge">The maximum length of the longest edge, in pixels: 1 to 16,383, the maximum of WebP.</param>
    /// <param name="quality">The WebP quality, 1 to 100.</param>
    /// <returns>The content of the thumbnail file.</returns>
    /// <exception cref="ImageException">libvips reported an error.</exception>
    public static byte[] Create(DecodedImage image, string name, int longestEdge, int quality = UsualQuality) => VipsErrors.Run(name, () =>
    {
        using var whole = SrgbPixels.Wrap(image.Buffer);
        return Encode(Shrink(whole, longestEdge, "down"), quality);
    });

    /// <summary>Resizes an image to a square, ignoring its aspect ratio.</summary>
    /// <param name="image">The decoded image.</param>
    /// <param name="edge">The edge of the square, in pixels.</param>
    /// <returns>Red, green and blue of each pixel, row by row from the top left: edge × edge × 3 bytes.</returns>
    public static byte[] Squeeze(DecodedImage image, int edge) => VipsErrors.Run("the image", () =>
    {
        using var full = SrgbPixels.Wrap(image.Buffer);
        using var square = Shrink(full, edge, "force");
        return square.Span.ToArray();
    });

    private static byte[] Create(ImageBytes bytes, int longestEdge, ImageLimits limits, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longestEdge, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longestEdge, MaxWebPEdge);
        using var watch = new DecodeWatch(bytes.Name, limits, cancellationToken);
        if (!BmpReader.Recognises(bytes.Span))
        {
            limits.CheckStructure(bytes);
            ImageLimits.CheckComplete(bytes);
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

    /// <remarks>Does not use thumbnail_source, which accepts fail_on but still creates thumbnails of truncated files (8.18).</remarks>
    private static PixelBuffer ShrinkWhileLoading(ImageBytes bytes, int longestEdge, ImageLimits limits, DecodeWatch watch)
    {
        var loader = ImageLoader.Find(bytes);
        using var opened = ImageLoader.Open(bytes, loader);
        var header = ImageLoader.Header(bytes, opened, loader);
        limits.CheckPixels(bytes.Name, header);

        var divisor = header.Format == "jpeg" ? ReducedScale.ForThumbnail(header, longestEdge) : 1;
        var outputPixels = Math.Min((long)longestEdge * longestEdge, (long)header.Width * header.Height);
        ImageDecoder.EnterDecode(bytes, opened, header, outputPixels, limits, watch.Cancelled);
        using var chosen = divisor == 1 ? opened : ImageLoader.Open(bytes, loader, divisor);
        using (watch.Start(chosen))
        using (var image = SampleRange.Normalise(bytes, chosen, header.Format, () => ImageLoader.Open(bytes, loader)))
            return Shrink(image, longestEdge, "down");
    }

    /// <param name="image">The opened image.</param>
    /// <param name="edge">The edge of the square to fit or fill, in pixels.</param>
    /// <param name="size">"down" keeps the aspect ratio and never enlarges; "force" fills the square.</param>
    private static PixelBuffer Shrink(VipsImageHandle image, int edge, string size)
    {
        using var thumbnail = new VipsOperation("thumbnail_image")
            .With("in", image)
            .With("width", $"{edge}")
            .With("height", $"{edge}")
            .With("size", size)
            .With("no_rotate", "true"); // SrgbPixels applies the orientation
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
