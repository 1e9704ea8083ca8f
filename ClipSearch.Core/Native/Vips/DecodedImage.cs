namespace ClipSearch.Core.Native.Vips;

/// <summary>A decoded picture: 8-bit sRGB, upright, transparency flattened on white. Dispose it; it is large.</summary>
public sealed class DecodedImage : IDisposable
{
    private readonly PixelBuffer _pixels;

    internal DecodedImage(PixelBuffer pixels, ImageHeader header)
    {
        _pixels = pixels;
        Header = header;
    }

    /// <summary>Width of <see cref="Pixels"/>; smaller than the header's where a large JPEG was decoded at reduced scale.</summary>
    public int Width => _pixels.Width;

    /// <summary>Height of <see cref="Pixels"/>.</summary>
    public int Height => _pixels.Height;

    /// <summary>Red, green, blue of each pixel, row by row from the top left: Width × Height × 3 bytes. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The picture has been disposed.</exception>
    public ReadOnlySpan<byte> Pixels => _pixels.Span;

    /// <summary>The picture's format and full size.</summary>
    public ImageHeader Header { get; }

    /// <summary>An image over the pixels; not to be used after <see cref="Dispose"/>.</summary>
    internal VipsImageHandle Wrap() => SrgbPixels.Wrap(_pixels);

    /// <summary>Frees the pixels.</summary>
    public void Dispose() => _pixels.Dispose();
}
