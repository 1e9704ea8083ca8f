using ClipSearch.Core;

namespace ClipSearch.Tests;

public sealed class ClipSearchOptionsTests
{
    [Theory]
    [InlineData(null, 2048)]
    [InlineData(" ", 2048)]
    [InlineData("1", 1)]
    [InlineData("1048576", 1048576)]
    public void The_room_for_thumbnails_is_given_in_MiB(string? value, long mebibytes) =>
        Assert.Equal(mebibytes << 20, Read(value).ThumbnailsMaxBytes);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1048577")]
    [InlineData("2 GB")]
    public void Room_for_thumbnails_that_makes_no_sense_is_told_with_what_does(string value) =>
        Assert.Equal($"THUMBNAILS_MAX_MB is \"{value}\"; it takes a whole number from 1 to 1048576.", Assert.Throws<OptionsException>(() => Read(value)).Message);

    private static ClipSearchOptions Read(string? value) => ClipSearchOptions.Read("/", name => name == "THUMBNAILS_MAX_MB" ? value : null);
}
