using ClipSearch.Core.Imaging.Metadata;

namespace ClipSearch.Tests.Imaging.Metadata;

public sealed class PhotoDateTests
{
    private static readonly DateTime s_now = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2026:01:02 12:00:00", false)]
    [InlineData("2026:01:02 12:00:01", true)]
    [InlineData("1970:01:01 00:00:00", true)]
    [InlineData("1970:01:01 00:00:59", true)]
    [InlineData("1970:01:01 00:01:00", false)]
    [InlineData("1980:01:01 00:00:00", true)]
    [InlineData("1980:01:01 00:00:01", false)]
    [InlineData("2000:01:01 00:00:00", true)]
    [InlineData("2000:01:01 00:00:01", false)]
    [InlineData("2000:01:01", false)]
    public void The_future_and_the_start_of_a_clock_are_doubted(string text, bool isDoubted) =>
        Assert.Equal(isDoubted, PhotoDate.Of(DateText.Parse(text), DateSource.ExifOriginal, s_now) is null);

    [Fact]
    public void The_most_trusted_source_is_used()
    {
        var dates = Enum.GetValues<DateSource>().Select(source => new PhotoDate(new DateTime(2019, 1, 1), null, source)).Reverse().ToList();

        Assert.Equal(DateSource.Correction, PhotoDate.Best(dates)!.Source);
        Assert.Equal(DateSource.FileTime, PhotoDate.Best([dates[0], null])!.Source);
        Assert.Null(PhotoDate.Best([null]));
        Assert.Equal(["correction", "sidecar", "exifOriginal", "video", "xmp", "iptc", "exifDigitized", "exifModified", "fileName", "fileTime"], DateSourceNames.All);
        Assert.All(Enum.GetValues<DateSource>(), source => Assert.Equal(source, DateSourceNames.Parse(source.Name())));
    }
}
