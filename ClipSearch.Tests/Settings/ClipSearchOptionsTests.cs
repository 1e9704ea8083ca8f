using ClipSearch.Core.Settings;

namespace ClipSearch.Tests.Settings;

public sealed class ClipSearchOptionsTests
{
    [Fact]
    public void Without_settings_the_defaults_apply()
    {
        var (options, defaults) = (Read([]), new ClipSearchOptions());

        Assert.Equal(
            (defaults.Port, defaults.MaxUploadBytes, defaults.SearchesPerMinute, defaults.UploadsPerMinute, defaults.ThumbnailsMaxBytes),
            (options.Port, options.MaxUploadBytes, options.SearchesPerMinute, options.UploadsPerMinute, options.ThumbnailsMaxBytes));
    }

    [Fact]
    public void Numbers_are_read_up_to_their_limits()
    {
        var options = Read(
            [("PORT", "0"), ("MAX_UPLOAD_MB", "512"), ("SEARCHES_PER_MINUTE", "0"), ("UPLOADS_PER_MINUTE", "100000"), ("THUMBNAILS_MAX_MB", "1048576"), ("TRASH_DAYS", "0")]);

        Assert.Equal(
            (0, 512L << 20, 0, 100_000, 1L << 40, 0),
            (options.Port, options.MaxUploadBytes, options.SearchesPerMinute, options.UploadsPerMinute, options.ThumbnailsMaxBytes, options.TrashDays));
    }

    [Fact]
    public void One_message_names_each_number_that_is_out_of_range()
    {
        var refusal = Assert.Throws<OptionsException>(() => Read([("PORT", "65536"), ("MAX_UPLOAD_MB", "0"), ("SEARCHES_PER_MINUTE", "-1"), ("UPLOADS_PER_MINUTE", "many"), ("THUMBNAILS_MAX_MB", "2 GB")]));

        Assert.Contains("PORT is \"65536\"; it must be a whole number from 0 to 65535.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("MAX_UPLOAD_MB is \"0\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("SEARCHES_PER_MINUTE is \"-1\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("UPLOADS_PER_MINUTE is \"many\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("THUMBNAILS_MAX_MB is \"2 GB\"; it must be a whole number from 1 to 1048576.", refusal.Message, StringComparison.Ordinal);
    }

    private static ClipSearchOptions Read((string Name, string Value)[] settings) =>
        ClipSearchOptions.Read(Path.GetTempPath(), name => settings.FirstOrDefault(setting => setting.Name == name).Value);
}
