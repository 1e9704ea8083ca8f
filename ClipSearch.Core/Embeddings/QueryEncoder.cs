using System.Diagnostics;
using System.Threading.Channels;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Native;
using ClipSearch.Core.Tokens;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Embeddings;

/// <summary>
/// Embeds the text of queries. The text encoder is loaded in the background. In fp32, a run uses all cores, and queries that arrive meanwhile
/// share the next run, which costs little more than a single query because it reads the same weights (ViT-B/32: 151 MB) once. In 8 bits, each
/// core has runs of its own.
/// </summary>
public sealed partial class QueryEncoder : IAsyncDisposable
{
    /// <summary>The maximum number of queries that share a run. Further queries wait for the next run.</summary>
    private const int MaxShared = 32;

    /// <summary>The minimum of <see cref="SharedBy"/>.</summary>
    private const int MinShared = 4;

    /// <summary>The number of texts that <see cref="EncodeAllAsync"/> embeds at once.</summary>
    private const int TextsAtOnce = 8;

    /// <summary>The maximum number of runs at the same time.</summary>
    private const int MaxRuns = 8;

    private readonly Channel<WaitingQuery> _waiting = Channel.CreateUnbounded<WaitingQuery>();
    private readonly ActiveModel _model;
    private readonly ILogger _logger;
    private readonly Task<SharedEncoder<TextEncoder>> _loading;
    private readonly Task _working;
    private readonly Lock _replacing = new();
    private TaskCompletionSource _runsInParallel = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SharedEncoder<TextEncoder>? _encoder;
    private IDisposable? _counted;

    /// <summary>Starts loading the active model's text encoder.</summary>
    public QueryEncoder(ActiveModel model, EncoderForms forms, ILogger<QueryEncoder> logger)
        : this(model, () => TextEncoder.Load(model.Folder, forms.Best(EncoderKind.Text)), logger)
    {
    }

    internal QueryEncoder(ActiveModel model, Func<TextEncoder> load, ILogger<QueryEncoder> logger)
    {
        _model = model;
        _logger = logger;
        _loading = Task.Run(() => Start(load));
        _working = Task.WhenAll(Enumerable.Range(0, Math.Min(MaxRuns, Environment.ProcessorCount)).Select(number => Task.Run(() => WorkAsync(isFirst: number == 0))));
    }

    /// <summary>Completes when the model is loaded, or fails if loading fails.</summary>
    public Task Loaded => _loading;

    /// <summary>Whether the model is loaded.</summary>
    public bool IsReady => _loading.IsCompletedSuccessfully;

    /// <summary>The file that the encoder was loaded from; null while it is loading.</summary>
    public EncoderFile? File => Volatile.Read(ref _encoder)?.Encoder.File;

    /// <summary>Embeds a query.</summary>
    /// <param name="text">The text of the query.</param>
    /// <param name="timeout">The timeout for a model that is still loading.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The embedding, and whether the query was longer than the model's context.</returns>
    /// <exception cref="ModelLoadingException">The model is still loading.</exception>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    public async Task<(Embedding Embedding, bool Truncated)> EncodeAsync(string text, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Tokenizer tokenizer;
        try
        {
            tokenizer = (await _loading.WaitAsync(timeout, cancellationToken)).Encoder.Tokenizer;
        }
        catch (TimeoutException e)
        {
            throw new ModelLoadingException("The model is still loading. Try again in a few seconds.", e);
        }

        TokenizedText tokens;
        using (Telemetry.Measure(SearchPart.Tokenise))
            tokens = tokenizer.Tokenize(text);
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

    /// <summary>Embeds many texts, a few at a time, so that a concurrent search waits for these few only.</summary>
    /// <returns>An embedding for each text, in order.</returns>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    public async Task<IReadOnlyList<Embedding>> EncodeAllAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var embeddings = new List<Embedding>(texts.Count);
        foreach (var some in texts.Chunk(TextsAtOnce))
            embeddings.AddRange((await Task.WhenAll(some.Select(text => EncodeAsync(text, Timeout.InfiniteTimeSpan, cancellationToken)))).Select(answer => answer.Embedding));
        return embeddings;
    }

    /// <summary>
    /// Replaces the encoder by another form of the same model, while queries are embedded. Runs in progress end with the previous one.
    /// </summary>
    /// <exception cref="ModelException">The file cannot be loaded. The previous encoder stays in use.</exception>
    internal async Task ReplaceAsync(EncoderFile file, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        await Task.Run(() => Start(() => TextEncoder.Load(_model.Folder, file)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await ((Task)_loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        AllowParallelRuns(true);
        await _working;
        _encoder?.Leave();
        _counted?.Dispose();
    }

    /// <summary>Loads an encoder and puts it into use.</summary>
    private SharedEncoder<TextEncoder> Start(Func<TextEncoder> load)
    {
        var clock = Stopwatch.StartNew();
        var encoder = new SharedEncoder<TextEncoder>(load());
        // The first run of each shape allocates memory and touches every weight. No request should wait for that.
        encoder.Encoder.Encode(string.Join(' ', Enumerable.Repeat('a', _model.Folder.Config.ContextLength)));
        SharedEncoder<TextEncoder>? previous;
        lock (_replacing)
        {
            previous = _encoder;
            Volatile.Write(ref _encoder, encoder);
            _counted?.Dispose();
            _counted = Telemetry.TextModelLoaded(encoder.Encoder.File.Bytes);
            AllowParallelRuns(encoder.Encoder.File.UsesOneThread);
        }

        previous?.Leave();
        if (previous is not null)
            GlibcHeap.Trim();
        LogLoaded(_logger, _model.Name, encoder.Encoder.File.Precision, clock.ElapsedMilliseconds);
        return encoder;
    }

    /// <summary>
    /// Returns how many queries share a run at most. The more a run takes apart from its tokens, the more is saved; on one core, more would save
    /// little and wait longer.
    /// </summary>
    private static int SharedBy(EncoderFile? file) => file is { UsesOneThread: true } ? (int)Math.Clamp(file.RunOverhead / 2, MinShared, MaxShared) : MaxShared;

    private void AllowParallelRuns(bool allowed)
    {
        if (allowed)
            _runsInParallel.TrySetResult();
        else if (_runsInParallel.Task.IsCompleted)
            Volatile.Write(ref _runsInParallel, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <param name="isFirst">Whether these runs use all cores if the encoder does. Others then pause.</param>
    private async Task WorkAsync(bool isFirst)
    {
        var batch = new List<WaitingQuery>();
        while (true)
        {
            if (!isFirst)
                await Volatile.Read(ref _runsInParallel).Task;
            if (!await _waiting.Reader.WaitToReadAsync())
                return;
            batch.Clear();
            var limit = SharedBy(File);
            while (batch.Count < limit && _waiting.Reader.TryRead(out var query))
            {
                Telemetry.AddQueued(-1);
                if (!query.CancellationToken.IsCancellationRequested)
                    batch.Add(query);
            }

            if (batch.Count == 0)
                continue;
            try
            {
                await _loading;
                Telemetry.RecordBatch(batch.Count);
                var embeddings = Encode([.. batch.Select(query => query.Text)]);
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

    private Embedding[] Encode(IReadOnlyList<TokenizedText> texts)
    {
        SharedEncoder<TextEncoder> encoder;
        do
        {
            encoder = Volatile.Read(ref _encoder)!;
        }
        while (!encoder.TryEnter());

        try
        {
            return encoder.Encoder.Encode(texts);
        }
        finally
        {
            encoder.Leave();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded the text encoder of {Model} in {Precision} in {Milliseconds} ms")]
    private static partial void LogLoaded(ILogger logger, string model, Precision precision, long milliseconds);

    private sealed record WaitingQuery(TokenizedText Text, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<Embedding> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The model is still loading. The same request will succeed soon.</summary>
public sealed class ModelLoadingException(string message, Exception? inner = null) : Exception(message, inner);
