using ClipSearch.Core.Data;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Library.Sync;

/// <summary>
/// Syncs the library with PHOTOS_DIR while the site runs: at startup, within seconds of a change, every five minutes for changes that are
/// not reported (network folders and buckets), and on request.
/// </summary>
public sealed partial class LibrarySync(
    ClipSearchOptions options, LibraryFolders roots, PhotoSync sync, FirstScanGate gate, ILogger<LibrarySync> logger) : BackgroundService
{
    /// <summary>The delay before a retry while the database is not available.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(3);

    private readonly FolderChanges _changes = new(roots.Folders, options.DataDir);
    private volatile SyncProgress _progress = new(roots.Folders);
    private volatile Exception? _failure;
    private volatile bool _isDone;
    private volatile bool _mayBeEmpty;
    private volatile bool _rereadsAll;
    private volatile TaskCompletionSource _ended = NewEnd();

    /// <summary>The status of the current sync, or of the last one.</summary>
    public SyncStatus Status => _progress.Status;

    /// <summary>The files and folders that the current or the last sync could not read.</summary>
    public IReadOnlyList<PhotoFailure> Failures => _progress.Failures;

    /// <summary>The exception of the last attempt; null if it succeeded.</summary>
    public Exception? Failure => _failure;

    /// <summary>Whether none of the folders is available, so that there is nothing to import.</summary>
    public bool FoldersAreUnavailable => _failure is FoldersUnavailableException;

    /// <summary>Whether the last sync failed for a reason other than unavailable folders.</summary>
    public bool IsStopped => _failure is not null && !FoldersAreUnavailable && Status.State == SyncState.Failed;

    /// <summary>A folder whose changes are only found by the scan every five minutes; null if the system reports all changes.</summary>
    public UnwatchedFolder? Unwatched => _changes.Unwatched;

    /// <summary>Whether the first sync has ended.</summary>
    public bool IsDone => _isDone;

    /// <summary>A task that completes when the current sync has ended, or the next one if none is running.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts a scan of all folders without delay.</summary>
    /// <param name="mayBeEmpty">
    /// Whether to remove the photos of a folder that is suddenly empty, and of a drive that is no longer mounted.
    /// </param>
    /// <param name="rereadAll">Whether to read files again that have not changed.</param>
    public void RunNow(bool mayBeEmpty = false, bool rereadAll = false)
    {
        _mayBeEmpty |= mayBeEmpty;
        _rereadsAll |= rereadAll;
        _changes.AddAll();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _changes.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var lag = Telemetry.ObserveLag(() => _changes.Lag);
        try
        {
            await gate.Opened.WaitAsync(stoppingToken);
            IReadOnlyList<string> folders = roots.Folders;
            UnwatchedFolder? unwatched = null;
            while (true)
            {
                _changes.Watch();
                if (_changes.Unwatched is { } folder && folder != unwatched)
                {
                    unwatched = folder;
                    LogUnwatched(logger, folder.Path, folder.Cause);
                }

                if (await TryAsync(folders, stoppingToken))
                {
                    _isDone = true;
                    var ended = _ended;
                    _ended = NewEnd();
                    ended.SetResult();
                    folders = await _changes.TakeAsync([.. Status.Unavailable.Select(folder => folder.Path)], stoppingToken);
                }
                else
                {
                    await Task.Delay(RetryDelay, stoppingToken);
                    folders = roots.Folders;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped(logger);
        }
    }

    private static TaskCompletionSource NewEnd() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>Whether an immediate retry is unnecessary.</returns>
    private async Task<bool> TryAsync(IReadOnlyList<string> folders, CancellationToken stoppingToken)
    {
        var progress = new SyncProgress(folders);
        var (mayBeEmpty, rereadAll) = (_mayBeEmpty, _rereadsAll);
        _progress = progress;
        try
        {
            await sync.RunAsync(folders, progress, mayBeEmpty, rereadAll, cancellationToken: stoppingToken);
            if (mayBeEmpty)
                _mayBeEmpty = false;
            if (rereadAll)
                _rereadsAll = false;
            _failure = null;
            _changes.Finish();
            return true;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            if (_failure?.Message != e.Message)
                LogWaiting(logger, RetryDelay.TotalSeconds, e.Message);
            _failure = e;
            return false;
        }
        catch (FoldersUnavailableException e)
        {
            if (_failure?.Message != e.Message)
                LogNoFolder(logger, e.Message);
            _failure = e;
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Search remains available; the page and the health check report the failure.
            _failure = e;
            LogFailed(logger, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The import is waiting for the database and retries every {Seconds} s: {Cause}")]
    private static partial void LogWaiting(ILogger logger, double seconds, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes in {Folder} are only found by a scan every 5 minutes, because the system does not report them: {Cause}. On Linux, raise fs.inotify.max_user_instances and fs.inotify.max_user_watches with sysctl, and restart ClipSearch")]
    private static partial void LogUnwatched(ILogger logger, string folder, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No photos are imported: {Cause}")]
    private static partial void LogNoFolder(ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The import failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped importing photos; the next start continues")]
    private static partial void LogStopped(ILogger logger);
}
