using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Video;

/// <summary>
/// A run of ffmpeg or ffprobe on one untrusted file. It has no settings, no secrets and no input, its memory and processor time are limited,
/// and it is ended with this object.
/// </summary>
internal sealed class FfmpegProcess : IAsyncDisposable
{
    /// <summary>The address space in KiB. Decoding 8K video takes less than 2 GiB.</summary>
    private const int MaxMemory = 4 << 20;

    /// <summary>The processor time in seconds.</summary>
    private const int MaxProcessorTime = 1800;

    /// <summary>The number of lines of errors that are kept.</summary>
    private const int MaxErrors = 4;

    private const int MaxLine = 400;

    /// <summary>The shell sets the limits, which the program inherits. It has no part in the arguments.</summary>
    private const string WithLimits = """ulimit -v "$1"; ulimit -t "$2"; ulimit -c 0; shift 2; exec "$@" """;

    private readonly Process _process;
    private readonly string _name;
    private readonly Task _reading;
    private readonly Queue<string> _errors = new();

    private FfmpegProcess(Process process, string name, Func<string, bool>? takesLine)
    {
        (_process, _name) = (process, name);
        _reading = ReadErrorsAsync(takesLine);
    }

    /// <summary>The output of the program.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts a program.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">The arguments, passed without quoting or changes.</param>
    /// <param name="name">The name of the video in error messages.</param>
    /// <param name="takesLine">Receives each line of the error output, and returns whether it is no error; null if all lines are errors.</param>
    /// <exception cref="ImageException">The program cannot be started.</exception>
    public static FfmpegProcess Start(string program, IEnumerable<string> arguments, string name, Func<string, bool>? takesLine = null)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", WithLimits, "sh", Number(MaxMemory), Number(MaxProcessorTime), program, .. arguments]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.CreateNoWindow = true;
        start.WorkingDirectory = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/";
        var path = start.Environment.TryGetValue("PATH", out var known) ? known : null;
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C";
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FfmpegProcess(process, name, takesLine);
        }
        catch (Win32Exception e)
        {
            throw ImageException.UnreadableVideo(name, $"{program} cannot be started", new IOException(e.Message, e));
        }
    }

    /// <summary>Waits until the program has ended.</summary>
    /// <exception cref="ImageException">The program failed.</exception>
    public async Task EnsureSuccessAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading;
        if (_process.ExitCode == 0)
            return;
        var reason = _errors.Count > 0 ? string.Join("; ", _errors) : string.Create(CultureInfo.InvariantCulture, $"FFmpeg ended with status {_process.ExitCode}");
        throw ImageException.UnreadableVideo(_name, reason);
    }

    /// <summary>Ends the program, if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended in between.
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadErrorsAsync(Func<string, bool>? takesLine)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (takesLine?.Invoke(line) == true || line.Length == 0)
                continue;
            _errors.Enqueue(Shown(line));
            if (_errors.Count > MaxErrors)
                _errors.Dequeue();
        }
    }

    /// <summary>Returns a line without the address of the component that wrote it, "[mov,mp4 @ 0x55d1] ", and without a full stop.</summary>
    private static string Shown(string line)
    {
        var end = line.StartsWith('[') ? line.IndexOf("] ", StringComparison.Ordinal) : -1;
        var text = SingleLine.Of(end < 0 ? line : line[(end + 2)..]).TrimEnd('.');
        return text.Length <= MaxLine ? text : text[..MaxLine];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
