using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace ClipSearch.Web.Access;

/// <summary>
/// Counts the wrong tokens of each address. After too many, right and wrong ones are refused alike, so that further guesses reveal nothing.
/// Each address has a count of its own, kept for a minute: nobody's guesses lock out somebody else.
/// </summary>
public sealed class TokenGuesses : IDisposable
{
    /// <summary>Wrong tokens a minute of one client.</summary>
    internal const int MaxOfClient = 5;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        client => RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxOfClient, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Counts the token of a request.</summary>
    /// <returns>Why the request is refused, whatever its token; null if it is not.</returns>
    public Problem? Refusal(HttpContext context, bool isRight)
    {
        // A fixed window counts in whole permits: asking for none succeeds exactly where asking for one would.
        using var lease = _limiter.AttemptAcquire(Client(context.Connection.RemoteIpAddress), isRight ? 0 : 1);
        return lease.IsAcquired ? null : Problem.TooManyGuesses(RateLimits.SecondsLeft(lease));
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    /// <summary>Whom an address belongs to: of IPv6 the network of 64 bits, which one household or machine has to itself.</summary>
    internal static IPAddress Client(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
