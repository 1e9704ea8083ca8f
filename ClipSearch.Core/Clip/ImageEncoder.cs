using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;

namespace ClipSearch.Core.Clip;

/// <summary>CLIP's image tower. Thread-safe.</summary>
public sealed class ImageEncoder : IDisposable
{
    private const string PixelValues = "pixel_values";

    private readonly EncoderSession _session;
    private readonly ModelConfig _config;

    private ImageEncoder(EncoderSession session, ModelConfig config)
    {
        _session = session;
        _config = config;
    }

    /// <summary>Loads the image tower.</summary>
    /// <exception cref="ModelException">A file cannot be used; the message names it.</exception>
    public static ImageEncoder Load(ModelFolder folder)
    {
        var session = EncoderSession.Load(folder.VisionModelPath, [PixelValues], [], "image_embeds", folder.Config.EmbeddingDimensions);
        return new ImageEncoder(session, folder.Config);
    }

    /// <summary>Embeds a batch of pictures.</summary>
    /// <param name="pixels">Pictures as <see cref="ImagePreprocessor"/> leaves them, one behind the other, [count, 3, size, size]; read in place.</param>
    /// <param name="count">How many pictures there are.</param>
    /// <returns>As many embeddings, in the pictures' order.</returns>
    public Embedding[] Encode(Memory<float> pixels, int count)
    {
        var size = _config.Pixels.CropSize;
        var dimensions = _config.EmbeddingDimensions;
        using var tensor = OrtTensor.Over(pixels, count, 3, size, size);
        var outputs = _session.Run([tensor], count);
        var embeddings = new Embedding[count];
        for (var row = 0; row < count; row++)
            embeddings[row] = Embedding.Normalize(outputs.AsSpan(row * dimensions, dimensions));
        return embeddings;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
