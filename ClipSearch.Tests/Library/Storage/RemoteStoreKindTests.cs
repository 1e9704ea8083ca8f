using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Storage;

/// <summary>A further kind of storage needs one class and one registration: its photos are imported, found, listed and removed.</summary>
public sealed class RemoteStoreKindTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photos_of_a_registered_storage_are_imported_and_found()
    {
        var store = new MemoryStore();
        store.Files["memory://album/trip/a.jpg"] = TestImages.Draw(1);
        store.Files["memory://album/b.jpg"] = TestImages.Draw(2);
        store.Files["memory://album/notes.txt"] = [1];
        await using var library = new TestLibrary(
            await postgres.NewDatabaseAsync(), photosDirs: ["memory://album"], remote: new RemoteStoreKind("memory", () => store));
        string[] folders = ["memory://album"];

        var summary = await library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);

        Assert.Equal((2, 2, 0), (summary.Found, summary.Embedded, summary.Failures.Count));
        Assert.Equal(["memory://album/b.jpg", "memory://album/trip/a.jpg"], await PathsAsync(library, PhotoFilter.None));
        Assert.Equal(["memory://album/trip/a.jpg"], await PathsAsync(library, PhotoFilter.None.With(StandardFacets.Folder, "memory://album/trip")));
        Assert.Equal([("memory://album/trip", 1L)], (await library.Folders.InAsync("memory://album", Token)).Select(folder => (folder.Path, folder.Photos)));

        store.Files.Remove("memory://album/b.jpg");
        Assert.Equal(1, (await library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token)).Removed);
        Assert.Equal(["memory://album/trip/a.jpg"], await PathsAsync(library, PhotoFilter.None));
    }

    [Fact]
    public async Task A_folder_of_an_unknown_storage_is_reported_and_the_others_are_imported()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        string[] folders = ["dav://server/photos", library.Folder];

        var summary = await library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);

        Assert.Equal(1, summary.Embedded);
        var unavailable = Assert.Single(summary.Unavailable);
        Assert.Equal("dav://server/photos", unavailable.Path);
        Assert.Equal("ClipSearch cannot read dav://server/photos: it supports folders on disk and s3://.", unavailable.Reason);
    }

    private static async Task<IEnumerable<string>> PathsAsync(TestLibrary library, PhotoFilter filter)
    {
        var result = await library.Search.SearchAsync(new PhotoQuery("a cat") { Filter = filter, Stacked = false }, Token);
        return result.Hits.Select(hit => hit.Photo.Path).Order(StringComparer.Ordinal);
    }
}
