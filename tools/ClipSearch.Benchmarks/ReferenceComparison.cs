using System.Text.Json;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;

namespace ClipSearch.Benchmarks;

/// <summary>Compares both encoders with an independent forward pass of the same weights (tools/golden/reference_clip.py).</summary>
internal static class ReferenceComparison
{
    private const double LeastCosine = 0.99999;

    public static int Run(ModelFolder folder, FileInfo goldenFile)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(goldenFile.FullName));
        using var text = TextEncoder.Load(folder);
        var texts = golden.RootElement.GetProperty("texts").EnumerateArray()
            .Min(item => Cosine(item, text.Encode([new TokenizedText([.. item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())], false)])[0]));
        using var image = ImageEncoder.Load(folder);
        var length = new ImagePreprocessor(folder.Config.Pixels).TensorLength;
        var pictures = golden.RootElement.GetProperty("pixels").EnumerateArray()
            .Min(item => Cosine(item, image.Encode(PixelsOf(item.GetProperty("seed").GetInt64(), length), 1)[0]));
        Console.WriteLine($"Minimum cosine similarity with the reference, {folder.Path}: texts {texts:F9}, images {pictures:F9}");
        return Math.Min(texts, pictures) >= LeastCosine ? 0 : 1;
    }

    private static double Cosine(JsonElement item, Embedding embedding)
    {
        var (dot, norm) = (0.0, 0.0);
        var i = 0;
        foreach (var value in item.GetProperty("embedding").EnumerateArray().Select(value => value.GetDouble()))
        {
            dot += value * embedding.Values.Span[i++];
            norm += value * value;
        }

        return dot / Math.Sqrt(norm);
    }

    /// <summary>Generates the pixels for a seed, as tools/golden/README.md defines them.</summary>
    private static float[] PixelsOf(long seed, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (float)(((((i * 7919L) + (seed * 104729L)) % 2003) / 1001.5) - 1))];
}
