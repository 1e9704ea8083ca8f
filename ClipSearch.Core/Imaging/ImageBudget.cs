using System.Threading.RateLimiting;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Limits the total memory of uploaded images in this process. Memory is reserved before a request body or file is read, so that a waiting
/// request holds none.
/// </summary>
public sealed class ImageBudget : IDisposable
{
    /// <summary>The limit in bytes. MAX_UPLOAD_MB raises it, because one file must fit.</summary>
    public const long DefaultBytes = 256L << 20;

    /// <summary>The unit in which memory is counted: 64 KiB.</summary>
    private const int PieceBytes = 64 << 10;

    /// <summary>The time that a request waits for memory. Clients should retry later instead of waiting longer.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _wait;
    private readonly int _pieces;
    private readonly ConcurrencyLimiter _limiter;

    /// <summary>Creates a budget with the limit from the settings.</summary>
    public ImageBudget(ClipSearchOptions options)
        : this(Math.Max(DefaultBytes, (options ?? throw new ArgumentNullException(nameof(options))).MaxUploadBytes), DefaultWait)
    {
    }

    /// <param name="bytes">The limit in bytes, 64 KiB or more.</param>
    /// <param name="wait">The maximum wait of <see cref="TryReserveAsync"/>.</param>
    internal ImageBudget(long bytes, TimeSpan wait)
    {
        _wait = wait;
        _pieces = (int)(bytes / PieceBytes);
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = _pieces, QueueLimit = int.MaxValue });
    }

    /// <summary>Reserves memory, and waits up to ten seconds for it.</summary>
    /// <param name="bytes">The number of bytes, 0 or more. A larger request than the limit waits for the whole budget.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The reservation, to be disposed with the memory; null if the memory does not become available in time.</returns>
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

    /// <summary>Reserves memory, and waits for it without a timeout.</summary>
    /// <param name="bytes">The number of bytes, 0 or more. A larger request than the limit waits for the whole budget.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The reservation, to be disposed with the memory.</returns>
    public async Task<IDisposable> ReserveAsync(long bytes, CancellationToken cancellationToken) =>
        await _limiter.AcquireAsync(Pieces(bytes), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private int Pieces(long bytes) => (int)Math.Clamp((bytes + PieceBytes - 1) / PieceBytes, 1, _pieces);
}
