using ClipSearch.Core.Index;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Writing;

/// <summary>Deletes for good what has been in the trash for TRASH_DAYS, while the site serves: at the start and once a day.</summary>
public sealed partial class TrashPurge(ClipSearchOptions options, Trash trash, TimeProvider time, ILogger<TrashPurge> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>How long a failed attempt waits for the database to come up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.TrashDays == 0 || options.ReadOnly)
            return;
        while (!stoppingToken.IsCancellationRequested)
            await Task.Delay(await TryAsync(stoppingToken) ? Interval : Patience, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>Whether another attempt right now would change nothing.</returns>
    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await trash.PurgeAsync(TimeSpan.FromDays(options.TrashDays), stoppingToken) is var purged and > 0)
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
