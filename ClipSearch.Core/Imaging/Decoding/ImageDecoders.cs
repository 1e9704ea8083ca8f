using System.ComponentModel;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Native;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Imaging.Decoding;

/// <summary>
/// Decodes images in separate processes, so that an image that crashes its decoder or exceeds its memory or time limit is one failed file.
/// Processes start on demand, one per concurrent decode, and end after an idle timeout.
/// </summary>
public sealed partial class ImageDecoders : IDisposable
{
    /// <summary>One retry, because a process may also be killed from outside.</summary>
    private const int MaxAttempts = 2;

    /// <summary>The memory of a process without an image, in bytes: the runtime, libvips and thread stacks.</summary>
    private const long OwnBytes = 512L << 20;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly ProgramCommand _command;
    private readonly ILogger<ImageDecoders> _logger;
    private readonly ImageLimits _limits;
    private readonly long _maxMemory;
    private readonly Lock _lock = new();
    private readonly Stack<DecoderProcess> _ready = [];
    private readonly HashSet<DecoderProcess> _all = [];
    private readonly SemaphoreSlim _large = new(1);
    private readonly Timer _ending;
    private bool _isDisposed;

    /// <param name="command">The command that starts a decoder process.</param>
    /// <param name="logger">Logs processes that ended.</param>
    public ImageDecoders(ProgramCommand command, ILogger<ImageDecoders> logger)
        : this(command, logger, ImageLimits.Default, DefaultMaxMemory, Idle)
    {
    }

    /// <param name="command">The command that starts a decoder process.</param>
    /// <param name="logger">Logs processes that ended.</param>
    /// <param name="limits">The limits; only the timeout is used. The processes use the default limits.</param>
    /// <param name="maxMemory">The memory limit of a process, in bytes.</param>
    /// <param name="idle">The time after which an idle process ends.</param>
    internal ImageDecoders(ProgramCommand command, ILogger<ImageDecoders> logger, ImageLimits limits, long maxMemory, TimeSpan idle)
    {
        (_command, _logger, _limits, _maxMemory) = (command, logger, limits, maxMemory);
        _ending = new Timer(_ => EndIdle(idle), null, idle, idle / 2);
    }

    /// <summary>
    /// The default memory limit of a process, in bytes: enough for one image at its limits, capped at three quarters of the memory of the
    /// machine, so that enough is left for the site.
    /// </summary>
    internal static long DefaultMaxMemory =>
        Math.Min(ImageLimits.Default.MaxDecodedBytes + ImageLimits.Default.MaxFileBytes + OwnBytes, Math.Max(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3, OwnBytes * 2));

    /// <summary>The IDs of the processes.</summary>
    internal IReadOnlyList<int> Processes
    {
        get
        {
            lock (_lock)
                return [.. _all.Select(process => process.Id)];
        }
    }

    /// <summary>
    /// Decodes an image. A dedicated thread waits for the process, so that the threads of the pool stay free for requests.
    /// </summary>
    /// <param name="file">The file of the image. Do not dispose it before the task has completed.</param>
    /// <param name="request">The outputs to create.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not an image, is damaged, exceeds a limit or crashes the decoder.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public Task<DecodedParts> DecodeAsync(ImageFile file, DecodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(request);
        return Task.Factory.StartNew(
            () => Decode(file, request, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <summary>Reads the header of an image: the size after applying the EXIF orientation, the format and the EXIF data.</summary>
    /// <exception cref="ImageException">The content is not an image, or crashes the decoder.</exception>
    public async Task<ImageHeader> ReadHeaderAsync(ImageFile file, CancellationToken cancellationToken) =>
        (await DecodeAsync(file, new DecodeRequest(), cancellationToken)).Header;

    /// <summary>Creates a thumbnail of an image as WebP.</summary>
    /// <param name="file">The file of the image.</param>
    /// <param name="longestEdge">The length of the longest edge, in pixels.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">See <see cref="DecodeAsync"/>.</exception>
    public async Task<byte[]> CreateThumbnailAsync(ImageFile file, int longestEdge, CancellationToken cancellationToken) =>
        (await DecodeAsync(file, new DecodeRequest { ThumbnailEdge = longestEdge }, cancellationToken)).Thumbnail!;

    /// <summary>Ends all processes. A running decode fails.</summary>
    public void Dispose()
    {
        _ending.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var process in _all)
                process.Dispose();
            _all.Clear();
            _ready.Clear();
        }
    }

    private DecodedParts Decode(ImageFile file, DecodeRequest request, CancellationToken cancellationToken)
    {
        var name = file.Bytes.Name;
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var process = Take(name);
            try
            {
                return process.Decode(file, request, _limits, EnterLarge, cancellationToken);
            }
            catch (DecoderEndedException e)
            {
                LogEnded(_logger, SingleLine.Of(name), e.Message);
                if (attempt == MaxAttempts)
                    throw ImageException.Unreadable(name, $"the decoder process crashed ({e.Message})");
            }
            finally
            {
                Return(process);
            }
        }
    }

    private DecoderProcess Take(string name)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            while (_ready.TryPop(out var ready))
            {
                if (!ready.HasEnded)
                    return ready;
                End(ready);
            }
        }

        DecoderProcess started;
        try
        {
            started = DecoderProcess.Start(_command, _maxMemory);
        }
        catch (Win32Exception e)
        {
            throw ImageException.Unreadable(name, new IOException($"The decoder process {_command.FileName} cannot be started: {e.Message}", e));
        }

        lock (_lock)
        {
            _all.Add(started);
            if (_isDisposed)
                End(started);
            return started;
        }
    }

    private void Return(DecoderProcess process)
    {
        lock (_lock)
        {
            process.UsedAt = Environment.TickCount64;
            if (process.IsReady && !_isDisposed)
                _ready.Push(process);
            else
                End(process);
        }
    }

    private void End(DecoderProcess process)
    {
        process.Dispose();
        _all.Remove(process);
    }

    private void EndIdle(TimeSpan idle)
    {
        lock (_lock)
        {
            var (used, unused) = (new List<DecoderProcess>(), new List<DecoderProcess>());
            foreach (var process in _ready)
                (Environment.TickCount64 - process.UsedAt < idle.TotalMilliseconds ? used : unused).Add(process);
            unused.ForEach(End);
            _ready.Clear();
            // Keeps the most recently used process on top.
            foreach (var process in Enumerable.Reverse(used))
                _ready.Push(process);
        }
    }

    /// <summary>
    /// Waits until a large image may be decoded. Only one is decoded at a time, because each can use memory up to the limit.
    /// </summary>
    private Held EnterLarge(CancellationToken cancellationToken)
    {
        _large.Wait(cancellationToken);
        return new Held(_large);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The decoder process crashed while decoding {Path}: {Reason}")]
    private static partial void LogEnded(ILogger logger, string path, string reason);

    private sealed class Held(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
