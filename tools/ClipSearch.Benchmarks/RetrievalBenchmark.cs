using ClipSearch.Core.Clip;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>How well a model finds pictures: for each captioned picture, the rank that its caption gives it among all of them.</summary>
internal static class RetrievalBenchmark
{
    /// <param name="folder">The model.</param>
    /// <param name="photos">The folder of the pictures.</param>
    /// <param name="captions">A line "file name, tab, caption" for each picture.</param>
    public static void Run(ModelFolder folder, DirectoryInfo photos, FileInfo captions)
    {
        var lines = File.ReadAllLines(captions.FullName).Where(line => line.Length > 0).Select(line => line.Split('\t')).ToArray();
        if (lines.FirstOrDefault(line => line.Length != 2) is { } strange)
            throw new InvalidDataException($"{captions.FullName} has a line that is not \"file name, tab, caption\": {string.Join('\t', strange)}");

        var pictures = new PictureEmbeddings(folder, lines.Select(line => Path.Combine(photos.FullName, line[0])));
        using var text = TextEncoder.Load(folder);
        int[] ranks = [.. lines.Select((line, own) => Array.IndexOf(pictures.Nearest(text.Encode(line[1])), own) + 1).Order()];
        Console.WriteLine($"{folder.Path}, {lines.Length} pictures of {photos.FullName}, one caption each, {Measure.Machine}");
        foreach (var depth in new[] { 1, 5, 10 })
            Console.WriteLine($"recall@{depth,-2} {(double)ranks.Count(rank => rank <= depth) / ranks.Length:F3}");
        Console.WriteLine($"median rank {ranks[ranks.Length / 2]}");
    }
}
