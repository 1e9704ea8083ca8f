using System.Globalization;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Imaging;

/// <summary>The limits of a decode. All except the timeout are checked before decoding starts.</summary>
public sealed record ImageLimits
{
    /// <summary>The estimated memory, in bytes, above which a decode is large and may have to wait for another one.</summary>
    private const long LargeBytes = 256L << 20;

    /// <summary>
    /// The maximum share of an image that may be missing at the end of a truncated file. One row of blocks of a JPEG has 0.5 % of a photo with
    /// 12 megapixels.
    /// </summary>
    internal const double MaxMissingShare = 0.02;

    /// <summary>The default limits.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>
    /// Maximum of width × height, from the header. Decoded pixels take 3 bytes each, and briefly twice that if the image has to be rotated.
    /// </summary>
    /// <value>
    /// 268,435,456 (2^28): more than the 200 megapixels of any camera, 0.8 GB decoded. The maximum is 715,827,882, the limit of one span of
    /// pixels.
    /// </value>
    public long MaxPixels { get; init; } = 1L << 28;

    /// <summary>Maximum of width and of height, in pixels. Dozens of rows are in memory several times.</summary>
    /// <value>100,000</value>
    public int MaxEdge { get; init; } = 100_000;

    /// <summary>Maximum number of channels of a pixel. Each is converted to floating point.</summary>
    /// <value>64; Photoshop writes up to 56.</value>
    public int MaxChannels { get; init; } = 64;

    /// <summary>
    /// Maximum memory of the decoder and the decoded pixels, in bytes, as <see cref="DecodeMemory"/> estimates it from the header. The file
    /// itself is not included.
    /// </summary>
    /// <value>1,610,612,736 (1.5 GiB): 6 bytes for each of <see cref="MaxPixels"/>.</value>
    public long MaxDecodedBytes { get; init; } = 6L << 28;

    /// <summary>Maximum size of the texts, profiles and EXIF of an image, in bytes, uncompressed.</summary>
    /// <value>67,108,864 (64 MiB)</value>
    public long MaxMetadataBytes { get; init; } = 64L << 20;

    /// <summary>Maximum number of frames of an animation. Only the first is decoded, but all are listed.</summary>
    /// <value>50,000</value>
    public int MaxFrames { get; init; } = 50_000;

    /// <summary>Maximum size of the file, in bytes. The whole file is read into memory.</summary>
    /// <value>536,870,912 (512 MiB); the maximum is 2 GiB − 1.</value>
    public int MaxFileBytes { get; init; } = 512 << 20;

    /// <summary>
    /// The timeout of a decode, greater than 0. It is checked between rows. Formats that are decoded as a whole are limited by memory only.
    /// </summary>
    /// <value>2 minutes</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Called before a decode that uses more than <see cref="LargeBytes"/>, which starts when the call returns; null for no waiting.
    /// </summary>
    internal Action<CancellationToken>? EnterLarge { get; init; }

    /// <summary>Checks the metadata and frames, which are read without a decoder.</summary>
    /// <exception cref="ImageException">The metadata or frames exceed their limit.</exception>
    internal void CheckStructure(ImageBytes bytes)
    {
        var structure = ImageStructure.Of(bytes.Span, MaxMetadataBytes, MaxFrames);
        if (structure.MetadataBytes > MaxMetadataBytes)
            throw Over(bytes.Name, $"has more metadata than the limit of {MaxMetadataBytes >> 20:N0} MiB");
        if (structure.Frames > MaxFrames)
            throw Over(bytes.Name, $"has more frames than the limit of {MaxFrames:N0}");
    }

    /// <summary>Refuses a file whose pixels are missing, where the decoder would not.</summary>
    /// <exception cref="ImageException">More of the image than <see cref="MaxMissingShare"/> lies beyond the end of the file.</exception>
    internal static void CheckComplete(ImageBytes bytes)
    {
        if (TiffStructure.Recognises(bytes.Span) && TiffStructure.MissingShare(bytes.Span) is > MaxMissingShare and var share)
            throw ImageException.Unreadable(bytes.Name, string.Create(CultureInfo.InvariantCulture, $"the file is truncated; {Math.Ceiling(share * 100)} % of the image is missing"));
    }

    /// <summary>Checks the size in the header.</summary>
    /// <exception cref="ImageException">The pixels or an edge exceed their limit.</exception>
    internal void CheckPixels(string imageName, ImageHeader header)
    {
        if ((long)header.Width * header.Height > MaxPixels)
            throw Over(imageName, $"has {header.Width} x {header.Height} pixels, over the limit of {MaxPixels:N0}");
        if (Math.Max(header.Width, header.Height) > MaxEdge)
            throw Over(imageName, $"has {header.Width} x {header.Height} pixels, over the limit of {MaxEdge:N0} for a side");
    }

    /// <summary>Checks the channels and memory of a decode, and waits until a large decode may start.</summary>
    /// <exception cref="ImageException">The channels or memory exceed their limit.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    internal void EnterDecode(string imageName, int channels, long bytes, CancellationToken cancellationToken)
    {
        if (channels > MaxChannels)
            throw Over(imageName, $"has {channels:N0} channels, over the limit of {MaxChannels:N0}");
        if (bytes > MaxDecodedBytes)
            throw Over(imageName, $"takes {bytes >> 20:N0} MiB of memory to decode, over the limit of {MaxDecodedBytes >> 20:N0} MiB");
        if (bytes > LargeBytes)
            EnterLarge?.Invoke(cancellationToken);
    }

    /// <summary>Creates the exception for a timeout.</summary>
    internal ImageException TimedOut(string imageName) => Over(imageName, $"took longer to decode than the limit of {Timeout.TotalSeconds:0.###} s");

    private static ImageException Over(string imageName, FormattableString reason) =>
        new($"{SingleLine.Of(imageName)} {FormattableString.Invariant(reason)}.");
}
