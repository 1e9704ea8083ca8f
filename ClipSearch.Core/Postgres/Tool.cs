using System.ComponentModel;
using System.Diagnostics;

namespace ClipSearch.Core.Postgres;

/// <summary>Runs one of PostgreSQL's or the system's programs and takes what it prints.</summary>
internal static class Tool
{
    /// <summary>How long a program's output is awaited after its end; a server it left behind may hold the pipe open.</summary>
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(1);

    /// <summary>What the child processes keep of this one's environment: nothing that holds a secret or steers PostgreSQL.</summary>
    private static readonly string[] KeptVariables =
    [
        "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ", "TMPDIR",
        "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA",
    ];

    /// <summary>Runs <paramref name="program"/> to its end; cancelling ends it.</summary>
    /// <param name="program">Path or name of the program.</param>
    /// <param name="arguments">Its arguments, passed as they are.</param>
    /// <param name="token">Ends the program and the wait.</param>
    /// <param name="user">The user to run as, when this process is root; null for this process's own.</param>
    /// <param name="folder">Working directory; it must be open to <paramref name="user"/>.</param>
    /// <param name="cluster">PGDATA, or null.</param>
    /// <param name="input">What the program reads from its standard input.</param>
    /// <param name="variables">Further variables of its environment.</param>
    /// <exception cref="PostgresServerException">The program cannot be started at all.</exception>
    public static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken token,
        string? user = null, string? folder = null, string? cluster = null, string? input = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? (OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/"),
            CreateNoWindow = true,
        };
        if (user is not null)
            start.UserName = user;
        Restrict(start, cluster);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await WriteAsync(process, input);
            await process.WaitForExitAsync(token);
        }
        catch (OperationCanceledException)
        {
            // Alone: a server that pg_ctl has just started is no part of it.
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
        // Messages in English, for the few that are recognised here.
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
            // The program ended without reading; its exit code and output say why.
        }
    }

    private static async Task<string> TakeAsync(Task<string> reading) =>
        await Task.WhenAny(reading, Task.Delay(OutputPatience)) == reading ? await reading : "";
}

/// <summary>A program's end.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote to its error output, then to its output.</param>
internal sealed record ToolResult(int ExitCode, string Output)
{
    /// <summary>The last line of the output that names an error, without time and process id; else its last line.</summary>
    public string Reason => ServerLog.LastError(Output) ?? Output.Split('\n').LastOrDefault(line => line.Trim().Length > 0)?.Trim() ?? $"exit code {ExitCode}";
}
