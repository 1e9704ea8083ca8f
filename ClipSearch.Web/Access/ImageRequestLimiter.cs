using System.Diagnostics.CodeAnalysis;
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

    private readonly ClientSlots _slots = new(MaxOfClient, Max);

    /// <summary>Admits a request before its body is read.</summary>
    /// <param name="context">The request.</param>
    /// <param name="slot">The slot; to be disposed when the request is done.</param>
    /// <param name="problem">Why it is refused.</param>
    public bool TryEnter(HttpContext context, [NotNullWhen(true)] out IDisposable? slot, [NotNullWhen(false)] out Problem? problem)
    {
        problem = _slots.TryEnter(context, out slot, out var isOfClient) ? null : isOfClient ? Problem.TooManyAtOnce(MaxOfClient) : Problem.Busy;
        return slot is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
