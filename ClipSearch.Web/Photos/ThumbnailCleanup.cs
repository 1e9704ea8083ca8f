using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Settings;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Keeps the thumbnail cache within THUMBNAILS_MAX_MB by deleting the least recently used, and deletes thumbnails of images that are
/// neither in the library nor in the trash.
/// </summary>
internal sealed partial class ThumbnailCleanup(
    ClipSearchOptions options, ThumbnailCache cache, PhotoRecords records, LibrarySync sync, ILogger<ThumbnailCleanup> logger) : BackgroundService
{
    /// <summary>
    /// Interval between clean-ups: how long thumbnails of deleted images may stay, and thumbnails of other processes may go uncounted.
    /// </summary>
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Hashes per database query: 320 kB.</summary>
    private const int AtOnce = 10_000;

    /// <summary>Cleans up the cache once.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        var kept = cache.List();
        var unused = await UnusedAsync(kept, cancellationToken);
        var unneeded = kept.Where(thumbnail => thumbnail.ContentHash is null || unused.Contains(thumbnail.ContentHash)).ToHashSet();
        kept.RemoveAll(unneeded.Contains);

        var bytes = kept.Sum(thumbnail => thumbnail.Bytes);
        if (bytes > options.ThumbnailsMaxBytes)
        {
            // Leave 10 % free, so that the limit is not reached again at once.
            var target = options.ThumbnailsMaxBytes - (options.ThumbnailsMaxBytes / 10);
            foreach (var thumbnail in kept.OrderBy(thumbnail => thumbnail.UsedAt).TakeWhile(_ => bytes > target))
            {
                unneeded.Add(thumbnail);
                bytes -= thumbnail.Bytes;
            }
        }

        cache.Remove(unneeded, bytes);
        if (unneeded.Count > 0)
            LogTidied(logger, unneeded.Count, bytes >> 20);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await TryTidyAsync(stoppingToken);
                await cache.WaitUntilOverfullAsync(Every, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Normal shutdown.
        }
    }

    private async Task TryTidyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TidyAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Search does not need the clean-up.
            LogFailed(logger, e);
        }
    }

    /// <summary>
    /// Finds the hashes that are not in the library. Returns none before the first scan is complete, since it may still import their
    /// images.
    /// </summary>
    private async Task<HashSet<string>> UnusedAsync(List<KeptThumbnail> kept, CancellationToken cancellationToken)
    {
        var unused = new HashSet<string>(StringComparer.Ordinal);
        if (!sync.IsDone)
            return unused;
        try
        {
            foreach (var hashes in kept.Select(thumbnail => thumbnail.ContentHash).OfType<string>().Distinct().Chunk(AtOnce))
                unused.UnionWith(await records.UnusedAsync(hashes, cancellationToken));
            return unused;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            // Without the database nothing is known to be unused.
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} thumbnails; {MiB} MiB remain")]
    private static partial void LogTidied(ILogger logger, int count, long miB);

    [LoggerMessage(Level = LogLevel.Error, Message = "The thumbnail cache could not be cleaned up")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
