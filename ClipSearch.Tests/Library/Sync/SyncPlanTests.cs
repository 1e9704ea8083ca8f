using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;

namespace ClipSearch.Tests.Library.Sync;

public sealed class SyncPlanTests
{
    [Fact]
    public void New_changed_and_unembedded_files_are_read()
    {
        var plan = SyncPlan.Between(
            new FolderListing("/p", [new("/p/new", 1, 1), new("/p/longer", 2, 1), new("/p/later", 1, 2), new("/p/bare", 1, 1), new("/p/same", 1, 1)], []),
            [new(1, "/p/longer", 1, 1, true), new(2, "/p/later", 1, 1, true), new(3, "/p/bare", 1, 1, false), new(4, "/p/same", 1, 1, true), new(5, "/p/gone", 1, 1, true)],
            []);

        Assert.Equal(["/p/new", "/p/longer", "/p/later", "/p/bare"], plan.ToRead.Select(file => file.Path));
        Assert.Equal(["/p/gone"], plan.Vanished.Select(photo => photo.Path));
        Assert.Equal(1, plan.Unchanged);
    }

    [Fact]
    public void A_file_that_is_not_an_image_is_read_again_only_after_a_change()
    {
        var plan = SyncPlan.Between(
            new FolderListing("/p", [new("/p/same", 1, 1), new("/p/later", 1, 2), new("/p/locked", 1, 1)], []),
            [],
            [
                new PhotoFailure("/p/same", "not an image") { Content = (1, 1) },
                new PhotoFailure("/p/later", "not an image") { Content = (1, 1) },
                new PhotoFailure("/p/locked", "Permission denied"),
            ]);

        Assert.Equal(["/p/later", "/p/locked"], plan.ToRead.Select(file => file.Path));
        Assert.Equal(["/p/same"], plan.StillBad.Select(failure => failure.Path));
        Assert.Equal(0, plan.Unchanged);
    }

    [Fact]
    public void Photos_in_an_unreadable_folder_are_not_removed()
    {
        var plan = SyncPlan.Between(
            new FolderListing("/p", [], [new PhotoFailure("/p/locked", "Permission denied")]),
            [new(1, "/p/locked/a", 1, 1, true), new(2, "/p/locked/below/b", 1, 1, true), new(3, "/p/locked too/c", 1, 1, true)],
            []);

        Assert.Equal([3L], plan.Vanished.Select(photo => photo.Id));
    }

    [Fact]
    public void Changes_of_objects_are_detected_by_ETag_and_not_by_time()
    {
        var plan = SyncPlan.Between(
            new FolderListing("s3://b", [new("s3://b/put-again", 1, 9, "x"), new("s3://b/changed", 1, 1, "y"), new("s3://b/longer", 2, 1, "x"), new("s3://b/bad", 1, 9, "x"), new("s3://b/better", 1, 1, "y")], []),
            [new(1, "s3://b/put-again", 1, 1, true, "x"), new(2, "s3://b/changed", 1, 1, true, "x"), new(3, "s3://b/longer", 1, 1, true, "x")],
            [
                new PhotoFailure("s3://b/bad", "not an image") { Content = (1, 1), ETag = "x" },
                new PhotoFailure("s3://b/better", "not an image") { Content = (1, 1), ETag = "x" },
            ]);

        Assert.Equal(["s3://b/changed", "s3://b/longer", "s3://b/better"], plan.ToRead.Select(file => file.Path));
        Assert.Equal(["s3://b/bad"], plan.StillBad.Select(failure => failure.Path));
        Assert.Equal(1, plan.Unchanged);
    }

    [Fact]
    public void Previously_unreadable_files_are_read_after_new_ones()
    {
        var plan = SyncPlan.Between(
            new FolderListing("/p", [new("/p/locked", 1, 1), new("/p/new", 1, 1)], []), [], [new PhotoFailure("/p/locked", "Permission denied")]);

        Assert.Equal(["/p/new", "/p/locked"], plan.ToRead.Select(file => file.Path));
    }
}
