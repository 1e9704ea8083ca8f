using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>A site that receives operations and page requests while its database is disturbed.</summary>
internal sealed class TroubledSite : IDisposable
{
    private const int PhotosAtFirst = 100;

    private static readonly string[] s_pages = ["/?q=cat", "/browse", "/library", "/api/photos?limit=1", "/health/live"];
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TimeAround = TimeSpan.FromSeconds(2);

    /// <summary>The time without a response after which a site counts as failed.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(3);

    private readonly RunningSite _site;
    private readonly LibraryFiles _files;
    private readonly PhotoLedger _ledger;
    private readonly LibraryWork _work;
    private readonly LibraryClient _client;

    private TroubledSite(RunningSite site, LibraryFiles files, int seed)
    {
        _site = site;
        _files = files;
        _ledger = new PhotoLedger(files);
        _work = new LibraryWork(files, _ledger, seed);
        _client = new LibraryClient(site.Http);
    }

    public static async Task<TroubledSite> StartAsync(SiteProgram program, LibraryFiles files, int seed, CancellationToken cancellationToken)
    {
        var site = new TroubledSite(await RunningSite.StartAsync(program, cancellationToken), files, seed);
        await site._work.ImportAsync(PhotosAtFirst, cancellationToken);
        await site._client.SettleAsync(files, cancellationToken);
        return site;
    }

    /// <summary>Runs operations on the site during a disturbance, waits until the site recovers, and checks the library.</summary>
    /// <param name="name">The name of the test case.</param>
    /// <param name="trouble">The disturbance; it has ended when the task completes.</param>
    /// <param name="score">Counts the errors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task RunAsync(string name, Func<Task<string>> trouble, TortureScore score, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var again = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = _work.RunAsync(_client, Pace, stop.Token);
        await Task.Delay(TimeAround, cancellationToken);
        var statuses = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var asking = Task.WhenAll(s_pages.Select(page => AskAsync(page, statuses, again.Token)));
        var what = await trouble();
        var silence = await RespondsAgainAsync(cancellationToken);
        await again.CancelAsync();
        await asking;
        await Task.Delay(TimeAround, cancellationToken);
        await stop.CancelAsync();
        await working;
        if (_site.HasEnded)
        {
            score.Ended++;
            Console.WriteLine($"{name}: the site crashed.");
            return;
        }

        var hasSettled = await _client.SettleAsync(_files, cancellationToken);
        var report = await _ledger.CheckAsync(_client, cancellationToken);
        score.Wrong += silence is null ? 1 : 0;
        Console.WriteLine(
            $"{name}: {what}recovered {(silence is { } time ? $"after {time.TotalSeconds:F1} s" : "never")}, {(hasSettled ? "" : "the import does not finish, ")}{report.Lost.Count} lost, {report.Doubled.Count} duplicated, {report.Left.Count} left over");
        Console.WriteLine($"  responses: {string.Join(", ", statuses.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} × {pair.Key}"))}");
        Console.WriteLine($"  so far: {_work.Figures}");
        score.Add(report);
    }

    /// <summary>Waits until all pages respond with success.</summary>
    /// <returns>The time until recovery; null if the site does not recover.</returns>
    public async Task<TimeSpan?> RespondsAgainAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < MaxSilence && !_site.HasEnded)
        {
            var answers = await Task.WhenAll(s_pages.Select(page => _client.ProbeAsync(page, cancellationToken)));
            if (answers.All(status => status == HttpStatusCode.OK))
                return clock.Elapsed;
            await Task.Delay(20, cancellationToken);
        }

        return null;
    }

    public void Dispose() => _site.Dispose();

    private async Task AskAsync(string page, ConcurrentDictionary<string, int> statuses, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var status = await _client.ProbeAsync(page, CancellationToken.None);
            statuses.AddOrUpdate($"{page} {(status is { } answered ? $"{(int)answered}" : "no response")}", 1, (_, count) => count + 1);
            await Task.Delay(Pace, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
