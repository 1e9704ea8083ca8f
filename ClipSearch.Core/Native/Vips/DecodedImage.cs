namespace ClipSearch.Core.Native.Vips;

/// <summary>A decoded picture: 8-bit sRGB, upright, transparency flattened on white. Dispose it; it is large.</summary>
public sealed class DecodedImage : IDisposable
{
    internal DecodedImage(PixelBuffer pixels, ImageHeader header)
    {
        Buffer = pixels;
        Header = header;
    }

    /// <summary>Width of <see cref="Pixels"/>; smaller than the header's where a large JPEG was decoded at reduced scale.</summary>
    public int Width => Buffer.Width;

    /// <summary>Height of <see cref="Pixels"/>.</summary>
    public int Height => Buffer.Height;

    /// <summary>Red, green, blue of each pixel, row by row from the top left: Width × Height × 3 bytes. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The picture has been disposed.</exception>
    public ReadOnlySpan<byte> Pixels => Buffer.Span;

    /// <summary>The picture's format and full size.</summary>
    public ImageHeader Header { get; }

    /// <summary>Where the pixels lie.</summary>
    internal PixelBuffer Buffer { get; }

    /// <summary>Frees the pixels.</summary>
    public void Dispose() => Buffer.Dispose();
}
