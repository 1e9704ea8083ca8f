using System.ComponentModel;
using ClipSearch.Core.Native.Vips;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Images;

/// <summary>
/// Decodes images in processes of their own, so that an image that ends its decoder, or takes too much memory or time, is one failed file.
/// Processes start when they are needed, as many as callers decode at once, and end when they have not been needed for a while.
/// </summary>
public sealed partial class ImageDecoders : IDisposable
{
    /// <summary>One more attempt: a process may also be ended by someone else.</summary>
    private const int MaxAttempts = 2;

    /// <summary>What a process takes besides an image: the runtime, libvips and the stacks of its threads.</summary>
    private const long OwnBytes = 512L << 20;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly DecoderCommand _command;
    private readonly ILogger<ImageDecoders> _logger;
    private readonly ImageLimits _limits;
    private readonly long _maxMemory;
    private readonly Lock _lock = new();
    private readonly Stack<DecoderProcess> _ready = [];
    private readonly HashSet<DecoderProcess> _all = [];
    private readonly SemaphoreSlim _large = new(1);
    private readonly Timer _ending;
    private bool _isDisposed;

    /// <param name="command">Starts a decoder process.</param>
    /// <param name="logger">Told of processes that ended.</param>
    public ImageDecoders(DecoderCommand command, ILogger<ImageDecoders> logger)
        : this(command, logger, ImageLimits.Default, DefaultMaxMemory, Idle)
    {
    }

    /// <param name="command">Starts a decoder process.</param>
    /// <param name="logger">Told of processes that ended.</param>
    /// <param name="limits">For the timeout; a process has the default limits.</param>
    /// <param name="maxMemory">The most memory that a process may take, in bytes.</param>
    /// <param name="idle">How long a process stays without an image.</param>
    internal ImageDecoders(DecoderCommand command, ILogger<ImageDecoders> logger, ImageLimits limits, long maxMemory, TimeSpan idle)
    {
        (_command, _logger, _limits, _maxMemory) = (command, logger, limits, maxMemory);
        _ending = new Timer(_ => EndIdle(idle), null, idle, idle / 2);
    }

    /// <summary>Room for one image at its limits, and at most three quarters of the memory of the machine, so that the site keeps some.</summary>
    internal static long DefaultMaxMemory =>
        Math.Min(ImageLimits.Default.MaxDecodedBytes + ImageLimits.Default.MaxFileBytes + OwnBytes, Math.Max(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3, OwnBytes * 2));

    /// <summary>The ids of the processes.</summary>
    internal IReadOnlyList<int> Processes
    {
        get
        {
            lock (_lock)
                return [.. _all.Select(process => process.Id)];
        }
    }

    /// <summary>Decodes an image. A thread of its own waits for the process: those of the pool stay free for requests.</summary>
    /// <param name="file">The image's file; not to be disposed before the task has ended.</param>
    /// <param name="request">What to make of it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is no image, is damaged, over the limits, or ends the decoder.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public Task<DecodedParts> DecodeAsync(ImageFile file, DecodeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(request);
        return Task.Factory.StartNew(
            () => Decode(file, request, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <summary>Reads the header of an image: its size after orientation, its format, its EXIF.</summary>
    /// <exception cref="ImageException">The content is no image, or ends the decoder.</exception>
    public async Task<ImageHeader> ReadHeaderAsync(ImageFile file, CancellationToken cancellationToken) =>
        (await DecodeAsync(file, new DecodeRequest(), cancellationToken)).Header;

    /// <summary>Makes a thumbnail of an image, as WebP.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="longestEdge">The length of its longer side, in pixels.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">As for <see cref="DecodeAsync"/>.</exception>
    public async Task<byte[]> CreateThumbnailAsync(ImageFile file, int longestEdge, CancellationToken cancellationToken) =>
        (await DecodeAsync(file, new DecodeRequest { ThumbnailEdge = longestEdge }, cancellationToken)).Thumbnail!;

    /// <summary>Ends all processes; a decode under way fails.</summary>
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
                LogEnded(_logger, ImageException.OneLine(name), e.Message);
                if (attempt == MaxAttempts)
                    throw ImageException.Unreadable(name, $"decoding it ends the decoder process ({e.Message})");
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
            // The one that was used last stays on top.
            foreach (var process in Enumerable.Reverse(used))
                _ready.Push(process);
        }
    }

    /// <summary>Large images are decoded one after the other: as many as there are cores would each take up to the limit.</summary>
    private Held EnterLarge(CancellationToken cancellationToken)
    {
        _large.Wait(cancellationToken);
        return new Held(_large);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The decoder process ended while it decoded {Path}: {Reason}")]
    private static partial void LogEnded(ILogger logger, string path, string reason);

    private sealed class Held(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
