using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;

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

    private static ExifFacts Read(TestExif exif) => ImageDecoder.ReadHeader(TestImages.With(exif, Jpeg), "test").Exif;
}
