using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>The published site as a process of its own, with a private PostgreSQL in its data folder.</summary>
internal sealed class RunningSite(Process process, ProcessStartInfo program, HttpClient http) : IDisposable
{
    public static async Task<RunningSite> StartAsync(FileInfo program, ModelFolder model, DirectoryInfo photos, string data, CancellationToken cancellationToken)
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
        var site = new RunningSite(process, start, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
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

    /// <summary>Starts the site, asks it once, and ends it. Where there are no photos, the answer says so.</summary>
    /// <param name="number">Of the query.</param>
    /// <returns>Seconds from the start of the process to the answer.</returns>
    public static async Task<double> StartTimeAsync(
        int number, FileInfo program, ModelFolder model, DirectoryInfo photos, string data, CancellationToken cancellationToken)
    {
        var isEmpty = !photos.EnumerateFiles("*", SearchOption.AllDirectories).Any();
        var clock = Stopwatch.StartNew();
        using var site = await StartAsync(program, model, photos, data, cancellationToken);
        if (isEmpty)
        {
            while (await site.AskAsync(number, cancellationToken) is null)
                await Task.Delay(5, cancellationToken);
        }
        else
        {
            await site.SearchAsync(number, cancellationToken);
        }

        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>Runs a verb of the command line beside the site, on the same library; returns its seconds.</summary>
    public async Task<double> CommandTimeAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program.FileName, [.. program.ArgumentList, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in program.Environment)
            start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var command = Process.Start(start)!;
        await command.StandardOutput.ReadToEndAsync(cancellationToken);
        await command.WaitForExitAsync(cancellationToken);
        return command.ExitCode == 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"{arguments[0]} ended with exit code {command.ExitCode}.");
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
            var html = await AskAsync(number, cancellationToken);
            if (html?.Contains("/thumb", StringComparison.Ordinal) == true)
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await Task.Delay(5, cancellationToken);
        }
    }

    /// <summary>A line of /proc/PID/status in GiB.</summary>
    public double Memory(string line) => Amount(File.ReadLines($"/proc/{process.Id}/status"), line);

    /// <summary>The memory of its private PostgreSQL in GiB: of all processes, what they share counted once (PSS). Only its own user and root may ask.</summary>
    public double DatabaseMemory()
    {
        var server = File.ReadLines(Path.Combine(program.Environment["DATA_DIR"]!, "postgres", "cluster", "postmaster.pid")).First();
        return Directory.EnumerateDirectories("/proc", "*")
            .Where(folder => folder == $"/proc/{server}" || ParentOf(folder) == server)
            .Sum(folder => Amount(File.ReadLines(Path.Combine(folder, "smaps_rollup")), "Pss:"));

        static string? ParentOf(string folder)
        {
            var status = Path.Combine(folder, "status");
            return File.Exists(status) ? File.ReadLines(status).First(line => line.StartsWith("PPid:", StringComparison.Ordinal)).Split()[^1] : null;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        using (process)
        {
            Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            process.WaitForExit();
        }
    }

    /// <returns>The answer; null where the site is not ready yet.</returns>
    private async Task<string?> AskAsync(int number, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync($"/?q={Uri.EscapeDataString(Queries.Of(number))}", cancellationToken);
        var html = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => html,
            HttpStatusCode.ServiceUnavailable => null,
            _ => throw new InvalidOperationException($"{answer.StatusCode}: {html}"),
        };
    }

    private Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("HX-Request", "true");
        return http.SendAsync(request, cancellationToken);
    }

    /// <summary>The value of a line in kB, in GiB.</summary>
    private static double Amount(IEnumerable<string> lines, string line) =>
        double.Parse(lines.First(text => text.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / (1 << 20);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
