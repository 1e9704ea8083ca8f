using ClipSearch.Core.Index;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Writing;

/// <summary>
/// Keeps the trash in order while the site serves, at the start and once a day: finishes what was interrupted, and deletes permanently what has
/// been there for TRASH_DAYS. What a failing database has left unfinished is finished as soon as it works again.
/// </summary>
public sealed partial class TrashPurge(ClipSearchOptions options, Trash trash, Recovery recovery, UnfinishedMoves moves, TimeProvider time, ILogger<TrashPurge> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>The time between attempts while the database is down.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ReadOnly)
            return;
        var finishing = moves.RunAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
            await Task.Delay(await TryAsync(stoppingToken) ? Interval : RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await finishing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>Whether another attempt right now would change nothing.</returns>
    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await recovery.RunAsync(stoppingToken);
            if (options.TrashDays > 0 && await trash.PurgeAsync(TimeSpan.FromDays(options.TrashDays), stoppingToken) is var purged and > 0)
                LogPurged(logger, purged, options.TrashDays);
            return true;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            // The library's sync tells of it.
            return false;
        }
        catch (LibraryException e)
        {
            LogKept(logger, e.Message);
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Photos} photos for good that were in the trash for {Days} days")]
    private static partial void LogPurged(ILogger logger, int photos, int days);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The trash keeps what it should not, and tries again tomorrow: {Cause}")]
    private static partial void LogKept(ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The trash could not be looked through")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
