namespace ClipSearch.Core.Metadata;

/// <summary>
/// Copies an image file without what a camera and its owner wrote beside the pixels: position, times, serial numbers, texts, previews, and
/// whatever follows the image (a second image, a film). The pixels are copied byte for byte; colour profile and orientation stay.
/// </summary>
public static class PublicCopy
{
    /// <summary>Reads a file once, in buffers of 128 KiB, and puts the parts together that may be seen.</summary>
    /// <param name="file">The file: it can seek and tells its length.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// The copy, which reads from the file and disposes it; null where parts cannot be told apart: for other formats than JPEG, PNG, WebP, GIF and BMP,
    /// and for files that do not follow theirs.
    /// </returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<Stream?> OfAsync(Stream file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = 0;
        var cursor = new FileCursor(file);
        var parts = new CopyParts();
        await cursor.EnsureAsync(WebPParts.HeaderLength, cancellationToken);
        var isWhole = cursor.Available switch
        {
            [0xFF, 0xD8, 0xFF, ..] => await JpegParts.ReadAsync(cursor, parts, cancellationToken),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => await PngParts.ReadAsync(cursor, parts, cancellationToken),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
                await WebPParts.ReadAsync(cursor, parts, cancellationToken),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => await GifParts.ReadAsync(cursor, parts, cancellationToken),
            [(byte)'B', (byte)'M', ..] => parts.Keep(0, file.Length), // has no place for metadata
            _ => false,
        };
        return isWhole ? new SplicedStream(file, parts) : null;
    }
}
