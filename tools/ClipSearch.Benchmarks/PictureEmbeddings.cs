using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>The embeddings of images, and the images nearest to a text.</summary>
internal sealed class ImageEmbeddings
{
    private readonly Embedding[] _embeddings;

    /// <param name="folder">The model.</param>
    /// <param name="files">The paths of the images.</param>
    public ImageEmbeddings(ModelFolder folder, IEnumerable<string> files)
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

    /// <summary>Returns the indices of the images, the nearest first.</summary>
    public int[] Nearest(Embedding text) => [.. Enumerable.Range(0, _embeddings.Length).OrderByDescending(number => text.CosineSimilarity(_embeddings[number]))];
}
