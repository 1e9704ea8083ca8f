using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

[Collection(AloneCollection.Name)]
public sealed class SyncMemoryTests(PostgresFixture postgres)
{
    private const int MiB = 1 << 20;

    /// <summary>Free memory of the garbage collector before a sync, in MiB.</summary>
    private const int Managed = 256;

    /// <summary>Free memory of malloc before a sync, in MiB.</summary>
    private const int Native = 128;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stopped_sync_returns_free_memory_to_the_system()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The expected amount is that of glibc.");
        await using var library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 120; i++)
            library.Draw(i, $"{i}.jpg");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new SyncProgress([library.Folder]);
        ResidentMemory.Now();
        LeaveManaged();
        var last = LeaveNative();
        try
        {
            var before = Environment.WorkingSet;
            var running = library.SyncAsync(progress, stop.Token);
            while (progress.Status.Done < 16 && !running.IsCompleted)
                await Task.Delay(1, Token);
            await stop.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

            // The sync itself may keep up to 64 MiB, for instance the image encoder's.
            Assert.InRange((before - Environment.WorkingSet) / MiB, Managed + Native - 64, long.MaxValue);
        }
        finally
        {
            Free(last);
        }
    }

    /// <summary>Leaves unreachable arrays, whose pages are resident.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveManaged()
    {
        // Reachable until all are allocated, so that no collection reuses the memory of the first for the last.
        var arrays = new byte[Managed / 16][];
        for (var i = 0; i < arrays.Length; i++)
        {
            arrays[i] = new byte[16 * MiB];
            arrays[i].AsSpan().Fill(1);
        }

        GC.KeepAlive(arrays);
    }

    /// <summary>Leaves freed blocks, whose pages malloc keeps because a block behind them is in use.</summary>
    /// <returns>The block in use.</returns>
    private static unsafe nint LeaveNative()
    {
        const int BlockBytes = 64 << 10;
        var blocks = new nint[Native * MiB / BlockBytes];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = (nint)NativeMemory.Alloc(BlockBytes);
            new Span<byte>((void*)blocks[i], BlockBytes).Fill(1);
        }

        foreach (var block in blocks[..^1])
            NativeMemory.Free((void*)block);
        return blocks[^1];
    }

    private static unsafe void Free(nint block) => NativeMemory.Free((void*)block);
}
