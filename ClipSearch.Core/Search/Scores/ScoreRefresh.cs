using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Search.Scores;

/// <summary>Measures the library while the site runs: at startup, after each sync, and every minute during a long sync.</summary>
public sealed partial class ScoreRefresh(LibraryScores scores, WarmUp warmUp, QueryEncoder encoder, LibrarySync sync, TimeProvider time, ILogger<ScoreRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(warmUp.Ended, encoder.Loaded).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Read first, so that no sync ends unnoticed during the measurement.
            var ended = sync.Ended;
            if (!await TryAsync(stoppingToken))
                return;
            await ended.WaitAsync(sync.IsDone ? Timeout.InfiniteTimeSpan : Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether another attempt may succeed.</returns>
    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await scores.MeasureAsync(stoppingToken);
            return true;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            // The library's sync reports the error, and ends once it is resolved.
            return true;
        }
        catch (ModelException)
        {
            // Every search reports the error.
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The relevance threshold could not be measured; searches continue without it")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
