using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>Measures the site as a separate process with an empty private PostgreSQL, as a user experiences it.</summary>
internal static class SiteBenchmark
{
    /// <summary>The number of clients that send searches at the same time.</summary>
    public const int Clients = 16;

    private const int WarmUpRequests = 100;
    private const int OneClientRequests = 1000;
    private const int ManyClientsSeconds = 15;
    private const int Starts = 9;

    public static async Task RunAsync(FileInfo program, ModelFolder model, DirectoryInfo photos, DirectoryInfo work, CancellationToken cancellationToken)
    {
        var data = Path.Combine(work.FullName, "site");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        var site = new SiteProgram(program, model, photos, data);
        var count = photos.EnumerateFiles("*.jpg").Count();
        Console.WriteLine($"{model.Path}, {count} photos of {photos.FullName}, {Measure.Machine}");

        using (var running = await RunningSite.StartAsync(site, cancellationToken))
        {
            var seconds = await running.SeedAsync(cancellationToken);
            Measure.Print("import, from JPEG to row, while the site runs", $"{count / seconds:F1} photos/s");
            await running.SearchAsync(0, cancellationToken);
            Measure.Print("memory after import: resident / peak", $"{running.Memory("VmRSS"):F2} / {running.Memory("VmHWM"):F2} GiB");
        }

        var starts = new double[Starts];
        for (var i = 0; i < Starts; i++)
            starts[i] = await RunningSite.StartTimeAsync(i, site, cancellationToken);
        Measure.PrintSeconds("process start to first search response", starts);

        using (var running = await RunningSite.StartAsync(site, cancellationToken))
        {
            var load = new SearchLoad();
            await load.OneClientAsync(running, WarmUpRequests, cancellationToken);
            Measure.Print("search request to HTML, 1 client, p50 / p99", await load.OneClientAsync(running, OneClientRequests, cancellationToken));
            var (perSecond, times) = await load.ManyClientsAsync(running, Clients, ManyClientsSeconds, cancellationToken);
            Measure.Print($"{Clients} clients, all queries different", $"{perSecond:F0} requests/s");
            Measure.Print($"{Clients} clients, p50 / p99", times);
            Measure.Print("memory while serving: resident / peak", $"{running.Memory("VmRSS"):F2} / {running.Memory("VmHWM"):F2} GiB");
        }
    }
}
