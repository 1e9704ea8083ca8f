using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures the retrieval quality of a model: for each captioned image, its rank among all images when searching for its caption.
/// </summary>
internal static class RetrievalBenchmark
{
    /// <param name="folder">The model.</param>
    /// <param name="photos">The folder of the images.</param>
    /// <param name="captions">A file with a line "file name, tab, caption" for each image.</param>
    public static void Run(ModelFolder folder, DirectoryInfo photos, FileInfo captions)
    {
        var lines = File.ReadAllLines(captions.FullName).Where(line => line.Length > 0).Select(line => line.Split('\t')).ToArray();
        if (lines.FirstOrDefault(line => line.Length != 2) is { } strange)
            throw new InvalidDataException($"{captions.FullName} has a line that is not \"file name, tab, caption\": {string.Join('\t', strange)}");

        var pictures = new ImageEmbeddings(folder, lines.Select(line => Path.Combine(photos.FullName, line[0])));
        using var text = TextEncoder.Load(folder);
        int[] ranks = [.. lines.Select((line, own) => Array.IndexOf(pictures.Nearest(text.Encode(line[1])), own) + 1).Order()];
        Console.WriteLine($"{folder.Path}, {lines.Length} photos of {photos.FullName}, one caption each, {Measure.Machine}");
        foreach (var depth in new[] { 1, 5, 10 })
            Console.WriteLine($"recall@{depth,-2} {(double)ranks.Count(rank => rank <= depth) / ranks.Length:F3}");
        Console.WriteLine($"median rank {ranks[ranks.Length / 2]}");
    }
}
