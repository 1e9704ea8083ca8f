using ClipSearch.Core.Library;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using ClipSearch.Web.Localization;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Processing;

namespace ClipSearch.Tests.Library.Duplicates;

/// <summary>Photos of a folder that stack.</summary>
public sealed class StackRecordsTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Variants_and_copies_of_an_image_are_one_stack_and_one_result()
    {
        await using var library = await postgres.NewLibraryAsync();
        Put(library, "a.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(1), Token));
        Put(library, "copy/a.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(1), Token));
        Put(library, "again.jpg", TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(40)));
        Put(library, "small.webp", TestImages.Changed(SampleImages.Gallery(1), TestImages.LossyWebP(60), image => image.Resize(image.GetCurrentSize() / 2)));
        Put(library, "turned.jpg", TestImages.OnItsSide(SampleImages.Gallery(1)));
        Put(library, "other.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(2), Token));
        await library.SyncAsync(Token);

        var result = await library.Search.SearchAsync(new PhotoQuery("a.jpg"), Token);
        var stack = Assert.Single((await library.Stacks.ListAsync(10, 0, Token)).Stacks);

        Assert.Equal((2, 2), (result.Total, result.Hits.Count));
        Assert.Equal((true, 2, 4), (result.Hits[0].IsNamed, result.Hits[0].Places, result.Hits[0].Stacked));
        Assert.Equal(("other.jpg", 1, 1), (Name(result.Hits[1].Photo), result.Hits[1].Places, result.Hits[1].Stacked));
        Assert.Equal(5, stack.Count);
        Assert.Equal("small.webp", Name(stack.Photos[^1]));
        Assert.Equal(6, (await library.FindAsync()).Count);
        var found = await library.Stacks.FindAsync(result.Hits[0].Photo.Id, 10, 0, Token);
        Assert.Equal(stack.Photos, found!.Photos);
        Assert.Equal("copy/a.jpg", Path.GetRelativePath(library.Folder, Assert.Single(await library.Stacks.CopiesAsync((await library.Lookup.FindByPathAsync(Path.Combine(library.Folder, "a.jpg"), Token))!, Token)).Path));
    }

    [Fact]
    public async Task Different_photos_do_not_stack()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var number = 1; number <= 40; number++)
            Put(library, $"{number}.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(number), Token));
        await library.SyncAsync(Token);

        Assert.Equal(40, (await library.Search.SearchAsync(new PhotoQuery("a cat"), Token)).Total);
        Assert.Equal((0, 0), ((await library.Stacks.ListAsync(10, 0, Token)).Total, (await library.Stacks.ListAsync(10, 0, Token)).Stacks.Count));
    }

    [Theory]
    [InlineData("Canon EOS", "2024:05:01 12:00:02", true)]
    [InlineData("Canon EOS", "2024:05:01 12:00:04", false)]
    [InlineData("Nikon D70", "2024:05:01 12:00:02", false)]
    public async Task Photos_of_a_scene_stack_if_one_camera_took_them_within_seconds(string camera, string time, bool stack)
    {
        await using var library = await postgres.NewLibraryAsync();
        Put(library, "1.jpg", Frame(0, "Canon EOS", "2024:05:01 12:00:00"));
        Put(library, "2.jpg", Frame(1, camera, time));
        await library.SyncAsync(Token);

        Assert.Equal(stack ? 1 : 2, (await library.Search.SearchAsync(new PhotoQuery("a cat"), Token)).Total);
    }

    [Fact]
    public async Task Another_scene_at_the_same_time_does_not_stack()
    {
        await using var library = await postgres.NewLibraryAsync();
        var exif = new TestExif().Camera("Canon", "EOS").TakenAt("2024:05:01 12:00:00");
        for (var number = 1; number <= 6; number++)
            Put(library, $"{number}.jpg", TestImages.With(exif, await File.ReadAllBytesAsync(SampleImages.Gallery(number * 30), Token)));
        await library.SyncAsync(Token);

        Assert.Equal(6, (await library.Search.SearchAsync(new PhotoQuery("a cat"), Token)).Total);
    }

    [Fact]
    public async Task A_stack_of_two_ends_when_one_is_deleted_and_returns_with_it()
    {
        await using var library = await postgres.NewLibraryAsync();
        Put(library, "1.jpg", TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(90)));
        var second = Put(library, "2.jpg", TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(50)));
        await library.SyncAsync(Token);
        Assert.Equal(2, (await ResultAsync(library)).Stacked);
        var content = await File.ReadAllBytesAsync(second, Token);

        var known = await library.Records.KnownBelowAsync(library.Folder, await library.Records.MarkAsync(Token), Token);
        await library.Records.RemoveAsync([.. known.Where(photo => photo.Path == second)], Token);
        Assert.Equal(1, (await ResultAsync(library)).Stacked);
        Assert.Equal(0, (await library.Stacks.ListAsync(10, 0, Token)).Total);
        File.Delete(second);
        await library.SyncAsync(Token);
        Assert.Equal(0L, await library.SqlAsync("SELECT count(*) FROM stacks"));

        await File.WriteAllBytesAsync(second, content, Token);
        await library.SyncAsync(Token);
        Assert.Equal(2, (await ResultAsync(library)).Stacked);
    }

    [Fact]
    public async Task A_burst_without_its_connecting_photo_is_not_a_stack()
    {
        await using var library = await postgres.NewLibraryAsync();
        Put(library, "1.jpg", Frame(0, "Canon EOS", "2024:05:01 12:00:00"));
        var middle = Put(library, "2.jpg", Frame(1, "Canon EOS", "2024:05:01 12:00:03"));
        Put(library, "3.jpg", Frame(2, "Canon EOS", "2024:05:01 12:00:06"));
        await library.SyncAsync(Token);
        Assert.Equal(3, (await ResultAsync(library)).Stacked);

        File.Delete(middle);
        await library.SyncAsync(Token);

        Assert.Equal(2, (await library.Search.SearchAsync(new PhotoQuery("a cat"), Token)).Total);
    }

    [Fact]
    public async Task Photos_of_an_older_version_stack_without_being_embedded_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        Put(library, "1.jpg", TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(90)));
        Put(library, "2.jpg", TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(50)));
        await library.SyncAsync(Token);
        await library.SqlAsync("DELETE FROM signatures; DELETE FROM near_duplicates; DELETE FROM stacks");

        var summary = await library.SyncAsync(Token);

        Assert.Equal((0, 2), (summary.Embedded, summary.Recognized));
        Assert.Equal(2, (await ResultAsync(library)).Stacked);
        Assert.Equal(2, (await library.SyncAsync(Token)).Unchanged);
    }

    [Fact]
    public async Task Stacks_are_listed_in_pages_with_the_largest_first()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var number = 1; number <= 5; number++)
        {
            for (var copy = 0; copy <= number; copy++)
                library.Draw(number, $"{number}/{copy}.jpg");
        }

        library.Draw(6, "alone.jpg");
        await library.SyncAsync(Token);

        var first = await library.Stacks.ListAsync(3, 0, Token);
        var second = await library.Stacks.ListAsync(3, 3, Token);

        Assert.Equal([6L, 5, 4], first.Stacks.Select(stack => stack.Count));
        Assert.Equal([3L, 2], second.Stacks.Select(stack => stack.Count));
        Assert.Equal((5, 5), (first.Total, second.Total));
        Assert.All(first.Stacks, stack => Assert.Equal(stack.Count, stack.Photos.Count));
        Assert.All(first.Stacks, stack => Assert.Single(stack.Photos.Select(photo => Path.GetDirectoryName(photo.Path)).Distinct()));
        Assert.Empty((await library.Stacks.ListAsync(3, 5, Token)).Stacks);
        Assert.Null(await library.Stacks.FindAsync(987654321, 10, 0, Token));
        var alone = (await library.Lookup.FindByPathAsync(Path.Combine(library.Folder, "alone.jpg"), Token))!;
        Assert.Equal([alone], (await library.Stacks.FindAsync(alone.Id, 10, 0, Token))!.Photos);
    }

    /// <summary>Creates a photo of a burst: the same scene, moved by 15 pixels each time.</summary>
    private static byte[] Frame(int number, string camera, string time)
    {
        var frame = TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(), image => image.Crop(new Rectangle(15 * number, 15 * number, 460, 460)));
        return TestImages.With(new TestExif().Camera(camera.Split(' ')[0], camera).TakenAt(time), frame);
    }

    private static string Put(TestLibrary library, string name, byte[] content)
    {
        var path = Path.Combine(library.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static async Task<SearchHit> ResultAsync(TestLibrary library) => Assert.Single((await library.Search.SearchAsync(new PhotoQuery("a cat"), Token)).Hits);

    private static string Name(Photo photo) => Path.GetFileName(photo.Path);
}
