namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>An EXIF field.</summary>
/// <param name="Directory">The directory: 0 for the image, 2 for the camera, 3 for GPS.</param>
/// <param name="Number">The tag number in that directory.</param>
/// <param name="Name">The name in the standard.</param>
internal readonly record struct ExifTag(int Directory, ushort Number, string Name)
{
    public static readonly ExifTag Make = new(0, 0x010F, "Make");
    public static readonly ExifTag Model = new(0, 0x0110, "Model");
    public static readonly ExifTag DateTime = new(0, 0x0132, "DateTime");
    public static readonly ExifTag DateTimeOriginal = new(2, 0x9003, "DateTimeOriginal");
    public static readonly ExifTag DateTimeDigitized = new(2, 0x9004, "DateTimeDigitized");
    public static readonly ExifTag OffsetTime = new(2, 0x9010, "OffsetTime");
    public static readonly ExifTag OffsetTimeOriginal = new(2, 0x9011, "OffsetTimeOriginal");
    public static readonly ExifTag OffsetTimeDigitized = new(2, 0x9012, "OffsetTimeDigitized");
    public static readonly ExifTag LensModel = new(2, 0xA434, "LensModel");
    public static readonly ExifTag LatitudeRef = new(3, 1, "GPSLatitudeRef");
    public static readonly ExifTag Latitude = new(3, 2, "GPSLatitude");
    public static readonly ExifTag LongitudeRef = new(3, 3, "GPSLongitudeRef");
    public static readonly ExifTag Longitude = new(3, 4, "GPSLongitude");
}

/// <summary>A source of EXIF fields.</summary>
internal interface IExifFields
{
    /// <summary>Reads a text field, unmodified; null if it is missing.</summary>
    string? Text(ExifTag tag);

    /// <summary>
    /// Reads the first unsigned fractions of a field, up to <paramref name="max"/>; null if there are none or one is invalid.
    /// </summary>
    IReadOnlyList<double>? Fractions(ExifTag tag, int max);
}
