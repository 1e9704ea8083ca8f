using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;

namespace ClipSearch.Core;

/// <summary>
/// Makes ready, from the moment it is made, what the first search needs: the model, the database and what a search reads of it.
/// Looking through the folders and measuring the library wait until then: beside them, whoever searches first would wait longer.
/// </summary>
public sealed class WarmUp : IAsyncDisposable
{
    /// <summary>How long they wait for the model.</summary>
    private static readonly TimeSpan LoadingPatience = TimeSpan.FromSeconds(2);

    /// <summary>How much longer they wait where there are photos to search: looking through a large library keeps both of two cores busy for a second.</summary>
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Begins.</summary>
    public WarmUp(PhotoIndex index, QueryEncoder encoder) => Ended = Task.Run(() => RunAsync(index, encoder, _stop.Token));

    /// <summary>Ends, never with an error, when they may begin.</summary>
    public Task Ended { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended;
        _stop.Dispose();
    }

    private static async Task RunAsync(PhotoIndex index, QueryEncoder encoder, CancellationToken cancellationToken)
    {
        var searching = TrySearchAsync(index, cancellationToken);
        await encoder.Loaded.WaitAsync(LoadingPatience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (await searching)
            await Task.Delay(HeadStart, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <returns>Whether there are photos to search; false where the database cannot tell.</returns>
    private static async Task<bool> TrySearchAsync(PhotoIndex index, CancellationToken cancellationToken)
    {
        try
        {
            return await index.WarmUpAsync(cancellationToken);
        }
        catch (Exception)
        {
            // Whoever searches, and the look at the folders, meets what is wrong and tells of it.
            return false;
        }
    }
}
