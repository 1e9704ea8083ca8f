using ClipSearch.Core.Library;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Builds the EXIF of a test image.</summary>
internal sealed class TestExif
{
    public ExifProfile Profile { get; } = new();

    public TestExif Camera(string make, string model) => Set(ExifTag.Make, make).Set(ExifTag.Model, model);

    public TestExif Lens(string model) => Set(ExifTag.LensModel, model);

    public TestExif TakenAt(string dateTime, string? offset = null)
    {
        Set(ExifTag.DateTimeOriginal, dateTime);
        return offset is null ? this : Set(ExifTag.OffsetTimeOriginal, offset);
    }

    /// <summary>Sets the orientation: 6 means that the camera was rotated 90° to the left.</summary>
    public TestExif Orientation(ushort orientation) => Set(ExifTag.Orientation, orientation);

    public TestExif Changed(string dateTime) => Set(ExifTag.DateTime, dateTime);

    /// <summary>Sets a position: degrees, minutes and seconds as fractions; later parts may be missing.</summary>
    public TestExif Position(string north, (uint Above, uint Below)[] latitude, string east, (uint Above, uint Below)[] longitude) =>
        Set(ExifTag.GPSLatitudeRef, north).Set(ExifTag.GPSLatitude, Rationals(latitude)).Set(ExifTag.GPSLongitudeRef, east).Set(ExifTag.GPSLongitude, Rationals(longitude));

    private static Rational[] Rationals((uint Above, uint Below)[] numbers) => [.. numbers.Select(number => new Rational(number.Above, number.Below, simplify: false))];

    /// <summary>Sets any field.</summary>
    public TestExif Set<T>(ExifTag<T> tag, T value)
    {
        Profile.SetValue(tag, value);
        return this;
    }
}
