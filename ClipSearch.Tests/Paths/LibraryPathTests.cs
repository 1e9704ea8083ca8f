using ClipSearch.Core.Paths;

namespace ClipSearch.Tests.Paths;

public sealed class LibraryPathTests
{
    [Theory]
    [InlineData("s3://bucket/trip", "s3://bucket/trip")]
    [InlineData("S3://bucket/trip//", "s3://bucket/trip")]
    [InlineData("s3://bucket/", "s3://bucket")]
    [InlineData("s3://bucket/a/../b", "s3://bucket/a/../b")]
    [InlineData("trip/", "/from/trip")]
    [InlineData("s3:/bucket", "/from/s3:/bucket")]
    [InlineData("/", "/")]
    public void A_path_becomes_absolute(string path, string full) => Assert.Equal(full, LibraryPath.Full(path, "/from"));

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3:///key")]
    [InlineData("s3://a b/key")]
    [InlineData("s3://../key")]
    [InlineData("s3://user:password@host/key")]
    [InlineData("s3://bucket?list-type=2")]
    public void An_address_without_a_bucket_name_is_refused(string path)
    {
        Assert.Contains("has no bucket name; write s3://bucket", Assert.Throws<FormatException>(() => LibraryPath.Full(path, "/from")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photos", "photos")]
    [InlineData("a:b", "a", "b")]
    [InlineData("s3://bucket/trip", "s3://bucket/trip")]
    [InlineData("a:s3://bucket/trip:/b", "a", "s3://bucket/trip", "/b")]
    [InlineData(" a : S3://one : s3://two/x ::", "a", "S3://one", "s3://two/x")]
    [InlineData("/my/s3://b", "/my/s3", "//b")]
    public void A_list_of_folders_may_include_buckets(string list, params string[] folders)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The separator of Windows is not in s3://.");

        Assert.Equal(folders, LibraryPath.Split(list));
    }

    [Theory]
    [InlineData("s3://bucket/a/b c.jpg", "b c.jpg")]
    [InlineData("s3://bucket//x\\y.jpg", "x\\y.jpg")]
    [InlineData("/a/b.jpg", "b.jpg")]
    public void The_name_is_the_last_part(string path, string name) => Assert.Equal(name, LibraryPath.Name(path));

    [Theory]
    [InlineData("/a/1.jpg", "/a")]
    [InlineData("/1.jpg", "/")]
    [InlineData("s3://b/x/1.jpg", "s3://b/x")]
    [InlineData("s3://b/1.jpg", "s3://b")]
    [InlineData("trip/day/1.jpg", "trip/day")]
    [InlineData("1.jpg", "")]
    public void The_folder_is_the_path_without_the_last_part(string path, string folder) => Assert.Equal(folder, LibraryPath.Folder(path));
}
