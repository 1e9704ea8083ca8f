using ClipSearch.Core.Clip;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Benchmarks;

/// <summary>How well a model finds pictures: for each captioned picture, the rank that its caption gives it among all of them.</summary>
internal static class RetrievalBenchmark
{
    /// <param name="folder">The model.</param>
    /// <param name="photos">The folder of the pictures.</param>
    /// <param name="captions">A line "file name, tab, caption" for each picture.</param>
    public static int Run(ModelFolder folder, DirectoryInfo photos, FileInfo captions)
    {
        var lines = File.ReadAllLines(captions.FullName).Where(line => line.Length > 0).Select(line => line.Split('\t')).ToArray();
        if (lines.FirstOrDefault(line => line.Length != 2) is { } strange)
            throw new InvalidDataException($"{captions.FullName} has a line that is not \"file name, tab, caption\": {string.Join('\t', strange)}");

        using var text = TextEncoder.Load(folder);
        using var image = ImageEncoder.Load(folder);
        var preprocessor = new ImagePreprocessor(folder.Config.Pixels);
        var pictures = lines.Select(line => Embed(Path.Combine(photos.FullName, line[0]))).ToArray();
        var ranks = lines.Select((line, own) =>
        {
            var query = text.Encode(line[1]);
            var score = query.CosineSimilarity(pictures[own]);
            return pictures.Where((picture, other) => other != own && query.CosineSimilarity(picture) >= score).Count() + 1;
        }).ToArray();
        Console.WriteLine($"{folder.Path}, {lines.Length} pictures of {photos.FullName}, one caption each, {Measure.Machine}");
        foreach (var depth in new[] { 1, 5, 10 })
            Console.WriteLine($"  recall@{depth,-3} {(double)ranks.Count(rank => rank <= depth) / ranks.Length:F3}");
        Console.WriteLine($"  median rank {ranks.Order().ElementAt(ranks.Length / 2)}");
        return 0;

        Embedding Embed(string path)
        {
            using var picture = ImageDecoder.Decode(path, folder.Config.Pixels.ResizeShortestEdge);
            var pixels = new float[preprocessor.TensorLength];
            preprocessor.Preprocess(picture, pixels);
            return image.Encode(pixels, 1)[0];
        }
    }
}
