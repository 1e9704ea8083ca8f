using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Access;

/// <summary>
/// Limits how many requests with images are handled at once, per client and in total. For the machine that ClipSearch runs on, only the
/// total applies.
/// </summary>
public sealed class ImageRequestLimiter : IDisposable
{
    /// <summary>Maximum per client.</summary>
    internal const int MaxOfClient = 4;

    /// <summary>Maximum in total: each request holds a connection with its buffers, and an upload also a file on disk.</summary>
    internal const int Max = 64;

    private readonly ConcurrencyLimiter _all = new(new ConcurrencyLimiterOptions { PermitLimit = Max });

    private readonly PartitionedRateLimiter<HttpContext> _clients = PartitionedRateLimiter.Create<HttpContext, int>(context =>
        RateLimits.OfClient(context, () => new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = MaxOfClient })));

    /// <summary>Admits a request before its body is read.</summary>
    /// <param name="context">The request.</param>
    /// <param name="slot">The slot; to be disposed when the request is done.</param>
    /// <param name="problem">Why it is refused.</param>
    public bool TryEnter(HttpContext context, [NotNullWhen(true)] out IDisposable? slot, [NotNullWhen(false)] out Problem? problem)
    {
        (slot, problem) = (null, null);
        var client = _clients.AttemptAcquire(context);
        if (!client.IsAcquired)
        {
            client.Dispose();
            problem = Problem.TooManyAtOnce(MaxOfClient);
            return false;
        }

        var any = _all.AttemptAcquire();
        if (!any.IsAcquired)
        {
            any.Dispose();
            client.Dispose();
            problem = Problem.Busy;
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
