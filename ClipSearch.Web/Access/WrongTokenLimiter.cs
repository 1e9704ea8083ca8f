using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Access;

/// <summary>
/// Counts the wrong tokens of each client. Above the limit, right and wrong tokens are refused alike, so that further guesses reveal
/// nothing. Each client has its own count, kept for a minute, so that one client cannot lock out another.
/// </summary>
public sealed class WrongTokenLimiter : IDisposable
{
    /// <summary>Maximum number of wrong tokens per minute and client.</summary>
    internal const int MaxOfClient = 5;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        client => RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = MaxOfClient, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Counts the token of a request.</summary>
    /// <returns>Why the request is refused, whatever its token; null if it is not.</returns>
    public Problem? Refusal(HttpContext context, bool isRight)
    {
        // A fixed window has whole permits: acquiring 0 succeeds exactly when acquiring 1 would.
        using var lease = _limiter.AttemptAcquire(Client(context.Connection.RemoteIpAddress), isRight ? 0 : 1);
        return lease.IsAcquired ? null : Problem.TooManyGuesses(RateLimits.SecondsLeft(lease));
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    /// <summary>
    /// Returns the client of an IP address: for IPv6 its 64-bit network, which usually belongs to one household or machine.
    /// </summary>
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
