using System.Diagnostics;
using System.Globalization;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>
/// Stops, stalls, restarts and fills the database of a site while it serves requests, imports, uploads, deletes and restores.
/// </summary>
internal static class DatabaseTorture
{
    /// <summary>The size of the small disk in MiB. An empty cluster uses about 60.</summary>
    private const int DiskSize = 192;

    /// <summary>The maximum size of a file that a process can write, in bytes. Used if no small disk can be mounted.</summary>
    private const int FileSizeLimit = 65_536;

    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(20);

    /// <summary>The signals for a fast shutdown, an immediate shutdown, and a crash of the main process of the server.</summary>
    private static readonly string[] s_ends = ["INT", "QUIT", "KILL"];

    public static async Task<int> RunAsync(TortureRun run, CancellationToken cancellationToken)
    {
        var (clock, score) = (Stopwatch.StartNew(), new TortureScore());
        await OfAnotherHostAsync(run, score, cancellationToken);
        await OfItsOwnAsync(run, score, cancellationToken);
        await OnFullDiskAsync(run, score, cancellationToken);
        return score.Print("database", $"all cases in {clock.Elapsed.TotalMinutes:F1} min");
    }

    /// <summary>Tests a database named by DATABASE_URL, which the site does not restart.</summary>
    private static async Task OfAnotherHostAsync(TortureRun run, TortureScore score, CancellationToken cancellationToken)
    {
        var (program, files) = run.Fresh("other-host");
        var data = Path.Combine(Path.GetDirectoryName(files.Folder)!, "database");
        await using var server = await PrivatePostgres.StartAsync(data, NullLogger.Instance, cancellationToken);
        await using var network = DatabaseRelay.To(server.ConnectionString);
        program = program with { Settings = new Dictionary<string, string> { ["DATABASE_URL"] = network.ConnectionString } };
        using var site = await TroubledSite.StartAsync(program, files, run.Seed, cancellationToken);

        await site.RunAsync(
            "stopped and started",
            async () =>
            {
                await SignalAsync("INT", RunningSite.DatabaseProcesses(data).Take(1));
                await Task.Delay(Trouble, cancellationToken);
                await server.EnsureRunningAsync(cancellationToken);
                return $"for {Trouble.TotalSeconds} s, ";
            },
            score,
            cancellationToken);
        await site.RunAsync(
            "network stalled",
            async () =>
            {
                network.Stall();
                await Task.Delay(Trouble, cancellationToken);
                network.Resume();
                return $"for {Trouble.TotalSeconds} s, ";
            },
            score,
            cancellationToken);
        await site.RunAsync(
            "connections dropped",
            async () =>
            {
                for (var i = 0; i < run.Count; i++)
                {
                    network.DropAll();
                    await Task.Delay(Trouble / run.Count, cancellationToken);
                }

                return $"{run.Count} times, ";
            },
            score,
            cancellationToken);
    }

    /// <summary>Tests the private database, which the site restarts itself.</summary>
    private static async Task OfItsOwnAsync(TortureRun run, TortureScore score, CancellationToken cancellationToken)
    {
        var (program, files) = run.Fresh("private");
        using var site = await TroubledSite.StartAsync(program, files, run.Seed, cancellationToken);

        await site.RunAsync(
            "stalled",
            async () =>
            {
                var processes = RunningSite.DatabaseProcesses(program.Data);
                await SignalAsync("STOP", processes);
                await Task.Delay(Trouble, cancellationToken);
                await SignalAsync("CONT", processes);
                return $"{processes.Count} processes for {Trouble.TotalSeconds} s, ";
            },
            score,
            cancellationToken);
        await site.RunAsync(
            "restarted",
            async () =>
            {
                var times = new List<double>();
                for (var i = 0; i < run.Count; i++)
                {
                    // A page may be answered before the server has ended.
                    await RunningSite.WaitForDatabaseAsync(program.Data, cancellationToken);
                    await SignalAsync(s_ends[i % s_ends.Length], RunningSite.DatabaseProcesses(program.Data).Take(1));
                    times.Add((await site.RespondsAgainAsync(cancellationToken))?.TotalSeconds ?? double.PositiveInfinity);
                    await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                }

                times.Sort();
                return $"{run.Count} times ({string.Join(", ", s_ends.Select(end => "SIG" + end))}), recovery in {times[times.Count / 2]:F1} s (median), {times[^1]:F1} s (maximum), ";
            },
            score,
            cancellationToken);
    }

    private static async Task OnFullDiskAsync(TortureRun run, TortureScore score, CancellationToken cancellationToken)
    {
        var (program, files) = run.Fresh("full-disk");
        Directory.CreateDirectory(program.Data);
        var refusal = await TryAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={DiskSize}m,mode=755"), "tmpfs", program.Data);
        try
        {
            using var site = await TroubledSite.StartAsync(program, files, run.Seed, cancellationToken);
            if (refusal is null)
            {
                await site.RunAsync(
                    "disk full",
                    async () =>
                    {
                        var filler = Path.Combine(program.Data, "filler");
                        var bytes = await FillAsync(filler, cancellationToken);
                        await Task.Delay(Trouble, cancellationToken);
                        File.Delete(filler);
                        return $"{bytes >> 20} of {DiskSize} MiB filled for {Trouble.TotalSeconds} s, ";
                    },
                    score,
                    cancellationToken);
            }
            else
            {
                Console.WriteLine($"No file system can be mounted ({refusal}). Limiting the file size of the database processes to {FileSizeLimit} bytes instead.");
                await site.RunAsync(
                    "files limited",
                    async () =>
                    {
                        await LimitFilesAsync(program.Data, FileSizeLimit.ToString(CultureInfo.InvariantCulture));
                        await Task.Delay(Trouble, cancellationToken);
                        await LimitFilesAsync(program.Data, "unlimited");
                        return $"to {FileSizeLimit} bytes for {Trouble.TotalSeconds} s, ";
                    },
                    score,
                    cancellationToken);
            }
        }
        finally
        {
            if (refusal is null && await TryAsync("umount", program.Data) is { } stays)
                Console.WriteLine($"  {program.Data} cannot be unmounted: {stays}");
        }
    }

    /// <summary>Writes a file until the disk is full.</summary>
    /// <returns>The length of the file, in bytes.</returns>
    private static async Task<long> FillAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var part in new[] { 1 << 20, 4096, 1 })
        {
            try
            {
                while (true)
                    await file.WriteAsync(new byte[part], cancellationToken);
            }
            catch (IOException)
            {
                // The disk has no space for a block of this size.
            }
        }

        return file.Length;
    }

    private static async Task LimitFilesAsync(string data, string limit)
    {
        foreach (var process in RunningSite.DatabaseProcesses(data))
            await TryAsync("prlimit", $"--pid={process}", $"--fsize={limit}");
    }

    private static async Task SignalAsync(string signal, IEnumerable<int> processes) =>
        await TryAsync("kill", ["-" + signal, .. processes.Select(process => process.ToString(CultureInfo.InvariantCulture))]);

    /// <returns>The error message of the program; null if it succeeded.</returns>
    private static async Task<string?> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? null : error.Trim();
    }
}
