using ClipSearch.Web.Photos;

namespace ClipSearch.Tests.Web.Photos;

public sealed class SharedWorkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Concurrent_callers_share_one_run_and_a_later_caller_starts_another()
    {
        var shared = new SharedWork<string, int>();
        var gate = new TaskCompletionSource();
        var times = 0;
        async Task<int> WorkAsync(CancellationToken token)
        {
            await gate.Task.WaitAsync(token);
            return Interlocked.Increment(ref times);
        }

        var first = Enumerable.Range(0, 24).Select(_ => shared.RunAsync("a", WorkAsync, Token)).ToList();
        var other = shared.RunAsync("b", _ => Task.FromResult(100), Token);
        gate.SetResult();

        Assert.All(await Task.WhenAll(first), result => Assert.Equal(1, result));
        Assert.Equal(100, await other);
        Assert.Equal(2, await shared.RunAsync("a", WorkAsync, Token));
    }

    [Fact]
    public async Task The_work_is_cancelled_only_after_the_last_caller_leaves()
    {
        var shared = new SharedWork<string, int>();
        var ended = new TaskCompletionSource<bool>();
        async Task<int> WorkAsync(CancellationToken unwanted)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, unwanted);
                return 0;
            }
            finally
            {
                ended.SetResult(unwanted.IsCancellationRequested);
            }
        }

        using var leavesFirst = new CancellationTokenSource();
        using var leavesLast = new CancellationTokenSource();
        var first = shared.RunAsync("a", WorkAsync, leavesFirst.Token);
        var last = shared.RunAsync("a", WorkAsync, leavesLast.Token);
        await leavesFirst.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(ended.Task.IsCompleted);
        await leavesLast.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => last);

        Assert.True(await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task A_failure_reaches_all_callers_and_is_not_cached()
    {
        var shared = new SharedWork<string, int>();
        var gate = new TaskCompletionSource();
        async Task<int> FailAsync(CancellationToken token)
        {
            await gate.Task.WaitAsync(token);
            throw new InvalidOperationException("It failed.");
        }

        var all = Enumerable.Range(0, 3).Select(_ => shared.RunAsync("a", FailAsync, Token)).ToList();
        gate.SetResult();

        foreach (var one in all)
            Assert.Equal("It failed.", (await Assert.ThrowsAsync<InvalidOperationException>(() => one)).Message);
        Assert.Equal(1, await shared.RunAsync("a", _ => Task.FromResult(1), Token));
    }
}
