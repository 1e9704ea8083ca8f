using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;

namespace ClipSearch.Web;

/// <summary>Brings the library in step with PHOTOS_DIR when the site starts, while it already serves.</summary>
public sealed partial class StartupSync(ClipSearchOptions options, PhotoSync sync, ILogger<StartupSync> logger) : BackgroundService
{
    /// <summary>How long a failed attempt waits for the database to come up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private volatile SyncProgress _progress = new(options.PhotosDir);
    private volatile Exception? _failure;

    /// <summary>Where the sync stands.</summary>
    public SyncStatus Status => _progress.Status;

    /// <summary>Why the last attempt failed; null unless it did.</summary>
    public Exception? Failure => _failure;

    /// <summary>Whether PHOTOS_DIR cannot be looked into, so that there is nothing to take in.</summary>
    public bool FolderIsMissing => _failure is DirectoryNotFoundException or UnauthorizedAccessException;

    /// <summary>Whether the first sync is behind us.</summary>
    public bool IsDone => Status.State == SyncState.Done || FolderIsMissing;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryAsync(stoppingToken))
                await Task.Delay(Patience, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped(logger, options.PhotosDir);
        }
    }

    /// <returns>Whether another attempt would change nothing.</returns>
    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        var progress = new SyncProgress(options.PhotosDir);
        _progress = progress;
        try
        {
            await sync.RunAsync(options.PhotosDir, progress, stoppingToken);
            _failure = null;
            return true;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            _failure = e;
            LogWaiting(logger, options.PhotosDir, Patience.TotalSeconds, e.Message);
            return false;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            _failure = e;
            LogNoFolder(logger, e.Message);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Searching goes on with what the library has; the page and the health check tell of it.
            _failure = e;
            LogFailed(logger, e, options.PhotosDir);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PHOTOS_DIR {Folder} waits {Seconds} s for the database: {Cause}")]
    private static partial void LogWaiting(ILogger logger, string folder, double seconds, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No photos were taken in: {Cause}")]
    private static partial void LogNoFolder(ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "PHOTOS_DIR {Folder} could not be taken in")]
    private static partial void LogFailed(ILogger logger, Exception exception, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped taking in {Folder}; the next start goes on")]
    private static partial void LogStopped(ILogger logger, string folder);
}
