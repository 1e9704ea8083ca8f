namespace ClipSearch.Core.Imaging;

/// <summary>
/// A decoded image: 8-bit sRGB, with the EXIF orientation applied and transparency flattened on white. It uses much memory, so dispose it.
/// </summary>
public sealed class DecodedImage : IDisposable
{
    internal DecodedImage(PixelBuffer pixels, ImageHeader header)
    {
        Buffer = pixels;
        Header = header;
    }

    /// <summary>
    /// The width of <see cref="Pixels"/>. Smaller than in <see cref="Header"/> if a large JPEG was decoded at reduced scale.
    /// </summary>
    public int Width => Buffer.Width;

    /// <summary>The height of <see cref="Pixels"/>.</summary>
    public int Height => Buffer.Height;

    /// <summary>
    /// Red, green and blue of each pixel, row by row from the top left: Width × Height × 3 bytes. Invalid after <see cref="Dispose"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The image has been disposed.</exception>
    public ReadOnlySpan<byte> Pixels => Buffer.Span;

    /// <summary>The format and full size of the image.</summary>
    public ImageHeader Header { get; }

    /// <summary>The buffer that holds the pixels.</summary>
    internal PixelBuffer Buffer { get; }

    /// <summary>Frees the pixels.</summary>
    public void Dispose() => Buffer.Dispose();
}
