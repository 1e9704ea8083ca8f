using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>
/// Copies damaged image files to the folder of a running site in batches, and checks that each is imported or listed as an import error.
/// </summary>
internal static class ImagesTorture
{
    private const int FilesPerBatch = 500;
    private const int ThumbnailsAtOnce = 4;

    public static async Task<int> RunAsync(TortureRun run, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var (program, files) = run.Fresh("site");
        var mutator = new ImageMutator(SeedImages.Of(run.Repository.FullName), run.Seed);
        var score = new TortureScore();
        var (imported, refused, peak) = (0, 0, 0.0);
        var thumbnails = new ConcurrentDictionary<int, int>();
        var site = await RunningSite.StartAsync(program, cancellationToken);
        try
        {
            foreach (var numbers in Enumerable.Range(0, run.Count).Chunk(FilesPerBatch))
            {
                var folder = Directory.CreateDirectory(Path.Combine(files.Folder, $"batch-{numbers[0] / FilesPerBatch:D4}"));
                foreach (var image in numbers.Select(mutator.Mutate))
                    await File.WriteAllBytesAsync(Path.Combine(folder.FullName, image.Name), image.Content, cancellationToken);
                var watching = WatchMemoryAsync(site, out var stop);
                var hasSettled = await new LibraryClient(site.Http).SettleAsync(files, cancellationToken);
                if (!hasSettled)
                    Console.WriteLine($"  The import of {folder.Name} does not finish.");
                if (site.HasEnded)
                {
                    score.Ended++;
                    Console.WriteLine($"  The site crashed while importing {folder.Name}.");
                    site.Dispose();
                    site = await RunningSite.StartAsync(program, cancellationToken);
                    await new LibraryClient(site.Http).SettleAsync(files, cancellationToken);
                }

                var client = new LibraryClient(site.Http);
                var seeded = JsonSerializer.Deserialize<JsonElement>((await site.CommandAsync(["seed", folder.FullName, "--json"], cancellationToken)).Output);
                var paths = folder.EnumerateFiles().Select(file => files.Relative(file.FullName)).ToHashSet(StringComparer.Ordinal);
                var outcome = ImportCheck.Of(paths, seeded, (await client.PhotosAsync(cancellationToken)).Where(photo => paths.Contains(photo.Path)));
                (imported, refused) = (imported + outcome.Imported.Count, refused + outcome.Refused);
                score.Wrong += outcome.Wrong.Count;
                TortureRun.PrintWrong(outcome.Wrong);
                await Parallel.ForEachAsync(outcome.Imported, new ParallelOptions { MaxDegreeOfParallelism = ThumbnailsAtOnce, CancellationToken = cancellationToken }, async (photo, token) =>
                {
                    var status = (int)(await client.ProbeAsync(photo.ThumbnailUrl, token) ?? 0);
                    thumbnails.AddOrUpdate(status, 1, (_, count) => count + 1);
                });
                await stop.CancelAsync();
                peak = Math.Max(peak, await watching);
                Console.WriteLine($"  {numbers[^1] + 1} files: {imported} imported, {refused} rejected, {site.Memory("VmRSS"):F2} GiB resident");
            }

            // A missing response and status 500 count as errors. Other statuses describe a problem of the file.
            score.Wrong += thumbnails.GetValueOrDefault(0) + thumbnails.GetValueOrDefault(500);
            return score.Print(
                "images",
                $"{run.Count} files in {clock.Elapsed.TotalMinutes:F1} min, {imported} imported, {refused} rejected, "
                + $"thumbnails {string.Join(", ", thumbnails.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}"))}, "
                + $"peak memory {site.Memory("VmHWM"):F2} GiB of the site, {peak:F2} GiB with its processes");
        }
        finally
        {
            site.Dispose();
        }
    }

    /// <returns>The maximum total resident memory of the site and its processes, sampled, in GiB.</returns>
    private static Task<double> WatchMemoryAsync(RunningSite site, out CancellationTokenSource stop)
    {
        var stopped = new CancellationTokenSource();
        stop = stopped;
        return Task.Run(async () =>
        {
            var peak = 0.0;
            while (!stopped.IsCancellationRequested)
            {
                peak = Math.Max(peak, ProcessTree.Resident(site.Processes));
                await Task.Delay(250, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return peak;
        });
    }
}
