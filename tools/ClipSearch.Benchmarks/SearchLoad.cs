using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClipSearch.Benchmarks;

/// <summary>Sends searches to a running site. Each search has a query of its own.</summary>
internal sealed class SearchLoad
{
    private int _next = -1;

    /// <summary>Sends searches one after another.</summary>
    /// <returns>The milliseconds of each, ascending.</returns>
    public async Task<double[]> OneClientAsync(RunningSite site, int requests, CancellationToken cancellationToken)
    {
        var times = new double[requests];
        for (var i = 0; i < requests; i++)
            times[i] = await site.SearchAsync(Interlocked.Increment(ref _next), cancellationToken);
        Array.Sort(times);
        return times;
    }

    /// <summary>Lets several clients send searches, each one after another, for some seconds.</summary>
    /// <returns>The searches per second, and the milliseconds of each, ascending.</returns>
    public async Task<(double PerSecond, double[] Times)> ManyClientsAsync(RunningSite site, int clients, double seconds, CancellationToken cancellationToken)
    {
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
                times.Add(await site.SearchAsync(Interlocked.Increment(ref _next), cancellationToken));
        }));
        return (times.Count / clock.Elapsed.TotalSeconds, [.. times.Order()]);
    }
}
