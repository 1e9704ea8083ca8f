namespace ClipSearch.Core.Embeddings;

/// <summary>An encoder that several runs use. It is disposed when the owner has released it and the last run has ended.</summary>
internal sealed class SharedEncoder<T>(T encoder)
    where T : IDisposable
{
    /// <summary>The number of runs, and 1 for the owner.</summary>
    private int _users = 1;

    /// <summary>The encoder, between <see cref="TryEnter"/> and <see cref="Leave"/>.</summary>
    public T Encoder { get; } = encoder;

    /// <summary>Begins a run.</summary>
    /// <returns>False if the encoder is disposed.</returns>
    public bool TryEnter()
    {
        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    /// <summary>Ends a run, or releases the encoder if the owner calls it.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            Encoder.Dispose();
    }
}
