using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Native;

namespace ClipSearch.Core.Embeddings;

/// <summary>
/// Embeds single images: uploaded photos and query images. The image encoder is loaded for the first image and released after a period
/// without use, because it is the larger part of a model and most searches use text.
/// </summary>
public sealed class SingleImageEncoder(ActiveModel model, EncoderForms forms, ImageDecoders decoders) : IAsyncDisposable
{
    /// <summary>How long the unused encoder stays loaded.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ImagePreprocessor _preprocessor = new(model.Folder.Config.Pixels);
    private ImageEncoder? _encoder;
    private int _revision;
    private IDisposable? _counted;
    private CancellationTokenSource _use = new();

    /// <summary>Embeds a decoded image.</summary>
    /// <param name="crop">The pixels, as <see cref="DecodedParts.Crop"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ModelException">The image encoder cannot be loaded.</exception>
    public Task<Embedding> EmbedAsync(byte[] crop, CancellationToken cancellationToken) =>
        InTurnAsync(() => Task.Run(() => Encode(crop), cancellationToken), cancellationToken);

    /// <summary>Embeds an image and produces the other requested parts, decoding it only once.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="request">The other parts to produce.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not an image, is damaged or exceeds the limits.</exception>
    /// <exception cref="ModelException">The image encoder cannot be loaded.</exception>
    public Task<(Embedding Embedding, DecodedParts Parts)> EncodeAsync(ImageFile file, DecodeRequest request, CancellationToken cancellationToken) =>
        InTurnAsync(
            async () =>
            {
                var parts = await decoders.DecodeAsync(file, request with { Crop = _preprocessor.Crop }, cancellationToken);
                return (await Task.Run(() => Encode(parts.Crop!), cancellationToken), parts);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _use.CancelAsync();
        await _turn.WaitAsync();
        Release();
        _use.Dispose();
        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> encode, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await encode();
        }
        finally
        {
            _turn.Release();
        }
    }

    private Embedding Encode(byte[] crop)
    {
        var pixels = new float[_preprocessor.TensorLength];
        _preprocessor.Normalise(crop, pixels);
        if (_revision != forms.Revision)
            Release();
        if (_encoder is null)
        {
            _revision = forms.Revision;
            _encoder = ImageEncoder.Load(model.Folder, forms.Best(EncoderKind.Image));
            _counted = Telemetry.ImageModelLoaded(_encoder.File.Bytes);
        }

        var embedding = _encoder.Encode(pixels, 1)[0];
        _use.Cancel();
        _use.Dispose();
        _use = new CancellationTokenSource();
        _ = ReleaseWhenIdleAsync(_use.Token);
        return embedding;
    }

    private async Task ReleaseWhenIdleAsync(CancellationToken nextUse)
    {
        try
        {
            await Task.Delay(Idle, nextUse);
            await _turn.WaitAsync(nextUse);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Release();
        GlibcHeap.Trim();
        _turn.Release();
    }

    private void Release()
    {
        _encoder?.Dispose();
        _counted?.Dispose();
        _encoder = null;
    }
}
