using ClipSearch.Core.Embeddings;

namespace ClipSearch.Core.Search;

/// <summary>
/// Prepares what the first search needs as soon as the object is created: the model, the database and the data that a search reads.
/// Scanning the folders and measuring the library start afterwards, because they would delay the first search.
/// </summary>
public sealed class WarmUp : IAsyncDisposable
{
    /// <summary>The maximum time that these tasks wait for the model.</summary>
    private static readonly TimeSpan LoadingTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The additional delay if there are photos to search: scanning a large library keeps both of two cores busy for a second.
    /// </summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Starts the preparation.</summary>
    public WarmUp(NearestPhotos nearest, QueryEncoder encoder) => Ended = Task.Run(() => RunAsync(nearest, encoder, _stop.Token));

    /// <summary>Completes, never with an error, when the other tasks may start.</summary>
    public Task Ended { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended;
        _stop.Dispose();
    }

    private static async Task RunAsync(NearestPhotos nearest, QueryEncoder encoder, CancellationToken cancellationToken)
    {
        var searching = TrySearchAsync(nearest, cancellationToken);
        await encoder.Loaded.WaitAsync(LoadingTimeout, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (await searching)
            await Task.Delay(HeadStart, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>Whether there are photos to search; false if the database cannot be queried.</returns>
    private static async Task<bool> TrySearchAsync(NearestPhotos nearest, CancellationToken cancellationToken)
    {
        try
        {
            return await nearest.WarmUpAsync(cancellationToken);
        }
        catch (Exception)
        {
            // Searches and the scan of the folders report the same error.
            return false;
        }
    }
}
