using System.Diagnostics;
using System.Threading.Channels;
using ClipSearch.Core.Models;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Tokens;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Embeddings;

/// <summary>
/// Embeds the text of queries. The text encoder is loaded in the background. Queries that arrive during a run share the next run, which
/// costs little more than a single query because it reads the same weights (ViT-B/32: 151 MB) once.
/// </summary>
public sealed partial class QueryEncoder : IAsyncDisposable
{
    /// <summary>The maximum number of queries that share a run. Further queries wait for the next run.</summary>
    private const int MaxShared = 32;

    private readonly Channel<WaitingQuery> _waiting = Channel.CreateUnbounded<WaitingQuery>(new() { SingleReader = true });
    private readonly ILogger _logger;
    private readonly Task<TextEncoder> _loading;
    private readonly Task _working;
    private IDisposable? _counted;

    /// <summary>Starts loading the active model's text encoder.</summary>
    public QueryEncoder(ActiveModel model, ILogger<QueryEncoder> logger)
        : this(model, () => TextEncoder.Load(model.Folder), logger)
    {
    }

    internal QueryEncoder(ActiveModel model, Func<TextEncoder> load, ILogger<QueryEncoder> logger)
    {
        _logger = logger;
        _loading = Task.Run(() =>
        {
            var clock = Stopwatch.StartNew();
            var encoder = load();
            _counted = Telemetry.TextModelLoaded(model.Folder.TextModelPath);
            // The first run of each shape allocates memory and touches every weight. No request should wait for that.
            encoder.Encode(string.Join(' ', Enumerable.Repeat('a', model.Folder.Config.ContextLength)));
            LogLoaded(_logger, model.Name, clock.ElapsedMilliseconds);
            return encoder;
        });
        _working = Task.Run(WorkAsync);
    }

    /// <summary>Completes when the model is loaded, or fails if loading fails.</summary>
    public Task Loaded => _loading;

    /// <summary>Whether the model is loaded.</summary>
    public bool IsReady => _loading.IsCompletedSuccessfully;

    /// <summary>Embeds a query.</summary>
    /// <param name="text">The text of the query.</param>
    /// <param name="timeout">The timeout for a model that is still loading.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The embedding, and whether the query was longer than the model's context.</returns>
    /// <exception cref="ModelLoadingException">The model is still loading.</exception>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    public async Task<(Embedding Embedding, bool Truncated)> EncodeAsync(string text, TimeSpan timeout, CancellationToken cancellationToken)
    {
        TextEncoder encoder;
        try
        {
            encoder = await _loading.WaitAsync(timeout, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new ModelLoadingException("The model is still loading. Try again in a few seconds.", e);
        }

        TokenizedText tokens;
        using (Telemetry.Measure(SearchPart.Tokenise))
            tokens = encoder.Tokenizer.Tokenize(text);
        using (Telemetry.Measure(SearchPart.Encode))
        {
            var query = new WaitingQuery(tokens, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Telemetry.AddQueued(1);
            if (!_waiting.Writer.TryWrite(query))
            {
                Telemetry.AddQueued(-1);
                throw new ChannelClosedException();
            }

            return (await query.Answer.Task.WaitAsync(cancellationToken), tokens.Truncated);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _working;
        if (_loading.IsCompletedSuccessfully)
            _loading.Result.Dispose();
        _counted?.Dispose();
    }

    private async Task WorkAsync()
    {
        var batch = new List<WaitingQuery>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxShared && _waiting.Reader.TryRead(out var query))
            {
                Telemetry.AddQueued(-1);
                if (!query.CancellationToken.IsCancellationRequested)
                    batch.Add(query);
            }

            try
            {
                var encoder = await _loading;
                Telemetry.RecordBatch(batch.Count);
                var embeddings = encoder.Encode([.. batch.Select(query => query.Text)]);
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Answer.TrySetResult(embeddings[i]);
            }
            catch (Exception e)
            {
                // All waiting queries get the error. The next queries get a run of their own.
                batch.ForEach(query => query.Answer.TrySetException(e));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded the text encoder of {Model} in {Milliseconds} ms")]
    private static partial void LogLoaded(ILogger logger, string model, long milliseconds);

    private sealed record WaitingQuery(TokenizedText Text, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<Embedding> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The model is still loading. The same request will succeed soon.</summary>
public sealed class ModelLoadingException(string message, Exception? inner = null) : Exception(message, inner);
