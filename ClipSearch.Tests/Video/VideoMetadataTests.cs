using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Video;

namespace ClipSearch.Tests.Video;

/// <summary>The date, the camera and the place of a video.</summary>
public sealed class VideoMetadataTests
{
    private static readonly DateTime s_now = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_local_time_of_an_iPhone_is_preferred_to_the_time_in_UTC()
    {
        var date = Read(("creation_time", "2019-07-04T16:02:11.000000Z"), ("com.apple.quicktime.creationdate", "2019-07-04T18:02:11+0200")).Date;

        Assert.Equal(new PhotoDate(new DateTime(2019, 7, 4, 18, 2, 11), TimeSpan.FromHours(2), DateSource.Video), date);
    }

    [Fact]
    public void The_time_in_UTC_becomes_a_local_time()
    {
        var date = Read(("creation_time", "2019-07-04T16:02:11.000000Z")).Date!;

        Assert.Equal(new DateTime(2019, 7, 4, 16, 2, 11), date.At - date.UtcOffset!.Value);
        Assert.Equal(TimeZoneInfo.Local.GetUtcOffset(new DateTime(2019, 7, 4, 16, 2, 11, DateTimeKind.Utc)), date.UtcOffset);
    }

    [Theory]
    [InlineData("1904-01-01T00:00:00.000000Z")]
    [InlineData("1970-01-01T00:00:00.000000Z")]
    [InlineData("2036-01-01T00:00:00.000000Z")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void A_doubtful_time_is_ignored(string time) => Assert.Null(Read(("creation_time", time)).Date);

    [Theory]
    [InlineData("+48.2082+016.3738+171.000/", 48.2082, 16.3738, 171.0)]
    [InlineData("-33.8587+151.2140/", -33.8587, 151.214, null)]
    [InlineData("+48+016-12/", 48.0, 16.0, -12.0)]
    public void A_position_is_read(string text, double latitude, double longitude, double? altitude)
    {
        var facts = Read(("location", text));

        Assert.Equal((latitude, longitude, altitude), (facts.Latitude, facts.Longitude, facts.Altitude));
    }

    [Theory]
    [InlineData("+00.0000+000.0000/")]
    [InlineData("+91.0000+010.0000/")]
    [InlineData("+10.0000+181.0000/")]
    [InlineData("48.2082, 16.3738")]
    [InlineData("+99999999999999999999")]
    [InlineData("+nan+nan/")]
    public void A_doubtful_position_is_ignored(string text)
    {
        var facts = Read(("location", text));

        Assert.Equal((null, null, null), (facts.Latitude, facts.Longitude, facts.Altitude));
    }

    [Theory]
    [InlineData("Apple", "iPhone 15", "Apple iPhone 15")]
    [InlineData("Canon", "Canon EOS R5", "Canon EOS R5")]
    [InlineData(null, "Pixel 8", "Pixel 8")]
    [InlineData("Apple", null, "Apple")]
    [InlineData("a\nb", "c\u0007", "a\uFFFDb c\uFFFD")]
    public void The_camera_is_read(string? make, string? model, string expected) =>
        Assert.Equal(expected, Read(("com.apple.quicktime.make", make), ("com.apple.quicktime.model", model)).Camera);

    private static ExifFacts Read(params (string Name, string? Value)[] tags) =>
        VideoMetadata.Read(tags.Where(tag => tag.Value is not null).ToDictionary(tag => tag.Name, tag => tag.Value!), s_now);
}
