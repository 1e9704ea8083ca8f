namespace ClipSearch.Core.Native.Vips;

/// <summary>What a picture may cost. Both are checked before anything is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>The limits used where none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>
    /// Width × height at most, from the header. Decoded pixels take 3 bytes each (twice that for a moment if the picture
    /// has to be turned).
    /// </summary>
    /// <value>268,435,456 (2^28): above every camera's 200 megapixels, 0.8 GB decoded. At most 715,827,882, the most that one span of pixels holds.</value>
    public long MaxPixels { get; init; } = 1L << 28;

    /// <summary>Length of the file at most, in bytes; a file is read into memory as a whole.</summary>
    /// <value>536,870,912 (512 MiB), at most 2 GiB − 1.</value>
    public int MaxFileBytes { get; init; } = 512 << 20;

    internal void CheckPixels(string picture, ImageHeader header)
    {
        if ((long)header.Width * header.Height > MaxPixels)
        {
            throw new ImageException(FormattableString.Invariant(
                $"{ImageException.OneLine(picture)} has {header.Width} x {header.Height} pixels, over the limit of {MaxPixels:N0}."));
        }
    }
}
