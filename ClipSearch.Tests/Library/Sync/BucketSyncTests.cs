using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Library.Sync;

public sealed class BucketSyncTests(PostgresFixture postgres, S3Fixture s3) : IAsyncLifetime
{
    private TestBucket _bucket = null!;
    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bucket = await s3.NewBucketAsync();
        _library = await postgres.NewLibraryAsync(_bucket);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task New_changed_moved_and_deleted_objects_are_synced()
    {
        await _bucket.PutGoldenAsync("trip/sea.png");
        await _bucket.PutGoldenAsync("trip/turned.jpg", "orientation/orientation-6.jpg");
        await _bucket.DrawAsync(1, "a.jpg");
        await _bucket.PutAsync("notes.txt", [1]);

        var first = await SyncAsync();

        Assert.Equal((3, 3, 0), (first.Found, first.Embedded, first.Failures.Count));
        Assert.Equal(["a.jpg", "trip/sea.png", "trip/turned.jpg"], await FoundAsync());
        Assert.Equal(["trip/sea.png", "trip/turned.jpg"], await FoundAsync(PhotoFilter.None.With(StandardFacets.Folder, _bucket.Address("trip"))));
        var named = (await _library.Search.SearchAsync(new PhotoQuery("sea"), Token)).Hits[0];
        Assert.True(named.IsNamed);
        Assert.Equal((_bucket.Address("trip/sea.png"), "sea.png", "png"), (named.Photo.Path, named.Photo.Name, named.Photo.Format));
        Assert.InRange(named.Photo.TakenAt, DateTime.Now.AddMinutes(-5), DateTime.Now.AddMinutes(5));

        var fetched = (await _bucket.FetchedAsync()).Count;
        var again = await SyncAsync();
        Assert.Equal((3, 0, 0, 3), (again.Found, again.Embedded, again.Recognized, again.Unchanged));
        Assert.Equal(fetched, (await _bucket.FetchedAsync()).Count);

        // One object changes, one moves, one is deleted.
        await _bucket.DrawAsync(5, "a.jpg");
        await _bucket.DeleteAsync("trip/sea.png");
        await _bucket.PutGoldenAsync("moved/sea.png");
        await _bucket.DeleteAsync("trip/turned.jpg");
        var changed = await SyncAsync();

        Assert.Equal((2, 1, 1, 0, 2), (changed.Found, changed.Embedded, changed.Recognized, changed.Unchanged, changed.Removed));
        Assert.Equal(["a.jpg", "moved/sea.png"], await FoundAsync());
    }

    [Fact]
    public async Task An_object_with_the_same_ETag_is_not_fetched_again()
    {
        await _bucket.DrawAsync(1, "a.jpg");
        await SyncAsync();
        await _library.SqlAsync("UPDATE photos SET modified_ticks = 1");
        await _bucket.DrawAsync(1, "a.jpg");

        Assert.Equal(1, (await SyncAsync()).Unchanged);
        Assert.Single(await _bucket.FetchedAsync());
    }

    [Fact]
    public async Task Failing_objects_are_reported_and_the_others_imported()
    {
        await _bucket.DrawAsync(1, "good.jpg");
        await _bucket.PutAsync("text.png", "This is not an image."u8.ToArray());
        await _bucket.PutAsync("empty.jpg", []);
        await _bucket.DrawAsync(2, "denied.jpg");
        await _bucket.SpoilAsync("403", "denied.jpg");

        var summary = await SyncAsync();

        Assert.Equal((4, 1), (summary.Found, summary.Embedded));
        Assert.Equal(
            [_bucket.Address("denied.jpg"), _bucket.Address("empty.jpg"), _bucket.Address("text.png")], summary.Failures.Select(failure => failure.Path).Order(StringComparer.Ordinal));
        Assert.All(summary.Failures, failure => Assert.DoesNotContain(S3Fixture.Secret, failure.Reason, StringComparison.Ordinal));

        // An object that is not an image is not fetched again; one without permission is.
        await _bucket.RepairAsync();
        var fetched = (await _bucket.FetchedAsync()).Count;
        var next = await SyncAsync();
        Assert.Equal((1, 2), (next.Embedded, next.Failures.Count));
        Assert.Equal([$"/{_bucket.Name}/denied.jpg"], (await _bucket.FetchedAsync()).Skip(fetched).Select(request => request.Path));
    }

    [Theory]
    [InlineData("drop", "cannot be reached")]
    [InlineData("403", "cannot be read with these keys")]
    [InlineData("html", "is not S3-compatible")]
    public async Task An_unavailable_bucket_keeps_its_photos(string fault, string message)
    {
        await _bucket.DrawAsync(1, "a.jpg");
        await SyncAsync();
        await _bucket.SpoilAsync(fault);

        var error = await Assert.ThrowsAsync<FoldersUnavailableException>(SyncAsync);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(["a.jpg"], await FoundAsync());
        await _bucket.RepairAsync();
        Assert.Equal(1, (await SyncAsync()).Unchanged);
    }

    [Fact]
    public async Task A_suddenly_empty_bucket_keeps_its_photos_until_their_removal_is_requested()
    {
        await _bucket.DrawAsync(1, "trip/a.jpg");
        await SyncAsync("trip");
        await _bucket.DeleteAsync("trip/a.jpg");

        var error = await Assert.ThrowsAsync<FoldersUnavailableException>(() => SyncAsync("trip"));

        Assert.Contains($"{_bucket.Address("trip")} is empty, but the library has 1 photos from it. They stay", error.Message, StringComparison.Ordinal);
        Assert.Equal(["trip/a.jpg"], await FoundAsync());
        string[] folders = [_bucket.Address("trip")];
        Assert.Equal(1, (await _library.Sync.RunAsync(folders, new SyncProgress(folders), mayBeEmpty: true, cancellationToken: Token)).Removed);
    }

    [Fact]
    public async Task After_repeated_failures_the_rest_of_a_bucket_is_left_for_the_next_run()
    {
        for (var i = 0; i < 60; i++)
            await _bucket.DrawAsync(i, $"{i:00}.jpg");
        // All but five of the first objects: a later success would reset the count of consecutive failures.
        foreach (var digit in new[] { "1", "2", "3", "4", "5" })
            await _bucket.SpoilAsync("501", digit);
        _library.Draw(100, "local.jpg");
        string[] folders = [_bucket.Address(), _library.Folder];
        var progress = new SyncProgress(folders);

        var summary = await _library.Sync.RunAsync(folders, progress, cancellationToken: Token);

        // The folder on disk is imported, and not all 55 objects were requested.
        Assert.Equal([_bucket.Address()], summary.Unavailable.Select(folder => folder.Path));
        Assert.Contains("returned 501", summary.Unavailable[0].Reason, StringComparison.Ordinal);
        Assert.Equal(summary.Unavailable, progress.Status.Unavailable);
        Assert.InRange(summary.Failures.Count, 16, 54);
        Assert.NotNull(await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, "local.jpg"), Token));

        await _bucket.RepairAsync();
        var next = await _library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);
        Assert.Equal((61, 0, 0), (next.Found, next.Failures.Count, next.Unavailable.Count));
        Assert.Equal(61L, await _library.SqlAsync("SELECT count(*) FROM photos"));
    }

    [Fact]
    public async Task A_run_imports_at_most_its_maximum_and_the_next_continues()
    {
        for (var i = 0; i < 5; i++)
            await _bucket.DrawAsync(i, $"{i}.jpg");
        await _bucket.DrawAsync(9, "gone.jpg");
        string[] folders = [_bucket.Address()];
        Task<SyncSummary> RunAsync(int max) => _library.Sync.RunAsync(folders, new SyncProgress(folders), max: max, cancellationToken: Token);

        var first = await RunAsync(2);
        Assert.Equal((6, 2, 4), (first.Found, first.Embedded + first.Recognized, first.Left));
        Assert.Equal(["0.jpg", "1.jpg"], await FoundAsync());

        await _bucket.DeleteAsync("gone.jpg");
        await _bucket.DeleteAsync("0.jpg");
        var second = await RunAsync(2);
        Assert.Equal((2, 1, 1), (second.Embedded + second.Recognized, second.Left, second.Removed));
        Assert.Equal(["1.jpg", "2.jpg", "3.jpg"], await FoundAsync());
        var third = await RunAsync(2);
        Assert.Equal((1, 0, 0), (third.Embedded + third.Recognized, third.Left, third.Removed));
    }

    [Fact]
    public async Task Objects_are_fetched_concurrently()
    {
        for (var i = 0; i < 32; i++)
            await _bucket.DrawAsync(i, $"photo-{i}.jpg");
        await _bucket.SpoilAsync("gather", "photo-");

        var summary = await SyncAsync();

        Assert.Equal((32, 0), (summary.Embedded + summary.Recognized, summary.Failures.Count));
        Assert.Equal(32, (await _bucket.FetchedAsync()).Count);
    }

    [Fact]
    public async Task A_stopped_run_keeps_its_batches_and_the_next_fetches_the_rest()
    {
        for (var i = 0; i < 60; i++)
            await _bucket.DrawAsync(i, $"{i:00}.jpg");
        // The last requests stay pending, so that the run is cancelled before its end.
        await _bucket.SpoilAsync("gather", "5", times: 7);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        string[] folders = [_bucket.Address()];
        var progress = new SyncProgress(folders);
        var running = _library.Sync.RunAsync(folders, progress, cancellationToken: stop.Token);
        await TestSite.UntilAsync(() => progress.Status.Done >= 16);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        var kept = (int)(long)(await _library.SqlAsync("SELECT count(*) FROM photos"))!;
        Assert.InRange(kept, 16, 53);
        await _bucket.RepairAsync();
        var fetched = (await _bucket.FetchedAsync()).Count;
        var next = await SyncAsync();
        Assert.Equal((kept, 60 - kept), (next.Unchanged, next.Embedded + next.Recognized));
        Assert.Equal(60 - kept, (await _bucket.FetchedAsync()).Count - fetched);
    }

    [Fact]
    public async Task Names_with_SQL_HTML_and_control_characters_are_imported()
    {
        string[] keys = ["'; DROP TABLE photos; --.jpg", "x//a.jpg", "<b>\n.jpg", "%_\\.jpg", "c\u0001.jpg"];
        for (var i = 0; i < keys.Length; i++)
            await _bucket.DrawAsync(i, keys[i]);
        await _bucket.DrawAsync(7, "../up.jpg");
        foreach (var end in new[] { "1", "2" })
            await _bucket.DrawAsync(7, $"{new string('日', 1000)}{end}.jpg");

        var summary = await SyncAsync();

        Assert.Equal((5, 3), (summary.Embedded + summary.Recognized, summary.Failures.Count));
        Assert.Equal(keys.Order(StringComparer.Ordinal), await FoundAsync());
        Assert.Equal(5, (await SyncAsync()).Unchanged);
    }

    [Fact]
    public async Task While_serving_buckets_and_folders_are_synced()
    {
        await _bucket.DrawAsync(1, "a.jpg");
        _library.Draw(2, "b.jpg");
        using var sync = new LibrarySync(_library.Options, new LibraryFolders([_library.Folder, _bucket.Address()]), _library.Sync, _library.FirstScanGate, NullLogger<LibrarySync>.Instance);
        await sync.StartAsync(Token);
        await UntilFoundAsync(2);

        // A change on disk causes no request to the bucket.
        var requests = (await _bucket.RequestsAsync()).Count;
        _library.Draw(3, "c.jpg");
        await UntilFoundAsync(3);
        Assert.Equal(requests, (await _bucket.RequestsAsync()).Count);

        await _bucket.DrawAsync(4, "d.jpg");
        sync.RunNow(mayBeEmpty: false);
        sync.RunNow(mayBeEmpty: false);
        await UntilFoundAsync(4);
        await TestSite.UntilAsync(() => sync.Status.State == SyncState.Done);
        Assert.Null(sync.Failure);
        await sync.StopAsync(Token);
    }

    private Task UntilFoundAsync(int photos) => TestSite.UntilAsync(async () => (await _library.FindAsync()).Count == photos);

    private Task<SyncSummary> SyncAsync() => SyncAsync("");

    private Task<SyncSummary> SyncAsync(string folder)
    {
        string[] folders = [_bucket.Address(folder)];
        return _library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);
    }

    /// <summary>Returns the keys of the photos that a search finds.</summary>
    private async Task<IReadOnlyList<string>> FoundAsync(PhotoFilter? filter = null)
    {
        var result = await _library.Search.SearchAsync(new PhotoQuery("a cat") { Filter = filter ?? PhotoFilter.None, Limit = PhotoSearch.MaxLimit, Stacked = false }, Token);
        return [.. result.Hits.Select(hit => hit.Photo.Path[(_bucket.Address().Length + 1)..]).Order(StringComparer.Ordinal)];
    }
}
