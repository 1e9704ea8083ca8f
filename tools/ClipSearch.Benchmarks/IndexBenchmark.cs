using System.Diagnostics;
using System.Numerics.Tensors;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures time and recall of nearest-neighbour searches in PostgreSQL on generated embeddings, with an exact scan and HNSW.
/// </summary>
internal static class IndexBenchmark
{
    private const int Queries = 100;
    private const int Hits = 24;

    public static async Task RunAsync(int rows, int dimensions, DirectoryInfo work, CancellationToken cancellationToken)
    {
        await using var services = Services(FakeModel(Path.Combine(work.FullName, "index-model"), dimensions), work);
        var nearest = services.GetRequiredService<NearestPhotos>();
        Console.WriteLine($"{rows} embeddings of {dimensions} dimensions ({MadeUpPhotos.Shape}), {Measure.Machine}. p50 / p99 of {Queries} searches for {Hits} results");
        await MadeUpLibrary.FillAsync(services, rows, dimensions, number => new PhotoFile($"/photos/{number}.jpg", 1, 1), cancellationToken);
        await PrecisionBenchmark.PrintAsync(
            nearest,
            [.. Enumerable.Range(0, rows).Select(i => MadeUpPhotos.Embed(i, dimensions))],
            [.. Enumerable.Range(0, Queries).Select(i => Query(i, rows, dimensions))],
            cancellationToken);
        var (exact, exactTimes) = await SearchAsync(nearest, rows, dimensions, cancellationToken);
        Measure.Print("exact scan", exactTimes);
        await MadeUpLibrary.IndexAsync(services, 0, cancellationToken);
        var (found, hnswTimes) = await SearchAsync(nearest, rows, dimensions, cancellationToken);
        Measure.Print("HNSW", hnswTimes);
        var recall = exact.Zip(found).Average(pair => pair.First.Intersect(pair.Second).Count() / (double)Hits);
        Measure.Print($"recall@{Hits} of HNSW", $"{recall:P2}");
    }

    /// <summary>Creates the services of an empty library with a private PostgreSQL.</summary>
    public static ServiceProvider Services(ActiveModel model, DirectoryInfo work)
    {
        var data = Path.Combine(work.FullName, "index");
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
        return new ServiceCollection().AddLogging().AddSingleton(new ClipSearchOptions { DataDir = data }).AddSingleton(model)
            .AddSingleton<Database>().AddSingleton<LibraryChanges>().AddSingleton<EmbeddingIndex>().AddSingleton<MatchCounts>().AddSingleton<NearestPhotos>().AddSingleton<PhotoRecords>().AddSingleton<StackRecords>().BuildServiceProvider();
    }

    private static Embedding Query(int number, int rows, int dimensions) => MadeUpPhotos.Embed(rows + (number * 37), dimensions);

    private static async Task<(List<long[]> Hits, double[] Times)> SearchAsync(NearestPhotos nearest, int rows, int dimensions, CancellationToken cancellationToken)
    {
        var hits = new List<long[]>();
        var times = new List<double>();
        for (var i = -5; i < Queries; i++)
        {
            var query = Query(Math.Abs(i), rows, dimensions);
            var start = Stopwatch.GetTimestamp();
            var page = await nearest.SearchAsync(new NearestQuery(query) { Limit = Hits }, cancellationToken);
            if (i < 0)
                continue;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            hits.Add([.. page.Hits.Select(hit => hit.Photo.Id)]);
        }

        times.Sort();
        return (hits, [.. times]);
    }

    /// <summary>Creates a model without files. The index needs only its name and dimensions.</summary>
    private static ActiveModel FakeModel(string folder, int dimensions)
    {
        var path = Path.Combine(folder, "benchmark/index");
        Directory.CreateDirectory(Path.Combine(path, "onnx"));
        foreach (var file in new[] { "vocab.json", "merges.txt", "onnx/text_model.onnx", "onnx/vision_model.onnx" })
            File.WriteAllText(Path.Combine(path, file), "none");
        File.WriteAllText(
            Path.Combine(path, "config.json"),
            $$$"""{"model_type":"clip","projection_dim":{{{dimensions}}},"text_config":{"vocab_size":100,"max_position_embeddings":77},"vision_config":{"image_size":224,"patch_size":32}}""");
        File.WriteAllText(
            Path.Combine(path, "preprocessor_config.json"),
            """{"size":224,"crop_size":224,"resample":3,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5]}""");
        return new ActiveModel(new ModelSelection(ModelFolder.Open(path, "benchmark/index")), "none");
    }
}
