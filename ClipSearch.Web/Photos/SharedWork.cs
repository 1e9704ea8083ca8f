namespace ClipSearch.Web.Photos;

/// <summary>Runs work once for concurrent requests with the same key, and cancels it when no request is waiting.</summary>
internal sealed class SharedWork<TKey, TResult>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Shared> _underWay = [];

    /// <summary>Joins the running work of a key, or starts it.</summary>
    /// <param name="key">Identifies the work.</param>
    /// <param name="work">Does the work; its token is cancelled when no caller is waiting.</param>
    /// <param name="cancellationToken">Cancels waiting for the result.</param>
    public async Task<TResult> RunAsync(TKey key, Func<CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        Shared? shared;
        lock (_underWay)
        {
            if (!_underWay.TryGetValue(key, out shared))
                _underWay.Add(key, shared = new Shared(work));
            shared.Waiting++;
        }

        try
        {
            return await shared.Result.WaitAsync(cancellationToken);
        }
        finally
        {
            bool isLast;
            lock (_underWay)
            {
                isLast = --shared.Waiting == 0;
                if (isLast)
                    _underWay.Remove(key);
            }

            if (isLast)
                await shared.DisposeAsync();
        }
    }

    private sealed class Shared : IAsyncDisposable
    {
        private readonly CancellationTokenSource _unwanted = new();

        public Shared(Func<CancellationToken, Task<TResult>> work)
        {
            var unwanted = _unwanted.Token;
            Result = Task.Run(() => work(unwanted));
        }

        public Task<TResult> Result { get; }

        public int Waiting { get; set; }

        public async ValueTask DisposeAsync()
        {
            await _unwanted.CancelAsync();
            _unwanted.Dispose();
        }
    }
}
