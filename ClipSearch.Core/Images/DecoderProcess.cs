using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Images;

/// <summary>The decoder process ended in the middle of a decode, or answered what it should not. The message says how.</summary>
internal sealed class DecoderEndedException(string message) : Exception(message);

/// <summary>
/// A process that decodes images, one at a time (<see cref="DecoderWorker"/>). What takes over or ends a decoder gets at nothing else:
/// the process has neither the settings nor the database, only the image.
/// </summary>
internal sealed class DecoderProcess : IDisposable
{
    /// <summary>Time for a decode to stop by itself before its process is killed.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    private const int MaxReasonCharacters = 300;

    /// <summary>Variables of the environment that decide how the process starts and where its libraries are. It gets no others.</summary>
    private static readonly string[] Variables =
    [
        "PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBVIPS_PATH", "LIBVIPS_GLIB_PATH",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_ROLL_FORWARD",
    ];

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Thread _errors;
    private readonly Lock _writing = new();
    private string _lastError = "";

    private DecoderProcess(Process process)
    {
        _process = process;
        (_input, _output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        // A thread of its own: one of the pool would be missing there as long as the process lives.
        _errors = new Thread(ReadErrors, maxStackSize: 1 << 18) { IsBackground = true, Name = "decoder errors" };
        _errors.Start();
    }

    /// <summary>When it was last used, <see cref="Environment.TickCount64"/>.</summary>
    public long UsedAt { get; set; }

    /// <summary>Whether it waits for an image.</summary>
    public bool IsReady { get; private set; } = true;

    /// <summary>Whether it has ended while it waited.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one.</summary>
    /// <param name="command">How.</param>
    /// <param name="maxMemory">The most memory that it may take, in bytes.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static DecoderProcess Start(DecoderCommand command, long maxMemory)
    {
        var start = new ProcessStartInfo(command.FileName, [.. command.Arguments, maxMemory.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var values = Variables.Select(name => (name, Environment.GetEnvironmentVariable(name))).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in values)
        {
            if (value is not null)
                start.Environment[name] = value;
        }

        // A small heap, and no port for debuggers.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new DecoderProcess(Process.Start(start)!);
    }

    /// <summary>Decodes an image.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="request">What to make of it.</param>
    /// <param name="limits">For the timeout.</param>
    /// <param name="enterLarge">Waits until a decode that takes much memory may begin; the result is disposed when it is done.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is no image, is damaged or over the limits.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    /// <exception cref="DecoderEndedException">The process ended.</exception>
    public DecodedParts Decode(
        ImageFile file, DecodeRequest request, ImageLimits limits, Func<CancellationToken, IDisposable> enterLarge, CancellationToken cancellationToken)
    {
        IsReady = false;
        var name = file.Bytes.Name;
        using var deadline = new CancellationTokenSource();
        using var killing = deadline.Token.UnsafeRegister(static process => ((DecoderProcess)process!).Kill(), this);
        using var cancelling = cancellationToken.UnsafeRegister(_ => Cancel(deadline), null);
        IDisposable? turn = null;
        try
        {
            deadline.CancelAfter(limits.Timeout + TimeToStop);
            lock (_writing)
                DecoderProtocol.WriteRequest(_input, request, name, file.Content);
            var (kind, payload) = DecoderProtocol.Read(_output);
            if (kind == FrameKind.IsLarge)
            {
                deadline.CancelAfter(Timeout.InfiniteTimeSpan);
                turn = enterLarge(cancellationToken);
                deadline.CancelAfter(limits.Timeout + TimeToStop);
                lock (_writing)
                    DecoderProtocol.Write(_input, FrameKind.Proceed);
                (kind, payload) = DecoderProtocol.Read(_output);
            }

            IsReady = kind is FrameKind.Done or FrameKind.Failed or FrameKind.Cancelled or FrameKind.Unusable;
            return Parts(kind, payload, request, cancellationToken);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            IsReady = false;
            Kill();
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested)
                throw limits.TimedOut(name);
            throw new DecoderEndedException(e is InvalidDataException ? $"it answered what it should not: {e.Message}" : HowItEnded());
        }
        finally
        {
            turn?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static DecodedParts Parts(FrameKind kind, byte[] payload, DecodeRequest request, CancellationToken cancellationToken) => kind switch
    {
        FrameKind.Done => DecoderProtocol.ReadParts(payload, request),
        FrameKind.Failed => throw new ImageException(ImageException.OneLine(Encoding.UTF8.GetString(payload))),
        FrameKind.Cancelled => throw new OperationCanceledException(cancellationToken),
        FrameKind.Unusable => throw new DllNotFoundException(Encoding.UTF8.GetString(payload)),
        _ => throw new InvalidDataException($"a frame of kind {(byte)kind}"),
    };

    /// <summary>Asks for the end of a decode, and kills the process where it does not end in time.</summary>
    private void Cancel(CancellationTokenSource deadline)
    {
        deadline.CancelAfter(TimeToStop);
        // While the request is being written there is nothing to cancel yet; a process that does not read it is killed.
        if (!_writing.TryEnter())
            return;
        try
        {
            DecoderProtocol.Write(_input, FrameKind.Cancel);
        }
        catch (IOException)
        {
            // It has ended, which its output tells.
        }
        finally
        {
            _writing.Exit();
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private string HowItEnded()
    {
        const int FirstSignal = 128;
        _process.WaitForExit();
        _errors.Join();
        var end = _process.ExitCode > FirstSignal && !OperatingSystem.IsWindows()
            ? $"signal {_process.ExitCode - FirstSignal}"
            : string.Create(CultureInfo.InvariantCulture, $"exit code {_process.ExitCode}");
        return _lastError.Length == 0 ? end : $"{end}: {_lastError}";
    }

    /// <summary>Keeps the end of the last line that the process wrote about itself, however long a line it writes.</summary>
    private void ReadErrors()
    {
        Span<char> part = stackalloc char[MaxReasonCharacters];
        var text = "";
        while (_process.StandardError.Read(part) is var read and > 0)
        {
            text += new string(part[..read]);
            if (text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var line])
                _lastError = ImageException.OneLine(line)[Math.Max(0, line.Length - MaxReasonCharacters)..].TrimEnd('.');
            text = text[Math.Max(0, text.Length - MaxReasonCharacters)..];
        }
    }
}
