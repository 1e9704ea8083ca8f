using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

[Collection(AloneCollection.Name)]
public sealed class SyncMemoryTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_stopped_gives_its_room_back()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 120; i++)
            library.Draw(i, $"{i}.jpg");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new SyncProgress([library.Folder]);
        var before = WholeCollections();
        var running = library.SyncAsync(progress, stop.Token);
        while (progress.Status.Done < 16 && !running.IsCompleted)
            await Task.Delay(1, Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.InRange(WholeCollections(), before + 1, long.MaxValue);
    }

    /// <summary>Which collection the last one was that stopped everything for all generations.</summary>
    private static long WholeCollections() => GC.GetGCMemoryInfo(GCKind.FullBlocking).Index;
}
