using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Decodes jpeg, png, webp, avif, gif, tiff and bmp (and heic and RAW if libvips supports them) to 8-bit sRGB with the EXIF orientation
/// applied. The content determines the format, not the file name. Only the first page of an animation or a document is decoded. Decoding
/// runs on the calling thread. Thread-safe. RAW is otherwise decoded through its preview; see <see cref="Raw.RawFile"/>.
/// </summary>
public static unsafe class ImageDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="shortestEdge">
    /// The shortest edge after a later resize, in pixels. Allows a very large JPEG to be decoded at reduced scale
    /// (<see cref="ReducedScale"/>). Null decodes at full size.
    /// </param>
    /// <param name="limits">The limits of the decode; null for <see cref="ImageLimits.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the operation, between two rows.</param>
    /// <exception cref="ImageException">The file cannot be read, is not an image, is damaged or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static DecodedImage Decode(string path, int? shortestEdge = null, ImageLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= ImageLimits.Default;
        using var file = new ImageFile(path, limits);
        return Decode(file.Bytes, shortestEdge, limits, cancellationToken);
    }

    /// <summary>Decodes an image in memory.</summary>
    /// <param name="data">The content of the file.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <param name="shortestEdge">The shortest edge after a later resize, in pixels; null decodes at full size.</param>
    /// <param name="limits">
    /// The limits of the decode; null for <see cref="ImageLimits.Default"/>. The limit on the file size does not apply.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation, between two rows.</param>
    /// <exception cref="ImageException">The content is not an image, is damaged or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static DecodedImage Decode(
        ReadOnlySpan<byte> data, string name, int? shortestEdge = null, ImageLimits? limits = null, CancellationToken cancellationToken = default)
    {
        fixed (byte* memory = data)
            return Decode(new ImageBytes(memory, data.Length, name), shortestEdge, limits ?? ImageLimits.Default, cancellationToken);
    }

    /// <summary>
    /// Reads the header of a file: the size after applying the EXIF orientation, and the format. The limits on pixels do not apply.
    /// </summary>
    /// <exception cref="ImageException">The file cannot be read, is not an image, or exceeds the limit on the file size.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static ImageHeader ReadHeader(string path, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        using var file = new ImageFile(path, limits);
        return ReadHeader(file.Bytes, limits);
    }

    /// <summary>Reads the header of an image in memory: the size after applying the EXIF orientation, and the format.</summary>
    /// <param name="data">The content of the file.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <exception cref="ImageException">The content is not an image.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> data, string name)
    {
        fixed (byte* memory = data)
            return ReadHeader(new ImageBytes(memory, data.Length, name), ImageLimits.Default);
    }

    private static ImageHeader ReadHeader(ImageBytes bytes, ImageLimits limits)
    {
        if (BmpReader.Recognises(bytes.Span))
            return new BmpReader(bytes).Header;
        limits.CheckStructure(bytes);
        return VipsErrors.Run(bytes.Name, () =>
        {
            var loader = ImageLoader.Find(bytes);
            using var image = ImageLoader.Open(bytes, loader);
            return ImageLoader.Header(bytes, image, loader);
        });
    }

    private static DecodedImage Decode(ImageBytes bytes, int? shortestEdge, ImageLimits limits, CancellationToken cancellationToken)
    {
        using var watch = new DecodeWatch(bytes.Name, limits, cancellationToken);
        if (BmpReader.Recognises(bytes.Span))
        {
            var bmp = new BmpReader(bytes);
            EnterDecode(bytes.Name, bmp.Header, limits, cancellationToken);
            return new DecodedImage(bmp.ReadPixels(watch), bmp.Header);
        }

        limits.CheckStructure(bytes);
        ImageLimits.CheckComplete(bytes);
        return VipsErrors.Run(
            bytes.Name,
            () =>
            {
                var loader = ImageLoader.Find(bytes);
                using var opened = ImageLoader.Open(bytes, loader);
                var header = ImageLoader.Header(bytes, opened, loader);
                limits.CheckPixels(bytes.Name, header);
                var shrink = header.Format == "jpeg" && shortestEdge is { } edge ? ReducedScale.For(header, edge) : 1;
                EnterDecode(bytes, opened, header, (long)header.Width * header.Height / (shrink * shrink), limits, cancellationToken);
                var image = shrink == 1 ? opened : ImageLoader.Open(bytes, loader, shrink);
                using (watch.Start(image))
                    return new DecodedImage(SrgbPixels.Read(SampleRange.Normalise(bytes, image, header.Format, () => ImageLoader.Open(bytes, loader))), header);
            },
            watch);
    }

    /// <summary>Checks the memory of a decode, and waits until a large decode may start.</summary>
    internal static void EnterDecode(
        ImageBytes bytes, VipsImageHandle opened, ImageHeader header, long outputPixels, ImageLimits limits, CancellationToken cancellationToken)
    {
        var memory = DecodeMemory.Of(bytes, opened, header, outputPixels);
        limits.EnterDecode(bytes.Name, VipsApi.vips_image_get_bands(opened), memory, cancellationToken);
    }

    /// <summary>Checks the memory of a bitmap decode, and waits until a large decode may start.</summary>
    internal static void EnterDecode(string name, ImageHeader header, ImageLimits limits, CancellationToken cancellationToken)
    {
        limits.CheckPixels(name, header);
        limits.EnterDecode(name, 1, DecodeMemory.OfBitmap(header), cancellationToken);
    }
}
