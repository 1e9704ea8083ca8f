using System.Threading.RateLimiting;

namespace ClipSearch.Core;

/// <summary>
/// Limits the bytes of the images that clients send and that are in memory at once, in the whole process. Memory is reserved before a
/// body or a file is read, so that a request that waits holds none.
/// </summary>
public sealed class ImageBudget : IDisposable
{
    /// <summary>The limit in bytes; MAX_UPLOAD_MB raises it, since one file must fit.</summary>
    public const long DefaultBytes = 256L << 20;

    /// <summary>Memory is counted in pieces of 64 KiB.</summary>
    private const int PieceBytes = 64 << 10;

    /// <summary>How long a request waits for memory; longer ones are better told to come again.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _wait;
    private readonly int _pieces;
    private readonly ConcurrencyLimiter _limiter;

    /// <summary>Takes the limit from the settings.</summary>
    public ImageBudget(ClipSearchOptions options)
        : this(Math.Max(DefaultBytes, (options ?? throw new ArgumentNullException(nameof(options))).MaxUploadBytes), DefaultWait)
    {
    }

    /// <param name="bytes">The limit, 64 KiB or more.</param>
    /// <param name="wait">How long <see cref="TryReserveAsync"/> waits.</param>
    internal ImageBudget(long bytes, TimeSpan wait)
    {
        _wait = wait;
        _pieces = (int)(bytes / PieceBytes);
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = _pieces, QueueLimit = int.MaxValue });
    }

    /// <summary>Reserves memory, and waits up to ten seconds for it.</summary>
    /// <param name="bytes">How much, 0 or more; what exceeds the limit waits for all of it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The reservation, to be disposed with the memory; null if other images hold the memory for longer.</returns>
    public async Task<IDisposable?> TryReserveAsync(long bytes, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lease = _limiter.AttemptAcquire(Pieces(bytes));
        if (lease.IsAcquired)
            return lease;
        wait.CancelAfter(_wait);
        try
        {
            return await _limiter.AcquireAsync(Pieces(bytes), wait.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Reserves memory, and waits for it as long as it takes.</summary>
    /// <param name="bytes">How much, 0 or more; what exceeds the limit waits for all of it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The reservation, to be disposed with the memory.</returns>
    public async Task<IDisposable> ReserveAsync(long bytes, CancellationToken cancellationToken) =>
        await _limiter.AcquireAsync(Pieces(bytes), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private int Pieces(long bytes) => (int)Math.Clamp((bytes + PieceBytes - 1) / PieceBytes, 1, _pieces);
}
