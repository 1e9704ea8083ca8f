using System.Threading.Channels;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Library.Sync;

/// <summary>
/// Embeds the photos of a scan: crops → batches → embeddings. As many batches as there are cores run at a time, each on one core. A batch
/// that runs on all cores waits for the slowest of them after each operation, and so for each decoder process that takes a core meanwhile.
/// </summary>
internal sealed class PhotoEmbedder(ActiveModel model, EncoderForms forms, ChannelReader<PreparedPhoto> ready, ChannelWriter<PreparedPhoto> embedded) : IDisposable
{
    private readonly ImagePreprocessor _preprocessor = new(model.Folder.Config.Pixels);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<(PreparedPhoto Photo, int Index)> _crops = [];
    private readonly Lock _lock = new();
    private Task<SharedEncoder<ImageEncoder>>? _loading;
    private int _revision;
    private IDisposable? _counted;

    /// <summary>
    /// Embeds photos until there are no more, and writes them to the channel of embedded photos. Photos without crops are written at once. At the
    /// end, it completes that channel, with the error if there is one. It never fails itself.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation, between two runs of the encoder.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async _ =>
        {
            try
            {
                await WorkAsync(stop.Token);
            }
            catch (Exception e)
            {
                // The first error counts; the other workers are cancelled because of it.
                embedded.TryComplete(e);
                await stop.CancelAsync();
            }
        }));
        // A run that is stopped while the encoder is loaded waits for it, so that it is disposed.
        if (_loading is { } loading)
            await ((Task)loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        embedded.TryComplete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_loading is { IsCompletedSuccessfully: true })
            _loading.Result.Leave();
        _counted?.Dispose();
        _turn.Dispose();
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var pixels = new PixelBatch(_preprocessor);
        while (await NextBatchAsync(cancellationToken) is { Count: > 0 } batch)
        {
            var encoder = await EnterAsync();
            // A dedicated thread: the threads of the pool stay free for requests.
            var embeddings = await Task.Factory.StartNew(
                () => EncodeAndLeave(encoder, batch, pixels), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
            foreach (var ((photo, index), embedding) in batch.Zip(embeddings))
            {
                if (photo.Add(index, embedding))
                    await embedded.WriteAsync(photo, cancellationToken);
            }
        }
    }

    private static Embedding[] EncodeAndLeave(SharedEncoder<ImageEncoder> encoder, List<(PreparedPhoto Photo, int Index)> batch, PixelBatch pixels)
    {
        try
        {
            using var activity = Telemetry.StartActivity("embed");
            return encoder.Encoder.Encode(pixels.Fill(batch.Select(crop => crop.Photo.Crops[crop.Index])));
        }
        finally
        {
            encoder.Leave();
        }
    }

    /// <summary>
    /// Returns the next crops: a full batch unless no more photos follow. The frames of a long video take several batches. Only one worker
    /// waits for photos at a time, so that they fill one batch instead of starting many.
    /// </summary>
    private async Task<List<(PreparedPhoto Photo, int Index)>> NextBatchAsync(CancellationToken cancellationToken)
    {
        var batch = new List<(PreparedPhoto Photo, int Index)>(PixelBatch.MaxCount);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (batch.Count < PixelBatch.MaxCount)
            {
                if (_crops.TryDequeue(out var crop))
                    batch.Add(crop);
                else if (ready.TryRead(out var photo))
                    await AddAsync(photo, cancellationToken);
                else if (!await ready.WaitToReadAsync(cancellationToken))
                    break;
            }

            return batch;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask AddAsync(PreparedPhoto photo, CancellationToken cancellationToken)
    {
        if (photo.Crops.Count == 0)
        {
            photo.Free();
            await embedded.WriteAsync(photo, cancellationToken);
            return;
        }

        // Started with the first crop, so that it takes place while the first batch is decoded. A run that only finds moved files does not need it.
        _ = Load();
        for (var i = 0; i < photo.Crops.Count; i++)
            _crops.Enqueue((photo, i));
    }

    /// <summary>Begins a run with the best encoder.</summary>
    private async Task<SharedEncoder<ImageEncoder>> EnterAsync()
    {
        while (true)
        {
            var encoder = await Load();
            if (encoder.TryEnter())
                return encoder;
        }
    }

    /// <summary>Loads the encoder, or a better one that has been created meanwhile.</summary>
    private Task<SharedEncoder<ImageEncoder>> Load()
    {
        lock (_lock)
        {
            if (_loading is null || _revision != forms.Revision)
            {
                _revision = forms.Revision;
                _loading = LoadAsync(_loading);
            }

            return _loading;
        }
    }

    private async Task<SharedEncoder<ImageEncoder>> LoadAsync(Task<SharedEncoder<ImageEncoder>>? previous)
    {
        SharedEncoder<ImageEncoder> encoder;
        try
        {
            encoder = await Task.Factory.StartNew(
                () => new SharedEncoder<ImageEncoder>(ImageEncoder.Load(model.Folder, forms.Best(EncoderKind.Image) with { UsesOneThread = true })),
                CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default);
        }
        finally
        {
            if (previous is not null)
                (await previous).Leave();
        }

        _counted?.Dispose();
        _counted = Telemetry.ImageModelLoaded(encoder.Encoder.File.Bytes);
        return encoder;
    }
}
