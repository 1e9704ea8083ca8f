namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// Decodes jpeg, png, webp, avif, gif, tiff and bmp (and heic where libvips was built with it) into upright 8-bit sRGB.
/// The format goes by content, not by name; of an animation or a document the first page is taken. Decoding stays on the
/// calling thread, and any number of threads may decode at once.
/// </summary>
public static unsafe class ImageDecoder
{
    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shortestEdge">
    /// The shortest edge, in pixels, that the picture will be resized to, if it will be: lets a very large JPEG be decoded
    /// at reduced scale (<see cref="ReducedScale"/>). Null decodes at full size.
    /// </param>
    /// <param name="limits">What the picture may cost; null for <see cref="ImageLimits.Default"/>.</param>
    /// <param name="cancellationToken">Cancels the operation, between two rows.</param>
    /// <exception cref="ImageException">The file cannot be read, is no picture, is damaged or over the limits.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static DecodedImage Decode(string path, int? shortestEdge = null, ImageLimits? limits = null, CancellationToken cancellationToken = default)
    {
        limits ??= ImageLimits.Default;
        using var file = new ImageFile(path, limits);
        return Decode(file.Bytes, shortestEdge, limits, cancellationToken);
    }

    /// <summary>Decodes a picture in memory.</summary>
    /// <param name="data">The file's content.</param>
    /// <param name="name">What to call the picture in a message.</param>
    /// <param name="shortestEdge">As for a file.</param>
    /// <param name="limits">As for a file; its limit on the file's length does not apply.</param>
    /// <param name="cancellationToken">As for a file.</param>
    /// <exception cref="ImageException">The content is no picture, is damaged or over the limits.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static DecodedImage Decode(
        ReadOnlySpan<byte> data, string name, int? shortestEdge = null, ImageLimits? limits = null, CancellationToken cancellationToken = default)
    {
        fixed (byte* memory = data)
            return Decode(new ImageBytes(memory, data.Length, name), shortestEdge, limits ?? ImageLimits.Default, cancellationToken);
    }

    /// <summary>Reads a file's header: size after orientation, and format. The limits on pixels do not apply.</summary>
    /// <exception cref="ImageException">The file cannot be read, is no picture, or is longer than the limit.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static ImageHeader ReadHeader(string path, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        using var file = new ImageFile(path, limits);
        return ReadHeader(file.Bytes, limits);
    }

    /// <summary>Reads the header of a picture in memory: size after orientation, and format.</summary>
    /// <param name="data">The file's content.</param>
    /// <param name="name">What to call the picture in a message.</param>
    /// <exception cref="ImageException">The content is no picture.</exception>
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
            var loader = PictureLoader.Find(bytes);
            using var image = PictureLoader.Open(bytes, loader);
            return PictureLoader.Header(bytes, image, loader);
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
        return VipsErrors.Run(
            bytes.Name,
            () =>
            {
                var loader = PictureLoader.Find(bytes);
                using var opened = PictureLoader.Open(bytes, loader);
                var header = PictureLoader.Header(bytes, opened, loader);
                limits.CheckPixels(bytes.Name, header);
                var shrink = header.Format == "jpeg" && shortestEdge is { } edge ? ReducedScale.For(header, edge) : 1;
                EnterDecode(bytes, opened, header, (long)header.Width * header.Height / (shrink * shrink), limits, cancellationToken);
                var image = shrink == 1 ? opened : PictureLoader.Open(bytes, loader, shrink);
                using (watch.Start(image))
                    return new DecodedImage(SrgbPixels.Read(image), header);
            },
            watch);
    }

    /// <summary>Checks the memory of a decode, and waits for its turn.</summary>
    internal static void EnterDecode(
        ImageBytes bytes, VipsImageHandle opened, ImageHeader header, long outputPixels, ImageLimits limits, CancellationToken cancellationToken)
    {
        var memory = DecodeMemory.Of(bytes, opened, header, outputPixels);
        limits.EnterDecode(bytes.Name, VipsApi.vips_image_get_bands(opened), memory, cancellationToken);
    }

    /// <summary>The same for a bitmap.</summary>
    internal static void EnterDecode(string name, ImageHeader header, ImageLimits limits, CancellationToken cancellationToken)
    {
        limits.CheckPixels(name, header);
        limits.EnterDecode(name, 1, DecodeMemory.OfBitmap(header), cancellationToken);
    }
}
