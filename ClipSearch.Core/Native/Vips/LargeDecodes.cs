namespace ClipSearch.Core.Native.Vips;

/// <summary>Lets large images be decoded one after the other, in the whole process: as many as there are cores would each take up to the limit.</summary>
internal static class LargeDecodes
{
    /// <summary>A smaller decode waits for no other.</summary>
    private const long LargeBytes = 256L << 20;

    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Waits for the turn of a decode.</summary>
    /// <param name="bytes">The memory that it takes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The turn, to be disposed when the decoder's memory is free; null for a decode that needs none.</returns>
    public static IDisposable? Enter(long bytes, CancellationToken cancellationToken)
    {
        if (bytes <= LargeBytes)
            return null;
        Turn.Wait(cancellationToken);
        return new Held();
    }

    private sealed class Held : IDisposable
    {
        public void Dispose() => Turn.Release();
    }
}
