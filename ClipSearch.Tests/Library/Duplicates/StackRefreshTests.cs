using ClipSearch.Core.Library;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;

namespace ClipSearch.Tests.Library.Duplicates;

public sealed class StackRefreshTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_photo_is_in_its_stack_although_a_scan_has_taken_it_out()
    {
        await using var library = await postgres.NewLibraryAsync();
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "1.jpg"), TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(90)), Token);
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "2.jpg"), TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(50)), Token);
        await library.SyncAsync(Token);
        var trashed = await library.Trash.DeleteAsync((await FindAsync(library, "2.jpg")).Id, Token);
        await library.SyncAsync(Token);
        Assert.Equal(0L, await library.SqlAsync("SELECT count(*) FROM stacks"));

        await library.Trash.RestoreAsync(trashed!.Value, Token);

        Assert.Equal(2, (await library.Stacks.FindAsync((await FindAsync(library, "1.jpg")).Id, 10, 0, Token))!.Count);
        Assert.Equal(2L, await library.SqlAsync("SELECT count(*) FROM stacks"));
    }

    [Fact]
    public async Task Photos_that_connect_two_stacks_make_them_one_and_leave_other_stacks_alone()
    {
        await using var library = await postgres.NewLibraryAsync();
        foreach (var number in Enumerable.Range(1, 6))
            library.Draw(number, $"{number}.jpg");
        await library.SyncAsync(Token);
        var images = new List<long>();
        foreach (var number in Enumerable.Range(1, 6))
            images.Add((long)(await library.SqlAsync($"SELECT image_id FROM photos WHERE path LIKE '%/{number}.jpg'"))!);
        // Images 1 and 2, and 3 and 4, are stacks. Image 6 is nearly the same as 2 and 3, and no refresh has seen it.
        await library.SqlAsync(
            $"""
            DELETE FROM near_duplicates; DELETE FROM stacks;
            INSERT INTO near_duplicates SELECT least(a, b), greatest(a, b) FROM (VALUES ({images[0]}, {images[1]}), ({images[2]}, {images[3]}), ({images[1]}, {images[5]}), ({images[2]}, {images[5]})) AS pair (a, b);
            INSERT INTO stacks VALUES ({images[0]}, {images[0]}), ({images[1]}, {images[0]}), ({images[2]}, {images[2]}), ({images[3]}, {images[2]}), ({images[4]}, 4711);
            """);

        await library.Stacks.TryRefreshAsync([(await FindAsync(library, "6.jpg")).Id], Token);

        Assert.Equal(5L, await library.SqlAsync($"SELECT count(*) FROM stacks WHERE stack_id = {images.Where(image => image != images[4]).Min()}"));
        // The sixth was not touched, although it is wrong.
        Assert.Equal(4711L, await library.SqlAsync($"SELECT stack_id FROM stacks WHERE image_id = {images[4]}"));
    }

    private static async Task<Photo> FindAsync(TestLibrary library, string name) =>
        (await library.Lookup.FindByPathAsync(Path.Combine(library.Folder, name), Token))!;
}
