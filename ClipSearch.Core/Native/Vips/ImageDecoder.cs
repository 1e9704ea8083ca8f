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
    /// <exception cref="ImageException">The file cannot be read, is no picture, is damaged or over the limits.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static DecodedImage Decode(string path, int? shortestEdge = null, ImageLimits? limits = null)
    {
        limits ??= ImageLimits.Default;
        using var file = new ImageFile(path, limits);
        return Decode(file.Bytes, shortestEdge, limits);
    }

    /// <summary>Decodes a picture in memory.</summary>
    /// <param name="data">The file's content.</param>
    /// <param name="name">What to call the picture in a message.</param>
    /// <param name="shortestEdge">As for a file.</param>
    /// <param name="limits">As for a file; its limit on the file's length does not apply.</param>
    /// <exception cref="ImageException">The content is no picture, is damaged or over the limits.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> data, string name, int? shortestEdge = null, ImageLimits? limits = null)
    {
        fixed (byte* memory = data)
            return Decode(new ImageBytes(memory, data.Length, name), shortestEdge, limits ?? ImageLimits.Default);
    }

    /// <summary>Reads a file's header: size after orientation, and format. The limits on pixels do not apply.</summary>
    /// <exception cref="ImageException">The file cannot be read, is no picture, or is longer than the limit.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static ImageHeader ReadHeader(string path, ImageLimits? limits = null)
    {
        using var file = new ImageFile(path, limits ?? ImageLimits.Default);
        return ReadHeader(file.Bytes);
    }

    /// <summary>Reads the header of a picture in memory: size after orientation, and format.</summary>
    /// <param name="data">The file's content.</param>
    /// <param name="name">What to call the picture in a message.</param>
    /// <exception cref="ImageException">The content is no picture.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static ImageHeader ReadHeader(ReadOnlySpan<byte> data, string name)
    {
        fixed (byte* memory = data)
            return ReadHeader(new ImageBytes(memory, data.Length, name));
    }

    private static ImageHeader ReadHeader(ImageBytes bytes)
    {
        if (BmpReader.Recognises(bytes.Span))
            return new BmpReader(bytes).Header;
        return VipsErrors.Run(bytes.Name, () =>
        {
            var loader = PictureLoader.Find(bytes);
            using var image = PictureLoader.Open(bytes, loader);
            return PictureLoader.Header(bytes, image, loader);
        });
    }

    private static DecodedImage Decode(ImageBytes bytes, int? shortestEdge, ImageLimits limits)
    {
        if (BmpReader.Recognises(bytes.Span))
        {
            var bmp = new BmpReader(bytes);
            limits.CheckPixels(bytes.Name, bmp.Header);
            return new DecodedImage(bmp.ReadPixels(), bmp.Header);
        }

        return VipsErrors.Run(bytes.Name, () =>
        {
            var loader = PictureLoader.Find(bytes);
            using var opened = PictureLoader.Open(bytes, loader);
            var header = PictureLoader.Header(bytes, opened, loader);
            limits.CheckPixels(bytes.Name, header);
            var shrink = header.Format == "jpeg" && shortestEdge is { } edge ? ReducedScale.For(header, edge) : 1;
            return new DecodedImage(SrgbPixels.Read(shrink == 1 ? opened : PictureLoader.Open(bytes, loader, shrink)), header);
        });
    }
}
