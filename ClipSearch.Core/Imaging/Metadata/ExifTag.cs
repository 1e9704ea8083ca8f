namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>An EXIF field.</summary>
/// <param name="Directory">The directory: 0 for the image, 2 for the camera, 3 for GPS.</param>
/// <param name="Number">The tag number in that directory.</param>
internal readonly record struct ExifTag(int Directory, ushort Number)
{
    public static readonly ExifTag Make = new(0, 0x010F);
    public static readonly ExifTag Model = new(0, 0x0110);
    public static readonly ExifTag DateTime = new(0, 0x0132);
    public static readonly ExifTag DateTimeOriginal = new(2, 0x9003);
    public static readonly ExifTag DateTimeDigitized = new(2, 0x9004);
    public static readonly ExifTag OffsetTime = new(2, 0x9010);
    public static readonly ExifTag OffsetTimeOriginal = new(2, 0x9011);
    public static readonly ExifTag OffsetTimeDigitized = new(2, 0x9012);
    public static readonly ExifTag SubSecTime = new(2, 0x9290);
    public static readonly ExifTag SubSecTimeOriginal = new(2, 0x9291);
    public static readonly ExifTag SubSecTimeDigitized = new(2, 0x9292);
    public static readonly ExifTag LensModel = new(2, 0xA434);
    public static readonly ExifTag LatitudeRef = new(3, 1);
    public static readonly ExifTag Latitude = new(3, 2);
    public static readonly ExifTag LongitudeRef = new(3, 3);
    public static readonly ExifTag Longitude = new(3, 4);
    public static readonly ExifTag AltitudeRef = new(3, 5);
    public static readonly ExifTag Altitude = new(3, 6);
    public static readonly ExifTag GpsTime = new(3, 7);
    public static readonly ExifTag GpsDate = new(3, 0x1D);
}
