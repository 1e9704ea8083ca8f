using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library;

/// <summary>The tree of folders with photos.</summary>
public sealed class FolderRecordsTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folders_are_listed_level_by_level()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(
            library, "/p/b.jpg", "/p/a.jpg", "/p/trip/1.jpg", "/p/trip/day/2.jpg", "/p/trip/day/1.jpg", "/p/trip 2/1.jpg", "/p/Alps/x/1.jpg", "/pp/1.jpg", @"/p/back\slash.jpg");

        Assert.Equal(
            [("/p/Alps", 1, "/p/Alps/x/1.jpg"), ("/p/trip", 3, "/p/trip/1.jpg"), ("/p/trip 2", 1, "/p/trip 2/1.jpg")],
            (await library.Folders.InAsync("/p", Token)).Select(folder => (folder.Path, folder.Photos, folder.Cover.Path)));
        Assert.Equal([("/p/trip/day", 2L)], (await library.Folders.InAsync("/p/trip", Token)).Select(folder => (folder.Path, folder.Photos)));
        Assert.Empty(await library.Folders.InAsync("/p/trip/day", Token));
        Assert.Equal(["/p", "/pp"], (await library.Folders.InAsync("/", Token)).Select(folder => folder.Path));
        Assert.Equal((8, "/p/Alps/x/1.jpg"), await library.Folders.FindAsync("/p", Token) is { } p ? (p.Photos, p.Cover.Path) : default);
        Assert.Null(await library.Folders.FindAsync("/p/tri", Token));
        Assert.Null(await library.Folders.FindAsync("/p/a.jpg", Token));
        Assert.Equal(["/p/a.jpg", "/p/b.jpg", @"/p/back\slash.jpg"], Paths(await library.Folders.PhotosAsync("/p", "", 10, Token)));
    }

    [Fact]
    public async Task Subfolders_of_a_name_beyond_the_basic_plane_are_listed()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(library, "/p/🏖 Strand/2024/1.jpg", "/p/🏖 Strand/x/1.jpg");

        Assert.Equal(["/p/🏖 Strand/2024", "/p/🏖 Strand/x"], (await library.Folders.InAsync("/p/🏖 Strand", Token)).Select(folder => folder.Path));
        Assert.Equal(["/p/🏖 Strand"], (await library.Folders.InAsync("/p", Token)).Select(folder => folder.Path));
    }

    [Fact]
    public async Task The_photos_of_a_folder_are_listed_from_a_name_in_both_directions()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(library, Enumerable.Range(1, 9).Select(i => $"/p/{i}.jpg").Append("/p/5/1.jpg"));

        Assert.Equal(["/p/1.jpg", "/p/2.jpg", "/p/3.jpg"], Paths(await library.Folders.PhotosAsync("/p", "", 3, Token)));
        Assert.Equal(["/p/4.jpg", "/p/5.jpg"], Paths(await library.Folders.PhotosAsync("/p", "4.jpg", 2, Token)));
        await library.SqlAsync("DELETE FROM photos WHERE path = '/p/4.jpg'");
        Assert.Equal(["/p/5.jpg", "/p/6.jpg"], Paths(await library.Folders.PhotosAsync("/p", "4.jpg", 2, Token)));
        Assert.Equal(["/p/3.jpg", "/p/2.jpg"], Paths(await library.Folders.PhotosBeforeAsync("/p", "4.jpg", 2, Token)));
    }

    [Fact]
    public async Task The_position_of_a_photo_in_its_folder_is_by_name()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(library, "/p/b.jpg", "/p/a.jpg", "/p/B.jpg", "/p/ab/1.jpg", "/p.jpg", "/q/b.jpg");
        var ids = new Dictionary<string, long>();
        foreach (var folder in new[] { "/p", "/p/ab", "/", "/q" })
        {
            foreach (var photo in await library.Folders.PhotosAsync(folder, "", 9, Token))
                ids.Add(photo.Path, photo.Id);
        }

        Assert.Equal(new PhotoPosition(1, 3, null, ids["/p/a.jpg"]), await library.Folders.PositionAsync(ids["/p/B.jpg"], Token));
        Assert.Equal(new PhotoPosition(2, 3, ids["/p/B.jpg"], ids["/p/b.jpg"]), await library.Folders.PositionAsync(ids["/p/a.jpg"], Token));
        Assert.Equal(new PhotoPosition(3, 3, ids["/p/a.jpg"], null), await library.Folders.PositionAsync(ids["/p/b.jpg"], Token));
        Assert.Equal(new PhotoPosition(1, 1, null, null), await library.Folders.PositionAsync(ids["/p/ab/1.jpg"], Token));
        Assert.Null(await library.Folders.PositionAsync(987654321, Token));
    }

    [Fact]
    public async Task The_top_level_has_the_library_folders_and_folders_outside_them()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(
            library, $"{library.Folder}/a/1.jpg", "/elsewhere/x/1.jpg", "/elsewhere/xy/1.jpg", "s3://one/trip/1.jpg", "s3://two/1.jpg", "s3://two//odd.jpg");
        await library.Folders.NoteSeededAsync("/elsewhere", Token);

        Assert.Equal(
            [(library.Folder, 1), ("/elsewhere", 2), ("s3://one/trip", 1), ("s3://two", 2)],
            (await library.Folders.TopAsync(Token)).Select(folder => (folder.Path, folder.Photos)).OrderBy(folder => folder.Path == library.Folder ? "" : folder.Path, StringComparer.Ordinal));
        Assert.Empty(await library.Folders.InAsync("s3://two", Token));
        Assert.Equal(["s3://two/1.jpg"], Paths(await library.Folders.PhotosAsync("s3://two", "", 9, Token)));
    }

    [Fact]
    public void The_name_of_a_folder_resolves_to_it()
    {
        var one = new LibraryFolders(["/my/photos"]);
        var two = new LibraryFolders(["/a/summer", "s3://bucket/trips"]);

        Assert.Equal(("trip/day", ".", "/"), (one.NameOfFolder("/my/photos/trip/day"), one.NameOfFolder("/my/photos"), one.NameOfFolder("/")));
        Assert.Equal(("summer", "trips/2024", "s3://bucket"), (two.NameOfFolder("/a/summer"), two.NameOfFolder("s3://bucket/trips/2024"), two.NameOfFolder("s3://bucket")));
        foreach (var (folders, folder) in new[] { (one, "/my/photos"), (one, "/my/photos/trip"), (one, "/"), (two, "/a/summer"), (two, "s3://bucket"), (two, "s3://bucket/trips/2024") })
            Assert.Equal(folder, folders.Resolve(folders.NameOfFolder(folder)));
    }

    private static IEnumerable<string> Paths(IEnumerable<Photo> photos) => photos.Select(photo => photo.Path);
}
