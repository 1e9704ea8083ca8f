using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Scores;

/// <summary>Measures the library while the site serves: at the start, whenever a sync has ended, and every minute while one takes long.</summary>
public sealed partial class ScoreUpkeep(LibraryScores scores, WarmUp warmUp, QueryEncoder encoder, LibrarySync sync, TimeProvider time, ILogger<ScoreUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(warmUp.Ended, encoder.Loaded).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken first, so that no sync ends unseen while the library is measured.
            var ended = sync.Ended;
            if (!await TryAsync(stoppingToken))
                return;
            await ended.WaitAsync(sync.IsDone ? Timeout.InfiniteTimeSpan : Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether another attempt may do better.</returns>
    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await scores.MeasureAsync(stoppingToken);
            return true;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            // The library's sync tells of it, and ends once it is over.
            return true;
        }
        catch (ModelException)
        {
            // Every search tells of it.
            return false;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What scores are worth could not be measured; searches go on without a word about it")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
