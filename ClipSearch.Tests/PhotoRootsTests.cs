using ClipSearch.Core;

namespace ClipSearch.Tests;

public sealed class PhotoRootsTests
{
    [Fact]
    public void A_path_in_the_one_folder_is_named_from_there()
    {
        var roots = new PhotoRoots(["/my/photos/"]);

        Assert.Equal("trip/a.jpg", roots.Shown("/my/photos/trip/a.jpg"));
        Assert.Equal("/my/photos2/a.jpg", roots.Shown("/my/photos2/a.jpg"));
        Assert.Equal("/my/photos/trip", roots.Resolve("trip"));
        Assert.Equal("/my/photos/trip", roots.Resolve("trip/"));
        Assert.Equal("/elsewhere", roots.Resolve("/elsewhere"));
    }

    [Fact]
    public void With_several_folders_a_path_begins_with_the_folders_name()
    {
        var roots = new PhotoRoots(["/a/summer", "/b/winter"]);

        Assert.Equal("summer/1.jpg", roots.Shown("/a/summer/1.jpg"));
        Assert.Equal("/b/winter/x/1.jpg", roots.Resolve("winter/x/1.jpg"));
        Assert.Equal("/b/winter", roots.Resolve("winter"));
    }

    [Fact]
    public void Folders_of_one_name_are_told_apart()
    {
        var roots = new PhotoRoots(["/a/photos", "/b/photos"]);

        Assert.Equal("/a/photos/1.jpg", roots.Shown("/a/photos/1.jpg"));
        Assert.Equal("/a/photos/1.jpg", roots.Resolve(roots.Shown("/a/photos/1.jpg")));
    }

    [Fact]
    public void A_folder_in_another_is_left_to_that()
    {
        Assert.Equal(["/a"], new PhotoRoots(["/a/b", "/a", "/a/"]).Folders);
        Assert.Equal(["/"], new PhotoRoots(["/", "/a"]).Folders);
        Assert.Equal("a/1.jpg", new PhotoRoots(["/"]).Shown("/a/1.jpg"));
    }
}
