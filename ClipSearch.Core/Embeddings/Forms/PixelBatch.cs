using ClipSearch.Core.Imaging.Preprocessing;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>The input of one run of an image encoder.</summary>
/// <param name="Pixels">[count, 3, size, size].</param>
/// <param name="Count">The number of images.</param>
/// <param name="Edge">The size of an image, in pixels.</param>
internal readonly record struct PixelBatch(Memory<float> Pixels, int Count, int Edge)
{
    /// <summary>The number of images in a batch, as in an import.</summary>
    private const int Size = 4;

    /// <summary>Yields the batches of crops. All use the same memory.</summary>
    /// <param name="crops">The crops, as <see cref="ImagePreprocessor.Normalise"/> expects them.</param>
    /// <param name="preprocessor">The preprocessing of the model.</param>
    public static IEnumerable<PixelBatch> Of(IEnumerable<byte[]> crops, ImagePreprocessor preprocessor)
    {
        var length = preprocessor.TensorLength;
        var pixels = new float[Size * length];
        foreach (var batch in crops.Chunk(Size))
        {
            for (var i = 0; i < batch.Length; i++)
                preprocessor.Normalise(batch[i], pixels.AsSpan(i * length, length));
            yield return new PixelBatch(pixels.AsMemory(0, batch.Length * length), batch.Length, preprocessor.Crop.CropSize);
        }
    }
}
