using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Benchmarks;

/// <summary>Runs the published site as a separate process.</summary>
internal sealed class RunningSite : IDisposable
{
    private readonly SiteProgram _program;
    private readonly Process _process;
    private readonly HttpClient _http;

    private RunningSite(SiteProgram program, int port)
    {
        _program = program;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(1) };
        _process = Process.Start(program.Command(port, [.. program.Arguments]))!;
        _process.OutputDataReceived += (_, line) => program.Log?.Invoke(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                Console.Error.WriteLine(text);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The HTTP client, with the address of the site as base address.</summary>
    public HttpClient Http => _http;

    /// <summary>Whether the process of the site has exited.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The IDs of the site's process and its descendants. They do not include its PostgreSQL, which is not a descendant.</summary>
    public IReadOnlyList<int> Processes => ProcessTree.Of(_process.Id);

    /// <summary>Launches a site without waiting until it responds.</summary>
    public static RunningSite Launch(SiteProgram program) => new(program, LoopbackPort.Free());

    /// <summary>Starts a site and waits until it responds.</summary>
    public static async Task<RunningSite> StartAsync(SiteProgram program, CancellationToken cancellationToken)
    {
        var site = Launch(program);
        await site.RespondsAsync(cancellationToken);
        return site;
    }

    /// <summary>Waits until the site responds.</summary>
    /// <exception cref="InvalidOperationException">The process of the site has exited.</exception>
    public async Task RespondsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The site ended with exit code {_process.ExitCode}.");
            try
            {
                using var answer = await GetAsync("/health/live", cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5, cancellationToken);
            }
        }
    }

    /// <summary>Kills only the process of the site (SIGKILL). Its PostgreSQL and other child processes are not killed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>
    /// Measures the time from the start of the site to the first search response, and ends the site. Also works without photos.
    /// </summary>
    /// <param name="number">The number of the query.</param>
    /// <param name="program">The site to start.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The seconds from the start of the process to the response.</returns>
    public static async Task<double> StartTimeAsync(int number, SiteProgram program, CancellationToken cancellationToken)
    {
        var isEmpty = !program.Photos.EnumerateFiles("*", SearchOption.AllDirectories).Any();
        var clock = Stopwatch.StartNew();
        using var site = await StartAsync(program, cancellationToken);
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

    /// <summary>Runs a command-line verb on the library of the site while the site runs.</summary>
    /// <returns>The duration in seconds, and the standard output.</returns>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public async Task<(double Seconds, string Output)> CommandAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using var command = Process.Start(_program.Command(0, arguments))!;
        command.ErrorDataReceived += (_, _) => { };
        command.BeginErrorReadLine();
        var output = await command.StandardOutput.ReadToEndAsync(cancellationToken);
        await command.WaitForExitAsync(cancellationToken);
        return command.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, output) : throw new InvalidOperationException($"{arguments[0]} ended with exit code {command.ExitCode}.");
    }

    /// <summary>Waits for the import at startup and returns its duration in seconds.</summary>
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

    /// <summary>Sends a search as htmx does and returns its duration in milliseconds. Waits for a site that is still starting.</summary>
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

    /// <summary>Returns a value of /proc/PID/status in GiB.</summary>
    public double Memory(string line) => Amount(File.ReadLines($"/proc/{_process.Id}/status"), line);

    /// <summary>
    /// Returns the memory of the private PostgreSQL in GiB: all processes, with shared memory counted once (PSS). Only its own user and
    /// root can read it.
    /// </summary>
    public double DatabaseMemory() => DatabaseProcesses(_program.Data).Sum(process => Amount(File.ReadLines($"/proc/{process}/smaps_rollup"), "Pss:"));

    /// <summary>Returns the process IDs of the private PostgreSQL of a data folder, the main process first.</summary>
    public static IReadOnlyList<int> DatabaseProcesses(string data) =>
        ProcessTree.Of(int.Parse(File.ReadLines(PostmasterPid(data)).First(), CultureInfo.InvariantCulture));

    /// <summary>Waits until a private database that was ended runs again.</summary>
    public static async Task WaitForDatabaseAsync(string data, CancellationToken cancellationToken)
    {
        while (!File.Exists(PostmasterPid(data)))
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
    }

    private static string PostmasterPid(string data) => Path.Combine(data, "postgres", "cluster", "postmaster.pid");

    public void Dispose()
    {
        _http.Dispose();
        using (_process)
        {
            if (_process.HasExited)
                return;
            Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            _process.WaitForExit();
        }
    }

    /// <returns>The response; null if the site is not ready yet.</returns>
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
        return _http.SendAsync(request, cancellationToken);
    }

    /// <summary>Parses a value in kB and returns it in GiB.</summary>
    private static double Amount(IEnumerable<string> lines, string line) =>
        double.Parse(lines.First(text => text.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) / (1 << 20);
}
