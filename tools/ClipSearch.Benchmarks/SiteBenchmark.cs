using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>The site as its own process, on an empty private PostgreSQL: what a person on this machine gets.</summary>
internal static class SiteBenchmark
{
    private const int OneClientRequests = 1000;
    private const int Clients = 16;
    private const int ManyClientsSeconds = 15;
    private const int Starts = 5;

    public static async Task RunAsync(FileInfo program, ModelFolder model, DirectoryInfo photos, DirectoryInfo work, CancellationToken cancellationToken)
    {
        var data = Path.Combine(work.FullName, "site");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        var count = photos.EnumerateFiles("*.jpg").Count();
        Console.WriteLine($"{model.Path}, {count} photos of {photos.FullName}, {Measure.Machine}");

        using (var site = await Site.StartAsync(program, model, photos, data, cancellationToken))
        {
            var seconds = await site.SeedAsync(cancellationToken);
            Measure.Print("seeding, from JPEG to row, while the site serves", $"{count / seconds:F1} photos/s");
            await site.SearchAsync(0, cancellationToken);
            Measure.Print("memory after seeding: resident / peak", $"{site.Memory("VmRSS"):F2} / {site.Memory("VmHWM"):F2} GiB");
        }

        var starts = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            var clock = Stopwatch.StartNew();
            using var site = await Site.StartAsync(program, model, photos, data, cancellationToken);
            await site.SearchAsync(i, cancellationToken);
            starts.Add(clock.Elapsed.TotalSeconds);
        }

        Measure.Print($"process start to first answered search, median of {Starts}", $"{starts.Order().ElementAt(Starts / 2):F2} s");

        using (var site = await Site.StartAsync(program, model, photos, data, cancellationToken))
        {
            for (var i = 0; i < 100; i++)
                await site.SearchAsync(i, cancellationToken);
            var times = new List<double>();
            for (var i = 0; i < OneClientRequests; i++)
                times.Add(await site.SearchAsync(100 + i, cancellationToken));
            Measure.Print("search request to HTML, 1 client, p50 / p99", [.. times.Order()]);

            var next = 100 + OneClientRequests;
            var all = new System.Collections.Concurrent.ConcurrentBag<double>();
            var end = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
            {
                while (end.Elapsed.TotalSeconds < ManyClientsSeconds)
                    all.Add(await site.SearchAsync(Interlocked.Increment(ref next), cancellationToken));
            }));
            Measure.Print($"{Clients} clients, all queries different", $"{all.Count / end.Elapsed.TotalSeconds:F0} requests/s");
            Measure.Print($"{Clients} clients, p50 / p99", [.. all.Order()]);
            Measure.Print("memory while serving: resident / peak", $"{site.Memory("VmRSS"):F2} / {site.Memory("VmHWM"):F2} GiB");
        }
    }

    /// <summary>A running site.</summary>
    private sealed class Site(Process process, HttpClient http) : IDisposable
    {
        public static async Task<Site> StartAsync(FileInfo program, ModelFolder model, DirectoryInfo photos, string data, CancellationToken cancellationToken)
        {
            var port = FreePort();
            var start = new ProcessStartInfo("dotnet", [program.FullName]) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, value) in new (string, string)[]
                     {
                         ("CLIP_MODEL", model.Name), ("MODELS_DIR", Path.GetFullPath(Path.Combine(model.Path, "../.."))),
                         ("PHOTOS_DIR", photos.FullName), ("DATA_DIR", data), ("PORT", port.ToString(CultureInfo.InvariantCulture)), ("HOST", "127.0.0.1"),
                     })
            {
                start.Environment[name] = value;
            }

            start.Environment.Remove("DATABASE_URL");
            start.Environment.Remove("POSTGRESQL_URL");
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var site = new Site(process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
            while (true)
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"The site ended with exit code {process.ExitCode}.");
                try
                {
                    using var answer = await site.GetAsync("/health/live", cancellationToken);
                    return site;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(5, cancellationToken);
                }
            }
        }

        /// <summary>Waits for the start-up step; returns its seconds.</summary>
        public async Task<double> SeedAsync(CancellationToken cancellationToken)
        {
            var clock = Stopwatch.StartNew();
            while (true)
            {
                using var answer = await GetAsync("/api/status", cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    var status = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                    var state = status.GetProperty("sync").GetProperty("state").GetString();
                    if (state == "done")
                        return clock.Elapsed.TotalSeconds;
                    if (state == "failed")
                        throw new InvalidOperationException(status.ToString());
                }

                await Task.Delay(100, cancellationToken);
            }
        }

        /// <summary>One search as htmx asks for it; returns its milliseconds. Waits for a site that is still starting.</summary>
        public async Task<double> SearchAsync(int number, CancellationToken cancellationToken)
        {
            while (true)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await GetAsync($"/?q={Uri.EscapeDataString(Queries.Of(number))}", cancellationToken);
                var html = await answer.Content.ReadAsStringAsync(cancellationToken);
                if (answer.IsSuccessStatusCode && html.Contains("/thumb", StringComparison.Ordinal))
                    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.OK))
                    throw new InvalidOperationException($"{answer.StatusCode}: {html}");
                await Task.Delay(5, cancellationToken);
            }
        }

        /// <summary>A line of /proc/PID/status in GiB.</summary>
        public double Memory(string line) => double.Parse(
            File.ReadLines($"/proc/{process.Id}/status").First(text => text.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / (1 << 20);

        public void Dispose()
        {
            http.Dispose();
            using (process)
            {
                Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
                process.WaitForExit();
            }
        }

        private Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("HX-Request", "true");
            return http.SendAsync(request, cancellationToken);
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
