using System.Collections.Concurrent;
using System.Diagnostics;
using ClipSearch.Tests.Torture;

namespace ClipSearch.Benchmarks.Torture;

/// <summary>Sends all kinds of requests to a site over several connections, as a local reverse proxy would.</summary>
internal static class RequestsTorture
{
    private const int Connections = 16;
    private const int Reports = 10;
    private const string AllowedHost = "photos.example.org";

    public static async Task<int> RunAsync(TortureRun run, CancellationToken cancellationToken)
    {
        var (program, files) = run.Fresh("site");
        foreach (var photo in run.Repository.GetDirectories("photos").Single().EnumerateFiles("*.jpg"))
            photo.CopyTo(Path.Combine(files.Folder, photo.Name));
        // The headers of a trusted proxy are accepted, so that forged ones have an effect. Rate limits are disabled, because they would
        // reject most requests.
        program = program with
        {
            Settings = new Dictionary<string, string> { ["TRUSTED_PROXIES"] = "127.0.0.1", ["ALLOWED_HOSTS"] = AllowedHost, ["SEARCHES_PER_MINUTE"] = "0" },
        };
        using var site = await RunningSite.StartAsync(program, cancellationToken);
        var client = new LibraryClient(site.Http);
        await client.SettleAsync(files, cancellationToken);
        var photos = await client.PhotosAsync(cancellationToken);
        var mix = new RequestMix(photos, AllowedHost);
        using var sender = new RequestSender(site.Http.BaseAddress!, Connections);
        var score = new TortureScore();
        var statuses = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var failures = new ConcurrentQueue<string>();
        var (sent, clock) = (0, Stopwatch.StartNew());
        var report = Math.Max(1, run.Count / Reports);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(
            async () =>
            {
                var random = new Random(unchecked((run.Seed * 1_000_003) + connection));
                while (Interlocked.Increment(ref sent) is var number && number <= run.Count && !site.HasEnded)
                {
                    var request = mix.Next(random);
                    var (status, isFailure) = await SendAsync(sender, request, cancellationToken);
                    statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                    if (isFailure)
                        failures.Enqueue($"{status}: {request.Method} {request.Target} {string.Join(", ", request.Headers)}");
                    if (number % report == 0)
                    {
                        Console.WriteLine(
                            $"  {100.0 * number / run.Count:F0} %: {number / clock.Elapsed.TotalSeconds:F0} requests/s, {site.Memory("VmRSS"):F3} GiB resident, "
                            + $"{ProcessTree.Resident(site.Processes):F3} GiB with its processes");
                    }
                }
            },
            cancellationToken)));
        clock.Stop();
        if (site.HasEnded)
        {
            score.Ended++;
            return score.Print("requests", $"{sent} requests in {clock.Elapsed.TotalMinutes:F1} min");
        }

        score.Wrong += failures.Count;
        TortureRun.PrintWrong(failures);
        if ((await client.PhotosAsync(cancellationToken)).Count is var left && left != photos.Count)
            score.Lost += Math.Abs(photos.Count - left);
        return score.Print(
            "requests",
            $"{run.Count} requests in {clock.Elapsed.TotalMinutes:F1} min ({run.Count / clock.Elapsed.TotalSeconds:F0}/s), {Connections} connections, {photos.Count} photos, "
            + $"{string.Join(", ", statuses.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} × {pair.Key}"))}, "
            + $"peak memory {site.Memory("VmHWM"):F2} GiB");
    }

    /// <returns>
    /// The status, "closed" without a response, or the error if the site cannot be reached or does not respond; and whether it is an error
    /// of the site.
    /// </returns>
    private static async Task<(string Status, bool IsFailure)> SendAsync(RequestSender sender, MixedRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var status = await sender.SendAsync(request, cancellationToken);
            return (status is { } answered ? $"{(int)answered}" : request.BreaksOff ? "aborted" : "closed", RequestSender.IsServerError(status));
        }
        catch (Exception e) when (e is HttpRequestException or System.Net.Sockets.SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return ($"no response ({e.Message})", true);
        }
    }
}
