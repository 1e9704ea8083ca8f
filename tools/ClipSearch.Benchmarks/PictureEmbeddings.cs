using ClipSearch.Core.Clip;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Benchmarks;

/// <summary>Pictures with their embeddings, and which of them a text comes nearest to.</summary>
internal sealed class PictureEmbeddings
{
    private readonly Embedding[] _embeddings;

    /// <param name="folder">The model.</param>
    /// <param name="files">The pictures' paths.</param>
    public PictureEmbeddings(ModelFolder folder, IEnumerable<string> files)
    {
        using var encoder = ImageEncoder.Load(folder);
        var preprocessor = new ImagePreprocessor(folder.Config.Pixels);
        var pixels = new float[preprocessor.TensorLength];
        _embeddings = [.. files.Select(file =>
        {
            using var picture = ImageDecoder.Decode(file, folder.Config.Pixels.ResizeShortestEdge);
            preprocessor.Preprocess(picture, pixels);
            return encoder.Encode(pixels, 1)[0];
        })];
    }

    /// <summary>The embeddings, in the order of the files.</summary>
    public IReadOnlyList<Embedding> All => _embeddings;

    /// <summary>The pictures' numbers, the nearest first.</summary>
    public int[] Nearest(Embedding text) => [.. Enumerable.Range(0, _embeddings.Length).OrderByDescending(number => text.CosineSimilarity(_embeddings[number]))];
}
