namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// Copies an image file without private metadata: location, times, serial numbers, texts, previews and any data after the image (a second
/// image, a video). The pixel data is copied byte for byte. The colour profile and the orientation are kept.
/// </summary>
public static class PublicCopy
{
    /// <summary>Reads a file once, in buffers of 128 KiB, and collects the parts that may be published.</summary>
    /// <param name="file">The file; it must be seekable and have a known length.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// The copy, which reads from the file and disposes it. Null if the metadata cannot be separated: for formats other than JPEG, PNG,
    /// WebP, GIF and BMP, for invalid files, and for JPEGs without an end.
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
            [(byte)'B', (byte)'M', ..] => parts.Keep(0, file.Length), // the format contains no metadata
            _ => false,
        };
        return isWhole ? new SplicedStream(file, parts) : null;
    }
}
