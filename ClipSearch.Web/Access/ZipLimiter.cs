using System.Diagnostics.CodeAnalysis;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Access;

/// <summary>
/// Limits how many ZIP files are downloaded at once, per client and in total. A download can take minutes, so it must not use the slots of
/// requests with images.
/// </summary>
internal sealed class ZipLimiter : IDisposable
{
    /// <summary>Maximum per client.</summary>
    internal const int MaxOfClient = 2;

    /// <summary>Maximum in total.</summary>
    internal const int Max = 16;

    private readonly ClientSlots _slots = new(MaxOfClient, Max);

    /// <summary>Admits a request before its photos are read.</summary>
    /// <param name="context">The request.</param>
    /// <param name="slot">The slot; to be disposed when the request is done.</param>
    /// <param name="problem">Why it is refused.</param>
    public bool TryEnter(HttpContext context, [NotNullWhen(true)] out IDisposable? slot, [NotNullWhen(false)] out Problem? problem)
    {
        problem = _slots.TryEnter(context, out slot, out var isOfClient) ? null : isOfClient ? Problem.TooManyZips(MaxOfClient) : Problem.BusyWithZips;
        return slot is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
