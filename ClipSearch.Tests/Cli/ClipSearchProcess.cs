using System.Diagnostics;
using System.Runtime.InteropServices;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Cli;

namespace ClipSearch.Tests.Cli;

/// <summary>ClipSearch in a separate process, started as from a shell.</summary>
internal sealed partial class ClipSearchProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private ClipSearchProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts the process with the settings as environment variables.</summary>
    public static ClipSearchProcess Start(ClipSearchOptions options, params string[] arguments) => Start([], Path.GetTempPath(), options, null, arguments);

    /// <summary>Starts the process with one more environment variable.</summary>
    public static ClipSearchProcess Start(ClipSearchOptions options, (string Name, string Value)? variable, params string[] arguments) =>
        Start([], Path.GetTempPath(), options, variable, arguments);

    private static ClipSearchProcess Start(string[] before, string folder, ClipSearchOptions options, (string Name, string Value)? variable, string[] arguments)
    {
        string[] command = [.. before, "dotnet", typeof(global::ClipSearch.Web.Hosting.Site).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment.Remove("DATABASE_URL");
        start.Environment.Remove("POSTGRESQL_URL");
        if (options.DatabaseUrl is not null)
            start.Environment["DATABASE_URL"] = options.DatabaseUrl;
        start.Environment["PHOTOS_DIR"] = string.Join(Path.PathSeparator, options.PhotosDirs);
        start.Environment["MODELS_DIR"] = options.ModelsDir;
        start.Environment["DATA_DIR"] = options.DataDir;
        start.Environment["CLIP_MODEL"] = options.ClipModel;
        start.Environment["PORT"] = options.Port.ToString();
        start.Environment["ACCESS_TOKEN"] = options.AccessToken;
        start.Environment["TRUST_LOOPBACK"] = options.TrustLoopback.ToString();
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = options.OtlpEndpoint?.AbsoluteUri;
        if (options.S3Endpoint is { } endpoint)
            start.Environment["S3_ENDPOINT"] = endpoint.AbsoluteUri;
        if (options.S3Keys is { } keys)
            (start.Environment["S3_ACCESS_KEY_ID"], start.Environment["S3_SECRET_ACCESS_KEY"]) = (keys.Id, keys.Secret);
        if (variable is var (name, value))
            start.Environment[name] = value;
        return new ClipSearchProcess(Process.Start(start)!);
    }

    /// <summary>Runs the process to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ClipSearchOptions options, params string[] arguments)
    {
        using var process = Start(options, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs the process to its end in a working directory.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunInAsync(string folder, ClipSearchOptions options, params string[] arguments)
    {
        using var process = Start([], folder, options, null, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs the process to its end through another program.</summary>
    /// <param name="program">The program and its arguments, before the command line of ClipSearch.</param>
    /// <param name="options">The settings.</param>
    /// <param name="arguments">The arguments of ClipSearch.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunByAsync(string[] program, ClipSearchOptions options, params string[] arguments)
    {
        using var process = Start(program, Path.GetTempPath(), options, null, arguments);
        return await process.EndAsync();
    }

    /// <summary>Timeout for a command that does not end.</summary>
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(5);

    public bool HasExited => _process.HasExited;

    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(RunTimeout, TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    public int Id => _process.Id;

    /// <summary>Sends SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends SIGINT.</summary>
    public void Interrupt() => Assert.Equal(0, SendSignal(_process.Id, 2));

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
