using ClipSearch.Core.Paths;

namespace ClipSearch.Tests.Paths;

public sealed class LibraryFoldersTests
{
    [Fact]
    public void A_path_in_a_single_folder_is_shown_relative_to_it()
    {
        var roots = new LibraryFolders(["/my/photos/"]);

        Assert.Equal("trip/a.jpg", roots.Shown("/my/photos/trip/a.jpg"));
        Assert.Equal("/my/photos2/a.jpg", roots.Shown("/my/photos2/a.jpg"));
        Assert.Equal("/my/photos/trip", roots.Resolve("trip"));
        Assert.Equal("/my/photos/trip", roots.Resolve("trip/"));
        Assert.Equal("/elsewhere", roots.Resolve("/elsewhere"));
    }

    [Fact]
    public void With_several_folders_a_shown_path_starts_with_the_name_of_its_folder()
    {
        var roots = new LibraryFolders(["/a/summer", "/b/winter"]);

        Assert.Equal("summer/1.jpg", roots.Shown("/a/summer/1.jpg"));
        Assert.Equal("/b/winter/x/1.jpg", roots.Resolve("winter/x/1.jpg"));
        Assert.Equal("/b/winter", roots.Resolve("winter"));
    }

    [Fact]
    public void Folders_with_the_same_name_get_a_number()
    {
        var roots = new LibraryFolders(["/a/photos", "/b/photos"]);

        Assert.Equal("photos/1.jpg", roots.Shown("/a/photos/1.jpg"));
        Assert.Equal("photos (2)/1.jpg", roots.Shown("/b/photos/1.jpg"));
        foreach (var path in new[] { "/a/photos/1.jpg", "/b/photos/1.jpg" })
            Assert.Equal(path, roots.Resolve(roots.Shown(path)));
    }

    [Fact]
    public void A_folder_inside_another_is_dropped()
    {
        Assert.Equal(["/a"], new LibraryFolders(["/a/b", "/a", "/a/"]).Folders);
        Assert.Equal(["/"], new LibraryFolders(["/", "/a"]).Folders);
        Assert.Equal("a/1.jpg", new LibraryFolders(["/"]).Shown("/a/1.jpg"));
    }

    [Fact]
    public void A_bucket_is_treated_like_a_folder()
    {
        var roots = new LibraryFolders(["/a/summer", "s3://bucket/trips/", "s3://bucket/trips/2024", "s3://other"]);

        Assert.Equal(["/a/summer", "s3://bucket/trips", "s3://other"], roots.Folders);
        Assert.Equal("trips/2024/1.jpg", roots.Shown("s3://bucket/trips/2024/1.jpg"));
        Assert.Equal("other//1.jpg", roots.Shown("s3://other//1.jpg"));
        Assert.Equal("s3://bucket/elsewhere/1.jpg", roots.Shown("s3://bucket/elsewhere/1.jpg"));
        Assert.Equal("s3://bucket/trips/2024", roots.Resolve("trips/2024/"));
        Assert.Equal("s3://other", roots.Resolve("other"));
        Assert.Equal("s3://bucket/x", roots.Resolve("S3://bucket/x/"));
        Assert.Equal("/a/summer", roots.FirstOnDisk);
    }

    [Theory]
    [InlineData("/my/photos")]
    [InlineData("/my/photos", "/my/winter")]
    public void Folders_outside_PHOTOS_DIR_have_a_name_once_they_are_known(params string[] folders)
    {
        var roots = new LibraryFolders(folders);
        Assert.Equal("/other/trip/x/1.jpg", roots.Shown("/other/trip/x/1.jpg"));

        roots.NameOutside(["/other/trip", "/other/trip/x", "/other/photos", "/my/photos/in", "s3://bucket/trip"]);

        Assert.Equal(["/other/trip", "/other/photos", "s3://bucket/trip"], roots.Outside);
        foreach (var (path, name) in new[]
        {
            ("/other/trip/x/1.jpg", "trip/x/1.jpg"), ("/other/photos/1.jpg", "photos (2)/1.jpg"), ("s3://bucket/trip/1.jpg", "trip (2)/1.jpg"),
        })
        {
            Assert.Equal(name, roots.Shown(path));
            Assert.Equal(path, roots.Shown(path, showsPlace: true));
            Assert.Equal(path, roots.Resolve(name));
            Assert.Equal(LibraryPath.Folder(name), roots.NameOfFolder(LibraryPath.Folder(path)));
        }

        // The folders of these paths are not known yet.
        Assert.Equal("secret/1.jpg", roots.Shown("/home/secret/1.jpg"));
        Assert.Equal("photos/1.jpg", roots.Shown("/1.jpg"));
        Assert.Equal("secret", roots.NameOfFolder("/home/secret"));
        Assert.Equal("/home/secret/1.jpg", roots.Shown("/home/secret/1.jpg", showsPlace: true));
        Assert.Equal(folders.Length == 1 ? "a.jpg" : "photos/a.jpg", roots.Shown("/my/photos/a.jpg", showsPlace: true));
    }

    [Fact]
    public void A_folder_outside_PHOTOS_DIR_gets_another_name_than_one_inside()
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-roots");
        folder.CreateSubdirectory("trip");
        var roots = new LibraryFolders([folder.FullName]);

        roots.NameOutside(["/other/trip"]);

        Assert.Equal("trip (2)/1.jpg", roots.Shown("/other/trip/1.jpg"));
        Assert.Equal(Path.Combine(folder.FullName, "trip/1.jpg"), roots.Resolve("trip/1.jpg"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Paths_in_a_single_bucket_are_shown_by_their_key()
    {
        var roots = new LibraryFolders(["s3://bucket"]);

        Assert.Equal("trip/a.jpg", roots.Shown("s3://bucket/trip/a.jpg"));
        Assert.Equal("s3://bucket/trip/../b", roots.Resolve("trip/../b"));
        Assert.Equal("/my/photos", roots.Resolve("/my/photos"));
        Assert.Null(roots.FirstOnDisk);
    }
}
