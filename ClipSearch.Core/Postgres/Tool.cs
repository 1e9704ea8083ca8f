using System.ComponentModel;
using System.Diagnostics;

namespace ClipSearch.Core.Postgres;

/// <summary>Runs PostgreSQL's or the system's programs and captures their output.</summary>
internal static class Tool
{
    /// <summary>
    /// The maximum time to wait for a program's output after it has exited; a server that it started may hold the pipe open.
    /// </summary>
    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The environment variables that child processes inherit. None of them contains a secret or configures PostgreSQL.</summary>
    private static readonly string[] KeptVariables =
    [
        "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ", "TMPDIR",
        "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA",
    ];

    /// <summary>Runs <paramref name="program"/> until it exits, and stops it on cancellation.</summary>
    /// <param name="program">The path or name of the program.</param>
    /// <param name="arguments">The arguments, passed without quoting or changes.</param>
    /// <param name="token">Cancels the operation and stops the program.</param>
    /// <exception cref="PostgresServerException">The program cannot be started.</exception>
    public static Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken token) =>
        RunAsync(program, arguments, new ToolContext(), token);

    /// <summary>Runs <paramref name="program"/> until it exits, and stops it on cancellation.</summary>
    /// <param name="program">The path or name of the program.</param>
    /// <param name="arguments">The arguments, passed without quoting or changes.</param>
    /// <param name="context">The user, the working directory and the input.</param>
    /// <param name="token">Cancels the operation and stops the program.</param>
    /// <exception cref="PostgresServerException">The program cannot be started.</exception>
    public static async Task<ToolResult> RunAsync(string program, IEnumerable<string> arguments, ToolContext context, CancellationToken token)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = context.Folder ?? (OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/"),
            CreateNoWindow = true,
        };
        if (context.User is not null)
            start.UserName = context.User;
        Restrict(start, context.Cluster);
        foreach (var (name, value) in context.Variables)
            start.Environment[name] = value;

        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await WriteAsync(process, context.Input);
            await process.WaitForExitAsync(token);
        }
        catch (OperationCanceledException)
        {
            // Only this process is killed, not its children: a server that pg_ctl has just started keeps running.
            process.Kill();
            throw;
        }

        return new ToolResult(process.ExitCode, await TakeAsync(error) + await TakeAsync(output));
    }

    private static void Restrict(ProcessStartInfo start, string? cluster)
    {
        var kept = KeptVariables.Where(start.Environment.ContainsKey).Select(name => (name, start.Environment[name])).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept)
            start.Environment[name] = value;
        // Some messages are recognised by their English text.
        start.Environment["LC_ALL"] = "C";
        if (cluster is not null)
            start.Environment["PGDATA"] = cluster;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            var by = start.UserName.Length > 0 ? $" as the user {start.UserName}" : "";
            throw new PostgresServerException($"{start.FileName} cannot be run{by}: {e.Message}", e);
        }
    }

    private static async Task WriteAsync(Process process, string? input)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program exited without reading its input. Its exit code and output show the reason.
        }
    }

    private static async Task<string> TakeAsync(Task<string> reading) =>
        await Task.WhenAny(reading, Task.Delay(OutputTimeout)) == reading ? await reading : "";
}

/// <summary>How a program runs.</summary>
internal sealed record ToolContext
{
    /// <summary>The user to run as if this process is root; null for the user of this process.</summary>
    public string? User { get; init; }

    /// <summary>The working directory, which <see cref="User"/> must be able to enter; null for the root directory.</summary>
    public string? Folder { get; init; }

    /// <summary>PGDATA, or null.</summary>
    public string? Cluster { get; init; }

    /// <summary>The program's standard input.</summary>
    public string? Input { get; init; }

    /// <summary>Additional environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}

/// <summary>The result of a program.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">The standard error, followed by the standard output.</param>
internal sealed record ToolResult(int ExitCode, string Output)
{
    /// <summary>The last line of the output that contains an error, without time and process id; otherwise its last line.</summary>
    public string Reason => ServerLog.LastError(Output) ?? Output.Split('\n').LastOrDefault(line => line.Trim().Length > 0)?.Trim() ?? $"exit code {ExitCode}";
}
