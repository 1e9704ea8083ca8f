using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

public sealed class ListingTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_that_is_added_during_the_listing_stays_in_the_library()
    {
        var store = new MemoryStore();
        store.Files["memory://album/a.jpg"] = TestImages.Draw(1);
        var url = await postgres.NewDatabaseAsync();
        await using var library = new TestLibrary(url, photosDirs: ["memory://album"], remote: new RemoteStore("memory", () => store));
        string[] folders = ["memory://album"];
        Assert.Equal(1, (await SyncAsync()).Embedded);

        // Another process stores the photo after the folder was listed and before the library is compared with the listing.
        store.Listed = () => library.SqlAsync(
            "INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) SELECT 'memory://album/b.jpg', image_id, 1, 1, now() FROM photos");
        Assert.Equal(0, (await SyncAsync()).Removed);

        Assert.NotNull(await library.Lookup.FindByPathAsync("memory://album/b.jpg", Token));
        // The next listing does not contain it either, so it has vanished.
        store.Listed = () => Task.CompletedTask;
        Assert.Equal(1, (await SyncAsync()).Removed);

        Task<SyncSummary> SyncAsync() => library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);
    }
}
