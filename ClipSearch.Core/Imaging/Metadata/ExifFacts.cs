namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// The metadata of an image: EXIF, and its date also from XMP and IPTC. Each value may be missing or wrong, because anyone can write
/// metadata to a file.
/// </summary>
/// <param name="TakenAt">The local date and time when the photo was taken.</param>
/// <param name="UtcOffset">The offset of the local time from UTC, −15 to +15 hours.</param>
/// <param name="Camera">The make and model, such as "Canon EOS 5D".</param>
/// <param name="Lens">The model of the lens.</param>
/// <param name="Latitude">The latitude in degrees, −90 (south) to 90.</param>
/// <param name="Longitude">The longitude in degrees, −180 (west) to 180.</param>
public sealed record ExifFacts(DateTime? TakenAt, TimeSpan? UtcOffset, string? Camera, string? Lens, double? Latitude, double? Longitude)
{
    /// <summary>
    /// The version of the code that reads the metadata and the number of frames. An image that was read by an older version is read again.
    /// Increase it when more is read, or the same better.
    /// </summary>
    public const int Version = 2;

    /// <summary>An image without metadata.</summary>
    public static ExifFacts None { get; } = new(null, null, null, null, null, null);

    /// <summary>The source of <see cref="TakenAt"/>: EXIF, XMP or IPTC; null without it.</summary>
    public DateSource? TakenAtSource { get; init; }

    /// <summary>The altitude in metres, negative below sea level.</summary>
    public double? Altitude { get; init; }

    /// <summary>The date with its source; null without it.</summary>
    public PhotoDate? Date => TakenAt is { } at ? new PhotoDate(at, UtcOffset, TakenAtSource ?? DateSource.ExifOriginal) : null;
}
