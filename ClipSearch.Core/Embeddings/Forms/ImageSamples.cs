using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>Photos of the library with which the forms of an image encoder are calibrated and compared.</summary>
/// <param name="model">The model.</param>
/// <param name="crops">The photos, as <see cref="ImagePreprocessor.Normalise"/> expects them.</param>
internal sealed class ImageSamples(ModelFolder model, IReadOnlyList<byte[]> crops) : EncoderSamples
{
    /// <summary>The number of photos from which the ranges of channels are measured.</summary>
    private const int CalibrationPhotos = 64;

    /// <inheritdoc/>
    public override EncoderKind Kind => EncoderKind.Image;

    /// <inheritdoc/>
    public override IReadOnlyList<Embedding>? Others => null;

    /// <summary>Reads the crops.</summary>
    /// <exception cref="ModelException">There are fewer than <see cref="EncoderSamples.MinPhotos"/>.</exception>
    public static ImageSamples Read(ModelFolder model, Stream input)
    {
        List<byte[]> crops = [.. ReadRecords(input, new ImagePreprocessor(model.Config.Pixels).TensorLength)];
        return crops.Count >= MinPhotos
            ? new ImageSamples(model, crops)
            : throw new ModelException($"only {crops.Count} photos of the library could be read; {MinPhotos} are needed.");
    }

    /// <inheritdoc/>
    public override ISampledEncoder Load(EncoderFile file) => new Encoder(ImageEncoder.Load(model, file), new ImagePreprocessor(model.Config.Pixels), crops);

    private sealed class Encoder(ImageEncoder encoder, ImagePreprocessor preprocessor, IReadOnlyList<byte[]> crops) : ISampledEncoder
    {
        // Each core embeds batches of its own.
        public Embedding[] EncodeAll() =>
            [.. crops.Chunk((crops.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount).AsParallel().AsOrdered().SelectMany(Encode)];

        public void Calibrate(IReadOnlyCollection<string> outputs, Action<string, ReadOnlySpan<float>> observe)
        {
            encoder.Observe(outputs, observe);
            Encode(crops.Take(CalibrationPhotos));
        }

        public void Encode(int times)
        {
            for (var i = 0; i < times; i++)
                Encode(crops.Take(PixelBatch.MaxCount));
        }

        public void Dispose() => encoder.Dispose();

        private List<Embedding> Encode(IEnumerable<byte[]> some)
        {
            var batch = new PixelBatch(preprocessor);
            return [.. some.Chunk(PixelBatch.MaxCount).SelectMany(part => encoder.Encode(batch.Fill(part)))];
        }
    }
}
