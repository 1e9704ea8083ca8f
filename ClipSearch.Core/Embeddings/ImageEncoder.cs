using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Embeddings;

/// <summary>A model's image encoder. Thread-safe.</summary>
public sealed class ImageEncoder : IDisposable
{
    private readonly EncoderSession _session;
    private readonly ModelConfig _config;

    private ImageEncoder(EncoderSession session, ModelConfig config, EncoderFile file)
    {
        _session = session;
        _config = config;
        File = file;
    }

    /// <summary>The file that was loaded, and how it is run.</summary>
    public EncoderFile File { get; }

    /// <summary>Loads the image encoder.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="file">The form to load; null for the original.</param>
    /// <exception cref="ModelException">The file cannot be used. The message includes its path.</exception>
    public static ImageEncoder Load(ModelFolder folder, EncoderFile? file = null)
    {
        file ??= new EncoderFile(folder.GraphPath(EncoderKind.Image), Precision.Full);
        var session = EncoderSession.Load(file, folder.Family, folder.Family.Image, folder.Config.EmbeddingDimensions);
        return new ImageEncoder(session, folder.Config, file);
    }

    /// <summary>Embeds a batch of images.</summary>
    /// <param name="pixels">The output of <see cref="ImagePreprocessor"/>, [count, 3, size, size], read in place.</param>
    /// <param name="count">The number of images.</param>
    /// <returns>An embedding for each image, in order.</returns>
    /// <exception cref="ModelException">The model cannot embed the batch.</exception>
    public Embedding[] Encode(Memory<float> pixels, int count)
    {
        var size = _config.Pixels.CropSize;
        var dimensions = _config.EmbeddingDimensions;
        using var tensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels, [count, 3, size, size]);
        var outputs = _session.Run([tensor], count);
        var embeddings = new Embedding[count];
        for (var row = 0; row < count; row++)
            embeddings[row] = Embedding.Normalize(outputs.AsSpan(row * dimensions, dimensions));
        return embeddings;
    }

    /// <summary>Embeds a batch of images.</summary>
    /// <exception cref="ModelException">The model cannot embed the batch.</exception>
    internal Embedding[] Encode(PixelBatch batch) => Encode(batch.Pixels, batch.Count);

    /// <inheritdoc cref="EncoderSession.Observe"/>
    internal void Observe(IReadOnlyCollection<string> outputs, Action<string, ReadOnlySpan<float>> observe) => _session.Observe(outputs, observe);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
