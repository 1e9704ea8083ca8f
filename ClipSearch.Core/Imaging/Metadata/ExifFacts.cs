namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>The EXIF data of an image. Each value may be missing or wrong, because anyone can write EXIF data to a file.</summary>
/// <param name="TakenAt">The local date and time when the photo was taken.</param>
/// <param name="UtcOffset">The offset of the local time from UTC, −15 to +15 hours.</param>
/// <param name="Camera">The make and model, such as "Canon EOS 5D".</param>
/// <param name="Lens">The model of the lens.</param>
/// <param name="Latitude">The latitude in degrees, −90 (south) to 90.</param>
/// <param name="Longitude">The longitude in degrees, −180 (west) to 180.</param>
public sealed record ExifFacts(DateTime? TakenAt, TimeSpan? UtcOffset, string? Camera, string? Lens, double? Latitude, double? Longitude)
{
    /// <summary>An image without EXIF data.</summary>
    public static ExifFacts None { get; } = new(null, null, null, null, null, null);
}
