using ClipSearch.Core.Settings;

namespace ClipSearch.Tests.Library.Storage;

public sealed class BucketSettingsTests
{
    [Fact]
    public void Buckets_endpoint_and_keys_are_read()
    {
        var options = Read(("PHOTOS_DIR", $"photos{Path.PathSeparator}s3://bucket/trips/"), ("S3_ENDPOINT", "https://s3.example.org:9000"), ("S3_ACCESS_KEY_ID", "id"), ("S3_SECRET_ACCESS_KEY", "secret"));

        Assert.Equal([Path.GetFullPath("photos", "/from"), "s3://bucket/trips"], options.PhotosDirs);
        Assert.Equal(("https://s3.example.org:9000/", "us-east-1"), (options.S3Endpoint!.AbsoluteUri, options.S3Region));
        Assert.Equal(("id", "secret", null), (options.S3Keys!.Id, options.S3Keys.Secret, options.S3Keys.Session));
    }

    [Fact]
    public void AWS_settings_are_used_without_S3_settings()
    {
        var options = Read(
            ("AWS_ENDPOINT_URL", "http://minio:9000"), ("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "for an hour"));

        Assert.Equal(("http://minio:9000/", "eu-west-1"), (options.S3Endpoint!.AbsoluteUri, options.S3Region));
        Assert.Equal("for an hour", options.S3Keys!.Session);
        var own = Read(("S3_ACCESS_KEY_ID", "own"), ("S3_SECRET_ACCESS_KEY", "own secret"), ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "for an hour"));
        Assert.Equal(("own", "own secret", null), (own.S3Keys!.Id, own.S3Keys.Secret, own.S3Keys.Session));
        Assert.Null(Read().S3Keys);
    }

    [Theory]
    [InlineData("S3_ENDPOINT", "s3.example.org")]
    [InlineData("S3_ENDPOINT", "https://me:s3cret@s3.example.org")]
    [InlineData("S3_ENDPOINT", "https://s3.example.org/s3cret")]
    [InlineData("S3_ENDPOINT", "https://s3.example.org?s3cret")]
    [InlineData("S3_SECRET_ACCESS_KEY", "s3cret")]
    [InlineData("AWS_ACCESS_KEY_ID", "s3cret")]
    public void Invalid_settings_are_reported_without_secrets(string name, string value)
    {
        var error = Assert.Throws<OptionsException>(() => Read((name, value))).Message;

        Assert.Contains("S3_", error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_bucket_name_is_reported()
    {
        Assert.Contains("PHOTOS_DIR: s3:///trips has no bucket name", Assert.Throws<OptionsException>(() => Read(("PHOTOS_DIR", "s3:///trips"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_as_text_do_not_include_the_secret()
    {
        Assert.DoesNotContain("s3cret", $"{new S3Keys("id", "s3cret")}", StringComparison.Ordinal);
    }

    private static ClipSearchOptions Read(params (string Name, string Value)[] settings) =>
        ClipSearchOptions.Read("/from", name => settings.FirstOrDefault(setting => setting.Name == name).Value);
}
