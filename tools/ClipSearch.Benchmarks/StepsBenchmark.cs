using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;

namespace ClipSearch.Benchmarks;

/// <summary>Measures each processing step of a query and of a photo separately.</summary>
internal static class StepsBenchmark
{
    public static void Run(ModelFolder folder, DirectoryInfo photos)
    {
        Console.WriteLine($"{folder.Path}, {photos.FullName}, {Measure.Machine}. p50 / p99");
        using (var text = TextEncoder.Load(folder))
        {
            PrintTokenizer(text.Tokenizer);
            Measure.Print("embed one query", Measure.Times(200, i => text.Encode(Queries.Of(i))));
            foreach (var count in new[] { 4, 16, 32 })
                Measure.Print($"embed {count} queries in one call", Measure.Times(40, i => text.Encode([.. Enumerable.Range(i * count, count).Select(n => text.Tokenizer.Tokenize(Queries.Of(n)))])));
        }

        var files = photos.EnumerateFiles("*.jpg").Take(100).Select(file => file.FullName).ToArray();
        var preprocessor = new ImagePreprocessor(folder.Config.Pixels);
        var length = preprocessor.TensorLength;
        var edge = folder.Config.Pixels.ResizeShortestEdge;
        var pixels = new float[8 * length];
        Measure.Print("decode a photo (one thread)", Measure.Times(files.Length, i => ImageDecoder.Decode(files[i % files.Length], edge).Dispose()));
        using (var image = ImageDecoder.Decode(files[0], edge))
            Measure.Print($"preprocess a photo of {image.Width} × {image.Height} (one thread)", Measure.Times(200, _ => preprocessor.Preprocess(image, pixels.AsSpan(0, length))));
        Measure.Print("create a thumbnail of 480 pixels (one thread)", Measure.Times(files.Length, i => Thumbnailer.Create(File.ReadAllBytes(files[i % files.Length]), files[i % files.Length], 480)));

        using var encoder = ImageEncoder.Load(folder);
        foreach (var count in new[] { 1, 4, 8 })
            Measure.Print($"embed {count} images in one call", Measure.Times(20, _ => encoder.Encode(pixels.AsMemory(0, count * length), count)));
    }

    /// <summary>
    /// Prints the time and the allocation per query. Measures batches, because one query takes little longer than reading the clock.
    /// </summary>
    private static void PrintTokenizer(Tokenizer tokenizer)
    {
        string[] queries = [.. Enumerable.Range(0, 1000).Select(Queries.Of)];
        void TokenizeAll(int batch)
        {
            foreach (var query in queries)
                tokenizer.Tokenize(query);
        }

        var microseconds = Measure.Times(300, TokenizeAll).Select(milliseconds => milliseconds * 1000 / queries.Length).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        TokenizeAll(0);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / queries.Length;
        Measure.Print("tokenize a query", $"{Measure.Percentile(microseconds, 0.5):F1} / {Measure.Percentile(microseconds, 0.99):F1} µs, {bytes} B");
    }
}
