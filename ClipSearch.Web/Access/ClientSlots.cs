using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace ClipSearch.Web.Access;

/// <summary>
/// Limits how many requests of a kind are handled at once, per client and in total. For the machine that ClipSearch runs on, only the total
/// applies.
/// </summary>
/// <param name="maxOfClient">The maximum per client.</param>
/// <param name="max">The maximum in total.</param>
internal sealed class ClientSlots(int maxOfClient, int max) : IDisposable
{
    private readonly ConcurrencyLimiter _all = new(new ConcurrencyLimiterOptions { PermitLimit = max });

    private readonly PartitionedRateLimiter<HttpContext> _clients = PartitionedRateLimiter.Create<HttpContext, int>(context =>
        RateLimits.OfClient(context, () => new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = maxOfClient })));

    /// <summary>Takes a slot for a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="slot">The slot; to be disposed when the request is done.</param>
    /// <param name="isOfClient">Whether the client itself has taken all of its slots, if there is none.</param>
    public bool TryEnter(HttpContext context, [NotNullWhen(true)] out IDisposable? slot, out bool isOfClient)
    {
        slot = null;
        var client = _clients.AttemptAcquire(context);
        isOfClient = !client.IsAcquired;
        if (isOfClient)
        {
            client.Dispose();
            return false;
        }

        var any = _all.AttemptAcquire();
        if (!any.IsAcquired)
        {
            any.Dispose();
            client.Dispose();
            return false;
        }

        slot = new Slot(client, any);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _clients.Dispose();
        _all.Dispose();
    }

    private sealed class Slot(IDisposable client, IDisposable any) : IDisposable
    {
        public void Dispose()
        {
            any.Dispose();
            client.Dispose();
        }
    }
}
