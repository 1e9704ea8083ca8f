using ClipSearch.Core.Index;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Sync;

/// <summary>
/// Keeps the library in step with PHOTOS_DIR while the site serves: at the start, within seconds of a change, every few
/// minutes for what nobody told of (network folders), and whenever it is asked.
/// </summary>
public sealed partial class LibrarySync(
    ClipSearchOptions options, PhotoRoots roots, PhotoSync sync, WarmUp warmUp, ILogger<LibrarySync> logger) : BackgroundService
{
    /// <summary>How long a failed attempt waits for the database to come up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly FolderChanges _changes = new(roots.Folders, options.DataDir);
    private volatile SyncProgress _progress = new(roots.Folders);
    private volatile Exception? _failure;
    private volatile bool _isDone;
    private volatile bool _mayBeEmpty;
    private volatile TaskCompletionSource _ended = NewEnd();

    /// <summary>Where the sync stands that runs, or how the last one ended.</summary>
    public SyncStatus Status => _progress.Status;

    /// <summary>The files and folders that the sync could not read so far.</summary>
    public IReadOnlyList<PhotoFailure> Failures => _progress.Failures;

    /// <summary>Why the last attempt failed; null unless it did.</summary>
    public Exception? Failure => _failure;

    /// <summary>Whether none of the folders can be gone by, so that there is nothing to take in.</summary>
    public bool FoldersAreUnavailable => _failure is FoldersUnavailableException;

    /// <summary>Whether the last sync stopped before its end, for a reason other than its folders.</summary>
    public bool IsStopped => _failure is not null && !FoldersAreUnavailable && Status.State == SyncState.Failed;

    /// <summary>A folder whose changes are found by the scan every five minutes only; null where the system reports them all.</summary>
    public UnwatchedFolder? Unwatched => _changes.Unwatched;

    /// <summary>Whether the first sync is behind us.</summary>
    public bool IsDone => _isDone;

    /// <summary>Ends when the sync that runs, or else the next one, has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Looks through all folders at once.</summary>
    /// <param name="mayBeEmpty">Whether a folder that is suddenly empty, and a drive that is not mounted any more, shall empty the library, too.</param>
    public void RunNow(bool mayBeEmpty)
    {
        _mayBeEmpty |= mayBeEmpty;
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
            await warmUp.Ended.WaitAsync(stoppingToken);
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
                    await Task.Delay(Patience, stoppingToken);
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

    /// <returns>Whether another attempt right now would change nothing.</returns>
    private async Task<bool> TryAsync(IReadOnlyList<string> folders, CancellationToken stoppingToken)
    {
        var progress = new SyncProgress(folders);
        var mayBeEmpty = _mayBeEmpty;
        _progress = progress;
        try
        {
            await sync.RunAsync(folders, progress, stoppingToken, mayBeEmpty);
            if (mayBeEmpty)
                _mayBeEmpty = false;
            _failure = null;
            _changes.Finish();
            return true;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            if (_failure?.Message != e.Message)
                LogWaiting(logger, Patience.TotalSeconds, e.Message);
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
            // Searching goes on with what the library has; the page and the health check tell of it.
            _failure = e;
            LogFailed(logger, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Taking in photos waits for the database, and tries again every {Seconds} s: {Cause}")]
    private static partial void LogWaiting(ILogger logger, double seconds, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes in {Folder} are found every 5 minutes only, since the system does not report them: {Cause}. On Linux, raise fs.inotify.max_user_instances and fs.inotify.max_user_watches with sysctl, and restart ClipSearch")]
    private static partial void LogUnwatched(ILogger logger, string folder, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No photos are taken in: {Cause}")]
    private static partial void LogNoFolder(ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Photos could not be taken in")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped taking in photos; the next start goes on")]
    private static partial void LogStopped(ILogger logger);
}
