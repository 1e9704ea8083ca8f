using System.Diagnostics;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>Kills the site repeatedly while it starts, imports, uploads, deletes and restores, and checks the library in between.</summary>
internal static class KillsTorture
{
    private const int PhotosAtFirst = 200;
    private const int KillsBetweenChecks = 10;

    /// <summary>One kill in this number, on average, happens during startup.</summary>
    private const int KillsPerStart = 4;

    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWork = TimeSpan.FromSeconds(1.5);

    /// <summary>The time that child processes of a killed site have to detect its end.</summary>
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(TortureRun run, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var (program, files) = run.Fresh("site");
        var ledger = new PhotoLedger(files);
        var work = new LibraryWork(files, ledger, run.Seed);
        var score = new TortureScore();
        var random = new Random(run.Seed);
        await work.ImportAsync(PhotosAtFirst, cancellationToken);
        var (whileStarting, workers) = (0, new List<int>());
        for (var kill = 1; kill <= run.Count; kill++)
        {
            var startsOnly = random.Next(KillsPerStart) == 0;
            var after = (startsOnly ? MaxStart : MaxWork) * random.NextDouble();
            using var site = RunningSite.Launch(program);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var working = Task.CompletedTask;
            if (startsOnly)
            {
                whileStarting++;
            }
            else
            {
                await site.RespondsAsync(cancellationToken);
                working = work.RunAsync(new LibraryClient(site.Http), TimeSpan.FromMilliseconds(20), stop.Token);
            }

            await Task.Delay(after, cancellationToken);
            if (site.HasEnded)
            {
                score.Ended++;
                Console.WriteLine($"  The site crashed before kill {kill}.");
            }

            workers.AddRange(site.Processes.Skip(1).Where(process => ProcessTree.Name(process) == ProcessTree.Name(Environment.ProcessId)));
            site.Kill();
            await stop.CancelAsync();
            await working;
            if (kill % KillsBetweenChecks == 0 || kill == run.Count)
                await CheckAsync(program, files, ledger, score, isLast: kill == run.Count, cancellationToken);
        }

        await LeaveAsync(workers, cancellationToken);
        if (workers.Count(ProcessTree.Runs) is var left and > 0)
        {
            score.Left += left;
            Console.WriteLine($"  {left} child processes of a killed site are still running.");
        }

        return score.Print("kills", $"{run.Count} kills ({whileStarting} while starting) in {clock.Elapsed.TotalMinutes:F1} min, {work.Figures}");
    }

    private static async Task CheckAsync(
        SiteProgram program, LibraryFiles files, PhotoLedger ledger, TortureScore score, bool isLast, CancellationToken cancellationToken)
    {
        using var site = await RunningSite.StartAsync(program, cancellationToken);
        var client = new LibraryClient(site.Http);
        if (!await client.SettleAsync(files, cancellationToken))
            Console.WriteLine("  The import does not finish.");
        score.Add(await ledger.CheckAsync(client, cancellationToken));
        if (!isLast)
            return;
        var failed = await ledger.RestoreAllAsync(client, cancellationToken);
        score.Lost += failed.Count;
        TortureRun.PrintWrong(failed);
        await client.SettleAsync(files, cancellationToken);
        score.Add(await ledger.CheckAsync(client, cancellationToken));
    }

    private static async Task LeaveAsync(IReadOnlyCollection<int> processes, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeToLeave && processes.Any(ProcessTree.Runs))
            await Task.Delay(100, cancellationToken);
    }
}
