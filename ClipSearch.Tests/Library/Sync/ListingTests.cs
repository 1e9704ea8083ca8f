using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

public sealed class ListingTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) SELECT 'memory://album/b.jpg', image_id, 1, 1, now() FROM photos LIMIT 1")]
    [InlineData("UPDATE photos SET modified_ticks = 7 WHERE path = 'memory://album/b.jpg'")]
    public async Task A_photo_that_is_stored_during_the_listing_stays_in_the_library(string store)
    {
        var memory = new MemoryStore();
        memory.Files["memory://album/a.jpg"] = TestImages.Draw(1);
        var url = await postgres.NewDatabaseAsync();
        await using var library = new TestLibrary(url, photosDirs: ["memory://album"], remote: new RemoteStoreKind("memory", () => memory));
        string[] folders = ["memory://album"];
        if (store.StartsWith("UPDATE", StringComparison.Ordinal))
            memory.Files["memory://album/b.jpg"] = TestImages.Draw(2);
        await SyncAsync();
        memory.Files.Remove("memory://album/b.jpg");

        // Another process stores the photo after the folder was listed, and before the library is compared with the listing.
        memory.Listed = () => library.SqlAsync(store);
        Assert.Equal(0, (await SyncAsync()).Removed);

        Assert.NotNull(await library.Lookup.FindByPathAsync("memory://album/b.jpg", Token));
        // The next listing does not contain it either, so it has vanished.
        memory.Listed = () => Task.CompletedTask;
        Assert.Equal(1, (await SyncAsync()).Removed);
        Assert.Null(await library.Lookup.FindByPathAsync("memory://album/b.jpg", Token));

        Task<SyncSummary> SyncAsync() => library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);
    }

    [Fact]
    public async Task A_photo_that_is_stored_again_before_it_is_removed_stays_in_the_library()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        library.Draw(2, "b.jpg");
        await library.SyncAsync(Token);
        var known = await library.Records.KnownBelowAsync(library.Folder, await library.Records.MarkAsync(Token), Token);
        await library.SqlAsync("UPDATE photos SET modified_ticks = 7 WHERE path LIKE '%/a.jpg'");

        Assert.Equal(1, await library.Records.RemoveAsync(known, Token));

        Assert.Equal(["a.jpg"], await library.FindAsync());
    }
}
