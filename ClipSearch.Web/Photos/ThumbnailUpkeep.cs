using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Keeps the cache of thumbnails within THUMBNAILS_MAX_MB, where those go first that nobody has looked at for longest, and free
/// of pictures that neither the library nor its trash has any more.
/// </summary>
internal sealed partial class ThumbnailUpkeep(
    ClipSearchOptions options, ThumbnailCache cache, PhotoRecords records, LibrarySync sync, ILogger<ThumbnailUpkeep> logger) : BackgroundService
{
    /// <summary>How long a deleted picture's thumbnails may stay, and other processes' thumbnails uncounted.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Hashes asked of the database at once: 320 kB.</summary>
    private const int AtOnce = 10_000;

    /// <summary>Looks through the cache once.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        var kept = cache.List();
        var unused = await UnusedAsync(kept, cancellationToken);
        var unneeded = kept.Where(thumbnail => thumbnail.ContentHash is null || unused.Contains(thumbnail.ContentHash)).ToHashSet();
        kept.RemoveAll(unneeded.Contains);

        var bytes = kept.Sum(thumbnail => thumbnail.Bytes);
        if (bytes > options.ThumbnailsMaxBytes)
        {
            // With some room to spare, so that it is not full again at once.
            var most = options.ThumbnailsMaxBytes - (options.ThumbnailsMaxBytes / 10);
            foreach (var thumbnail in kept.OrderBy(thumbnail => thumbnail.UsedAt).TakeWhile(_ => bytes > most))
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
            // The site stops.
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
            // Searching goes on without it.
            LogFailed(logger, e);
        }
    }

    /// <summary>Contents that the library does not have; none before it is in step with its folders, which may be about to bring them.</summary>
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
            // Who cannot ask deletes nothing.
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} thumbnails; {MiB} MiB are left")]
    private static partial void LogTidied(ILogger logger, int count, long miB);

    [LoggerMessage(Level = LogLevel.Error, Message = "The thumbnails could not be looked through")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
