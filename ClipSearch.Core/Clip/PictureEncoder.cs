using ClipSearch.Core.Models;
using ClipSearch.Core.Native;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Clip;

/// <summary>
/// Embeds single pictures that people search with. The image tower is loaded for the first and given back when nobody has
/// needed it for a while: it is the larger part of a model, and most people search by text.
/// </summary>
public sealed class PictureEncoder(ActiveModel model) : IAsyncDisposable
{
    /// <summary>How long the tower stays without being needed.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ImagePreprocessor _preprocessor = new(model.Folder.Config.Pixels);
    private ImageEncoder? _encoder;
    private IDisposable? _counted;
    private CancellationTokenSource _use = new();

    /// <summary>Embeds an image, and makes something else of it on the way: it is decoded once.</summary>
    /// <param name="file">The image's file.</param>
    /// <param name="look">What else to make of it; a large JPEG comes at the reduced scale that the model needs.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is no image, is damaged or over the limits.</exception>
    /// <exception cref="ModelException">The image tower cannot be loaded.</exception>
    public async Task<(Embedding Embedding, T Look)> EncodeAsync<T>(ImageFile file, Func<DecodedImage, T> look, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Encode(file, look, cancellationToken), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _use.CancelAsync();
        await _turn.WaitAsync();
        _encoder?.Dispose();
        _counted?.Dispose();
        _use.Dispose();
        _turn.Dispose();
    }

    private (Embedding, T) Encode<T>(ImageFile file, Func<DecodedImage, T> look, CancellationToken cancellationToken)
    {
        using var image = ImageDecoder.Decode(
            file.Content, file.Bytes.Name, model.Folder.Config.Pixels.ResizeShortestEdge, cancellationToken: cancellationToken);
        var pixels = new float[_preprocessor.TensorLength];
        _preprocessor.Preprocess(image, pixels);
        var looked = look(image);
        if (_encoder is null)
        {
            _encoder = ImageEncoder.Load(model.Folder);
            _counted = Telemetry.ImageModelLoaded(model.Folder.VisionModelPath);
        }

        var embedding = _encoder.Encode(pixels, 1)[0];
        _use.Cancel();
        _use.Dispose();
        _use = new CancellationTokenSource();
        _ = GiveBackAsync(_use.Token);
        return (embedding, looked);
    }

    private async Task GiveBackAsync(CancellationToken usedAgain)
    {
        try
        {
            await Task.Delay(Idle, usedAgain);
            await _turn.WaitAsync(usedAgain);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _encoder?.Dispose();
        _counted?.Dispose();
        _encoder = null;
        GlibcHeap.Trim();
        _turn.Release();
    }
}
