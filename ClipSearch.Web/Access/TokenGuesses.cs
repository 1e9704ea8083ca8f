using System.Threading.RateLimiting;

namespace ClipSearch.Web.Access;

/// <summary>
/// Counts the wrong tokens that come from an address. Once they are too many, right and wrong ones are turned away alike, so
/// that guessing on tells nothing.
/// </summary>
public sealed class TokenGuesses : IDisposable
{
    /// <summary>Wrong tokens a minute from one client.</summary>
    internal const int MostOfClient = 5;

    /// <summary>Wrong tokens a minute over one connection's address: a neighbour in a private network may say that it speaks for ever new clients.</summary>
    internal const int MostOfConnection = 60;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        PerMinute(MostOfClient, context => RateLimits.Place(context.Connection.RemoteIpAddress)),
        PerMinute(MostOfConnection, context => RateLimits.Place(context.Features.Get<Connection>()!.Address)));

    /// <summary>Notes what a request has shown.</summary>
    /// <returns>Why it is turned away, whatever it has shown; null if it is not.</returns>
    public Problem? Refusal(HttpContext context, bool isRight)
    {
        if (context.Features.Get<Connection>()!.IsLocal)
            return null;
        using var lease = _limiter.AttemptAcquire(context, isRight ? 0 : 1);
        return lease.IsAcquired ? null : Problem.TooManyGuesses(RateLimits.SecondsLeft(lease));
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    // A fixed window counts in whole permits: asking for none succeeds just where asking for one would.
    private static PartitionedRateLimiter<HttpContext> PerMinute(int most, Func<HttpContext, int> place) => PartitionedRateLimiter.Create<HttpContext, int>(
        context => RateLimitPartition.GetFixedWindowLimiter(place(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1) }));
}
