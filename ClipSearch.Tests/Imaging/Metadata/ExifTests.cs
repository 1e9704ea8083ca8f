using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;
using SixLabors.ImageSharp;
using ExifTag = SixLabors.ImageSharp.Metadata.Profiles.Exif.ExifTag;

namespace ClipSearch.Tests.Imaging.Metadata;

public sealed class ExifTests
{
    private static readonly byte[] Jpeg = File.ReadAllBytes(SampleImages.Turned);

    [Fact]
    public void Camera_lens_time_and_position_are_read()
    {
        var exif = Read(new TestExif()
            .Camera("Canon", "Canon EOS 5D Mark II")
            .Lens("EF 24-70mm f/2.8L (USM) 日本")
            .TakenAt("2019:07:04 18:02:11", "+09:00")
            .Position("S", [(33, 1), (51, 1), (3150, 100)], "W", [(151, 1), (12, 1), (0, 1)]));

        Assert.Equal(new DateTime(2019, 7, 4, 18, 2, 11), exif.TakenAt);
        Assert.Equal(TimeSpan.FromHours(9), exif.UtcOffset);
        Assert.Equal("Canon EOS 5D Mark II", exif.Camera);
        Assert.Equal("EF 24-70mm f/2.8L (USM) 日本", exif.Lens);
        Assert.Equal(-33.858750, exif.Latitude!.Value, 9);
        Assert.Equal(-151.2, exif.Longitude!.Value, 9);
    }

    [Fact]
    public void An_image_without_EXIF_has_no_facts() =>
        Assert.Equal(ExifFacts.None, ImageDecoder.ReadHeader(TestImages.Draw(1), "photo").Exif);

    [Theory]
    [InlineData("Apple", "iPhone 12", "Apple iPhone 12")]
    [InlineData("NIKON CORPORATION", "NIKON D70", "NIKON D70")]
    [InlineData("", "X100", "X100")]
    [InlineData("FUJIFILM  ", "", "FUJIFILM")]
    [InlineData("(Brand) (x, ASCII, 3 components, 3 bytes)", "One", "(Brand) (x, ASCII, 3 components, 3 bytes) One")]
    [InlineData("----", "\u0001\u001b[2J", "[2J")]
    public void The_camera_name_combines_make_and_model(string make, string model, string camera) =>
        Assert.Equal(camera, Read(new TestExif().Camera(make, model)).Camera);

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("    :  :     :  :  ")]
    [InlineData("2019:13:40 25:61:61")]
    [InlineData("yesterday")]
    public void An_invalid_time_is_ignored(string time) =>
        Assert.Null(Read(new TestExif().TakenAt(time, "+99:99")).TakenAt);

    [Fact]
    public void The_time_of_change_is_used_without_a_time_of_taking() =>
        Assert.Equal(new DateTime(2001, 2, 3, 4, 5, 6), Read(new TestExif().Changed("2001:02:03 04:05:06")).TakenAt);

    [Theory]
    [InlineData(0, 0, 0, 0)] // a receiver without a fix
    [InlineData(91, 1, 10, 1)]
    [InlineData(10, 1, 181, 1)]
    [InlineData(10, 0, 10, 1)]
    public void An_invalid_position_is_ignored(uint north, uint northBelow, uint east, uint eastBelow)
    {
        var exif = Read(new TestExif().Position("N", [(north, northBelow), (0, 1), (0, 1)], "E", [(east, eastBelow), (0, 1), (0, 1)]));
        Assert.Equal((null, null), (exif.Latitude, exif.Longitude));
    }

    [Fact]
    public void A_position_may_have_fractional_minutes_without_seconds()
    {
        var exif = Read(new TestExif().Position("N", [(51, 1), (3030, 100)], "E", [(0, 1), (750, 100)]));
        Assert.Equal((51.505, 0.125), (Math.Round(exif.Latitude!.Value, 9), Math.Round(exif.Longitude!.Value, 9)));
    }

    [Theory]
    [InlineData("2019:07:04 18:02:11", "2019:07:04", 9, 2, 11, 9.0)]
    [InlineData("2019:07:04 00:30:00", "2019:07:03", 19, 2, 0, 5.5)]
    [InlineData("2019:07:03 13:02:11", "2019:07:04", 0, 58, 0, -12.0)]
    [InlineData("2019:07:05 14:00:00", "2019:07:05", 0, 0, 0, 14.0)]
    [InlineData("2019:07:05 15:00:00", "2019:07:05", 0, 0, 0, null)]
    [InlineData("2019:07:05 18:02:11", "2019:07:01", 9, 2, 11, null)]
    [InlineData("2019:07:04 18:02:11", "yesterday", 9, 2, 11, null)]
    [InlineData("2019:07:04 18:02:11", "2019:07:04", 25, 0, 0, null)]
    public void The_GPS_time_tells_the_offset(string at, string day, uint hours, uint minutes, uint seconds, double? offset) => Assert.Equal(
        offset,
        Read(new TestExif().TakenAt(at).Set(ExifTag.GPSDateStamp, day).Set(ExifTag.GPSTimestamp, [new(hours, 1), new(minutes, 1), new(seconds, 1)])).UtcOffset?.TotalHours);

    [Fact]
    public void An_offset_in_the_file_has_precedence_over_the_GPS_time()
    {
        var exif = new TestExif().Set(ExifTag.GPSDateStamp, "2019:07:04").Set(ExifTag.GPSTimestamp, [new(9, 1), new(2, 1), new(11, 1)]);

        Assert.Equal(TimeSpan.FromHours(8), Read(exif.TakenAt("2019:07:04 18:02:11", "+08:00")).UtcOffset);
        Assert.Equal(TimeSpan.FromHours(7), Read(exif.TakenAt("2019:07:04 18:02:11+0700", "")).UtcOffset);
    }

    [Theory]
    [InlineData("n", "e", 48.85, 2.35)]
    [InlineData("s", "W", -48.85, -2.35)]
    public void Directions_may_be_in_lower_case_and_seconds_0_divided_by_0(string north, string east, double latitude, double longitude)
    {
        var exif = Read(new TestExif().Position(north, [(48, 1), (51, 1), (0, 0)], east, [(2, 1), (21, 1), (0, 0)]));

        Assert.Equal((latitude, longitude), (Math.Round(exif.Latitude!.Value, 9), Math.Round(exif.Longitude!.Value, 9)));
    }

    [Fact]
    public void A_position_may_consist_of_degrees()
    {
        var exif = Read(new TestExif().Position("N", [(48855, 1000)], "E", [(2, 1), (0, 0), (0, 0)]));

        Assert.Equal((48.855, 2.0), (exif.Latitude, exif.Longitude));
    }

    [Theory]
    [InlineData("", "", -33.5, -2.25)]
    [InlineData("S", "W", -33.5, -2.25)]
    [InlineData("N", "E", -33.5, -2.25)]
    public void A_position_may_be_signed(string north, string east, double latitude, double longitude)
    {
        const ushort SignedRational = 10;
        var tiff = new TiffWriter().Text(3, 1, north).Field(3, 2, SignedRational, 8, unchecked((uint)-335), 10).Text(3, 3, east).Field(3, 4, SignedRational, 8, unchecked((uint)-225), 100);

        var exif = ImageDecoder.ReadHeader(TestImages.WithExif(Jpeg, tiff.WriteExif()), "test").Exif;

        Assert.Equal((latitude, longitude), (exif.Latitude, exif.Longitude));
    }

    [Theory]
    [InlineData(8848, 1, 0, 8848.0)]
    [InlineData(865, 2, 1, -432.5)]
    [InlineData(865, 2, 3, -432.5)]
    [InlineData(0, 1, 0, 0.0)]
    [InlineData(0, 0, 0, null)]
    [InlineData(1, 0, 0, null)]
    [InlineData(100_001, 1, 0, null)]
    public void The_altitude_is_negative_below_sea_level(uint above, uint below, byte reference, double? altitude)
    {
        var exif = new TestExif().Position("N", [(48, 1)], "E", [(2, 1)]).Set(ExifTag.GPSAltitude, new Rational(above, below, simplify: false)).Set(ExifTag.GPSAltitudeRef, reference);

        Assert.Equal(altitude, Read(exif).Altitude);
    }

    [Fact]
    public void An_altitude_without_a_position_is_ignored() =>
        Assert.Null(Read(new TestExif().Position("N", [(0, 1)], "E", [(0, 1)]).Set(ExifTag.GPSAltitude, new Rational(5, 1))).Altitude);

    private static ExifFacts Read(TestExif exif) => ImageDecoder.ReadHeader(TestImages.With(exif, Jpeg), "test").Exif;
}
