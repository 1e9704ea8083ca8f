using ClipSearch.Core.Imaging.Structure;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Completes a JPEG without an end, usually of an interrupted copy or download, if nearly all of its pixels are there. Viewers show such a
/// file; libvips refuses it, because it cannot tell it from one whose lower half is missing.
/// </summary>
/// <remarks>
/// Decoders fill what is missing from what precedes it. Decoded with different random data in place of what is missing, an image therefore
/// changes exactly where its own data does not determine the pixels. That needs no second decoder for the entropy-coded data, and it covers
/// progressive images: their last scan may be incomplete, while a missing scan is found by the headers of the others. With restart markers,
/// random data would reach the next marker only, so the markers are counted.
/// </remarks>
internal static class TruncatedJpeg
{
    /// <summary>The difference of a colour, of 255, above which the data does not determine a pixel. Refinements of a progressive image change it less.</summary>
    private const int MaxDifference = 24;

    /// <summary>The shortest edge at which pixels are compared. Large images are decoded at a smaller scale.</summary>
    private const int ComparedEdge = 256;

    /// <summary>The number of random variants. With one, a missing part would stay undetected where it happens to get the same colour.</summary>
    private const int RandomVariants = 3;

    /// <summary>The minimum length of the random data in bytes, so that it covers enough of a large image.</summary>
    private const int MinRandomBytes = 1 << 20;

    private static readonly byte[] s_end = [0xFF, 0xD9];

    /// <summary>Further variants, repeated. The usual Huffman codes of large values begin with many ones, which random data rarely has.</summary>
    private static readonly byte[][] s_largeValues = [[0xFE], [0xFE, 0x00], [0xFC, 0x7F]];

    /// <summary>Completes an image.</summary>
    /// <param name="file">The file.</param>
    /// <param name="limits">The limits of the decode.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The complete file; null if the file is not a JPEG, has an end, or lacks more than a few pixels.</returns>
    /// <exception cref="ImageException">The image exceeds a limit.</exception>
    public static ImageFile? Complete(ImageFile file, ImageLimits limits, CancellationToken cancellationToken)
    {
        if (!JpegStructure.Recognises(file.Content) || JpegScans.Read(file.Content) is not { HasEnd: false, AreComplete: true, MissingIntervals: <= ImageLimits.MaxMissingShare })
            return null;
        // A marker that was cut in half.
        var content = file.Content[^1] == 0xFF ? file.Content[..^1] : file.Content;
        var complete = ImageFile.Join(content, s_end, file.Bytes.Name);
        try
        {
            if (Missing(content, complete, limits, cancellationToken) <= ImageLimits.MaxMissingShare)
                return complete;
        }
        catch (ImageException)
        {
            // The decode of the file itself reports the reason.
        }

        complete.Dispose();
        return null;
    }

    /// <summary>Returns the share of pixels that the data does not determine, 0 to 1.</summary>
    private static double Missing(ReadOnlySpan<byte> content, ImageFile complete, ImageLimits limits, CancellationToken cancellationToken)
    {
        using var image = ImageDecoder.Decode(complete.Content, complete.Bytes.Name, ComparedEdge, limits, cancellationToken);
        var (width, height) = (image.Buffer.Width, image.Buffer.Height);
        var isMissing = new bool[width * height];
        for (var variant = 0; variant < RandomVariants + s_largeValues.Length; variant++)
        {
            using var changed = ImageFile.Join(content, OtherData(Math.Max(content.Length, MinRandomBytes), variant), complete.Bytes.Name);
            using var other = ImageDecoder.Decode(changed.Content, changed.Bytes.Name, ComparedEdge, limits, cancellationToken);
            var own = image.Pixels;
            var others = other.Pixels;
            for (var i = 0; i < isMissing.Length; i++)
            {
                for (var channel = 3 * i; channel < 3 * i + 3; channel++)
                    isMissing[i] |= Math.Abs(own[channel] - others[channel]) > MaxDifference;
            }
        }

        return (double)isMissing.Count(each => each) / isMissing.Length;
    }

    /// <summary>Returns data in place of what is missing, and the end of the image.</summary>
    private static byte[] OtherData(int length, int variant)
    {
        var data = new byte[length + s_end.Length];
        if (variant < RandomVariants)
        {
            new Random(variant).NextBytes(data);
            // 0xFF would begin a marker.
            data.AsSpan().Replace((byte)0xFF, (byte)0x5A);
        }
        else
        {
            var values = s_largeValues[variant - RandomVariants];
            for (var i = 0; i < length; i++)
                data[i] = values[i % values.Length];
        }

        s_end.CopyTo(data.AsSpan(length));
        return data;
    }
}
