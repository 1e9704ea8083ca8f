namespace ClipSearch.Core.Native.Vips;

/// <summary>What decoding an image may cost. All limits but the last are checked before anything is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>A smaller decode waits for no other.</summary>
    private const long LargeBytes = 256L << 20;

    /// <summary>The limits used where none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>
    /// Maximum of width × height, from the header. Decoded pixels take 3 bytes each (twice that for a moment if the image
    /// has to be turned).
    /// </summary>
    /// <value>268,435,456 (2^28): above every camera's 200 megapixels, 0.8 GB decoded. At most 715,827,882, the most that one span of pixels holds.</value>
    public long MaxPixels { get; init; } = 1L << 28;

    /// <summary>Maximum of width and of height, in pixels: some dozens of rows are in memory several times over.</summary>
    /// <value>100,000</value>
    public int MaxEdge { get; init; } = 100_000;

    /// <summary>Maximum number of channels of a pixel: each is converted as a floating-point number.</summary>
    /// <value>64; Photoshop writes up to 56.</value>
    public int MaxChannels { get; init; } = 64;

    /// <summary>
    /// Maximum of the memory that the decoder and the decoded pixels take, in bytes, as <see cref="DecodeMemory"/> estimates it from the
    /// header. The file itself comes on top.
    /// </summary>
    /// <value>1,610,612,736 (1.5 GiB): 6 bytes for each of <see cref="MaxPixels"/>.</value>
    public long MaxDecodedBytes { get; init; } = 6L << 28;

    /// <summary>Maximum of the texts, profiles and EXIF of an image, in bytes, uncompressed.</summary>
    /// <value>67,108,864 (64 MiB)</value>
    public long MaxMetadataBytes { get; init; } = 64L << 20;

    /// <summary>Maximum number of frames of an animation. Only the first is decoded, but all are listed.</summary>
    /// <value>50,000</value>
    public int MaxFrames { get; init; } = 50_000;

    /// <summary>Length of the file at most, in bytes; a file is read into memory as a whole.</summary>
    /// <value>536,870,912 (512 MiB), at most 2 GiB − 1.</value>
    public int MaxFileBytes { get; init; } = 512 << 20;

    /// <summary>Timeout of decoding, more than 0. It is checked between rows; formats that are decoded as a whole are limited by memory alone.</summary>
    /// <value>2 minutes</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Called before a decode that takes more than <see cref="LargeBytes"/>, which begins when it returns; null for no waiting.</summary>
    internal Action<CancellationToken>? EnterLarge { get; init; }

    /// <summary>Checks what is known of a file without a decoder.</summary>
    /// <exception cref="ImageException">Metadata or frames exceed their limit.</exception>
    internal void CheckStructure(ImageBytes bytes)
    {
        var structure = ImageStructure.Of(bytes.Span, MaxMetadataBytes, MaxFrames);
        if (structure.MetadataBytes > MaxMetadataBytes)
            throw Over(bytes.Name, $"has more metadata than the limit of {MaxMetadataBytes >> 20:N0} MiB");
        if (structure.Frames > MaxFrames)
            throw Over(bytes.Name, $"has more frames than the limit of {MaxFrames:N0}");
    }

    /// <summary>Checks what the header says.</summary>
    /// <exception cref="ImageException">Pixels or an edge exceed their limit.</exception>
    internal void CheckPixels(string picture, ImageHeader header)
    {
        if ((long)header.Width * header.Height > MaxPixels)
            throw Over(picture, $"has {header.Width} x {header.Height} pixels, over the limit of {MaxPixels:N0}");
        if (Math.Max(header.Width, header.Height) > MaxEdge)
            throw Over(picture, $"has {header.Width} x {header.Height} pixels, over the limit of {MaxEdge:N0} for a side");
    }

    /// <summary>Checks what decoding takes, and waits for the turn of a large image.</summary>
    /// <exception cref="ImageException">Channels or memory exceed their limit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal void EnterDecode(string picture, int channels, long bytes, CancellationToken cancellationToken)
    {
        if (channels > MaxChannels)
            throw Over(picture, $"has {channels:N0} channels, over the limit of {MaxChannels:N0}");
        if (bytes > MaxDecodedBytes)
            throw Over(picture, $"takes {bytes >> 20:N0} MiB of memory to decode, over the limit of {MaxDecodedBytes >> 20:N0} MiB");
        if (bytes > LargeBytes)
            EnterLarge?.Invoke(cancellationToken);
    }

    /// <summary>The image took too long.</summary>
    internal ImageException TimedOut(string picture) => Over(picture, $"took longer to decode than the limit of {Timeout.TotalSeconds:0.###} s");

    private static ImageException Over(string picture, FormattableString reason) =>
        new($"{ImageException.OneLine(picture)} {FormattableString.Invariant(reason)}.");
}
