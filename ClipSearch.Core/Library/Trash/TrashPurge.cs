using ClipSearch.Core.Data;
using ClipSearch.Core.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Library.Trash;

/// <summary>
/// Maintains the trash while the site runs, at startup and once a day: finishes interrupted moves, and permanently deletes photos that
/// have been in the trash for TRASH_DAYS. Moves that could not be recorded because of the database are recorded as soon as it works again.
/// </summary>
public sealed partial class TrashPurge(ClipSearchOptions options, TrashBin trash, Recovery recovery, UnfinishedMoves moves, TimeProvider time, ILogger<TrashPurge> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>The interval between attempts while the database is not available.</summary>
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

    /// <returns>Whether an immediate retry is unnecessary.</returns>
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
            // The library sync reports it.
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Permanently deleted {Photos} photos that were in the trash for {Days} days")]
    private static partial void LogPurged(ILogger logger, int photos, int days);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired photos in the trash could not be deleted; retrying tomorrow: {Cause}")]
    private static partial void LogKept(ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The trash could not be checked for expired photos")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
