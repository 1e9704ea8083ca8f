using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Native;

namespace ClipSearch.Core.Imaging.Decoding;

/// <summary>Thrown when the decoder process ended during a decode or sent an invalid response. The message contains the details.</summary>
internal sealed class DecoderEndedException(string message) : Exception(message);

/// <summary>
/// A process that decodes images, one at a time (<see cref="DecoderWorker"/>). It limits the damage of an image that exploits or crashes
/// the decoder: the process has access to the image, but not to the settings or the database.
/// </summary>
internal sealed class DecoderProcess : IDisposable
{
    /// <summary>The time that a decode has to stop before its process is killed.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    private const int MaxReasonCharacters = 300;

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
        // A dedicated thread: a thread of the pool would be blocked for the lifetime of the process.
        // The stream is taken here, because the process may be disposed before the thread runs.
        var errors = process.StandardError;
        _errors = new Thread(() => ReadErrors(errors), maxStackSize: 1 << 18) { IsBackground = true, Name = "decoder errors" };
        _errors.Start();
    }

    /// <summary>The time of the last use, as <see cref="Environment.TickCount64"/>.</summary>
    public long UsedAt { get; set; }

    /// <summary>Whether the process is idle.</summary>
    public bool IsReady { get; private set; } = true;

    /// <summary>Whether the process has exited.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The process ID.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a decoder process.</summary>
    /// <param name="command">The command to run.</param>
    /// <param name="maxMemory">The memory limit of the process, in bytes.</param>
    /// <exception cref="Win32Exception">The process cannot be started.</exception>
    public static DecoderProcess Start(ProgramCommand command, long maxMemory)
    {
        var start = command.StartInfo(DecoderWorker.Verb, maxMemory.ToString(CultureInfo.InvariantCulture));
        // Keeps the heap small and opens no diagnostics port.
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new DecoderProcess(Process.Start(start)!);
    }

    /// <summary>Decodes an image.</summary>
    /// <param name="file">The file of the image.</param>
    /// <param name="request">The outputs to create.</param>
    /// <param name="limits">The limits; only the timeout is used.</param>
    /// <param name="enterLarge">
    /// Waits until a decode that uses much memory may start. The result is disposed when the decode is done.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not an image, is damaged or exceeds a limit.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
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

            IsReady = kind is FrameKind.Done or FrameKind.Failed or FrameKind.Missing or FrameKind.Cancelled or FrameKind.Unusable;
            return Parts(kind, payload, request, name, cancellationToken);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            IsReady = false;
            Kill();
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested)
                throw limits.TimedOut(name);
            throw new DecoderEndedException(e is InvalidDataException ? $"protocol error: {e.Message}" : HowItEnded());
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

    private static DecodedParts Parts(FrameKind kind, byte[] payload, DecodeRequest request, string name, CancellationToken cancellationToken) => kind switch
    {
        FrameKind.Done => DecoderProtocol.ReadParts(payload, request),
        FrameKind.Failed => throw new ImageException(SingleLine.Of(Encoding.UTF8.GetString(payload))),
        FrameKind.Missing => throw (NeededPrograms.Find(Encoding.UTF8.GetString(payload)) is { } program
            ? ImageException.Missing(name, program) : new InvalidDataException("unknown program")),
        FrameKind.Cancelled => throw new OperationCanceledException(cancellationToken),
        FrameKind.Unusable => throw new DllNotFoundException(Encoding.UTF8.GetString(payload)),
        _ => throw new InvalidDataException($"unexpected frame kind {(byte)kind}"),
    };

    /// <summary>Requests the end of a decode, and kills the process if the decode does not stop in time.</summary>
    private void Cancel(CancellationTokenSource deadline)
    {
        deadline.CancelAfter(TimeToStop);
        // There is nothing to cancel while the request is being written. A process that does not read it is killed.
        if (!_writing.TryEnter())
            return;
        try
        {
            DecoderProtocol.Write(_input, FrameKind.Cancel);
        }
        catch (IOException)
        {
            // The process has exited; the reader of its output detects this.
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
            // The process has already exited.
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

    /// <summary>
    /// Keeps the end of the last line that the process wrote to standard error, with bounded memory even for very long lines.
    /// </summary>
    private void ReadErrors(StreamReader errors)
    {
        Span<char> part = stackalloc char[MaxReasonCharacters];
        var text = "";
        while (Read(errors, part) is var read and > 0)
        {
            text += new string(part[..read]);
            if (text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var line])
                _lastError = SingleLine.Of(line)[Math.Max(0, line.Length - MaxReasonCharacters)..].TrimEnd('.');
            text = text[Math.Max(0, text.Length - MaxReasonCharacters)..];
        }
    }

    /// <returns>The number of characters; 0 at the end, or when the process was disposed.</returns>
    private static int Read(StreamReader errors, Span<char> part)
    {
        try
        {
            return errors.Read(part);
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException)
        {
            return 0;
        }
    }
}
