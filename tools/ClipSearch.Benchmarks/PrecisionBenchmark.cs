using System.Globalization;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures the effect of storing embeddings in half precision, with the embeddings of a real model and everyday phrases as queries.
/// </summary>
internal static class PrecisionBenchmark
{
    private const int Hits = 24;

    public static async Task RunAsync(ModelFolder folder, DirectoryInfo photos, DirectoryInfo work, CancellationToken cancellationToken)
    {
        FileInfo[] files = [.. photos.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];
        var embeddings = new ImageEmbeddings(folder, files.Select(file => file.FullName)).All;
        using var text = TextEncoder.Load(folder);
        Embedding[] queries = [.. EverydayPhrases.All.Select(phrase => text.Encode(phrase))];
        await using var services = IndexBenchmark.Services(new ActiveModel(new ModelSelection(folder), "none"), work);
        await services.GetRequiredService<PhotoRecords>().PutAsync(
            [.. embeddings.Select((embedding, number) => MadeUpPhotos.Photo(number, new PhotoFile($"/photos/{number}.jpg", 1, 1), embedding))], cancellationToken);

        Console.WriteLine($"{embeddings.Count} photos of {photos.FullName}, {queries.Length} queries, {folder.Name}, {Measure.Machine}");
        await PrintAsync(services.GetRequiredService<NearestPhotos>(), embeddings, queries, cancellationToken);
    }

    /// <summary>Compares the exact scan in the database with an exact scan of the same embeddings in single precision.</summary>
    /// <param name="nearest">The search in a library without an HNSW index. The photo of the first embedding is /photos/0.jpg.</param>
    /// <param name="embeddings">The embeddings of the photos.</param>
    /// <param name="queries">The embeddings of the queries.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task PrintAsync(NearestPhotos nearest, IReadOnlyList<Embedding> embeddings, IReadOnlyList<Embedding> queries, CancellationToken cancellationToken)
    {
        var (kept, firsts, difference) = (0, 0, 0f);
        foreach (var query in queries)
        {
            var expected = Enumerable.Range(0, embeddings.Count).OrderByDescending(number => query.CosineSimilarity(embeddings[number])).Take(Hits).ToArray();
            var page = await nearest.SearchAsync(new NearestQuery(query) { Limit = Hits, Stacked = false }, cancellationToken);
            int[] found = [.. page.Hits.Select(Number)];
            kept += expected.Intersect(found).Count();
            firsts += expected[0] == found[0] ? 1 : 0;
            difference = page.Hits.Max(hit => MathF.Max(difference, MathF.Abs(hit.Score - query.CosineSimilarity(embeddings[Number(hit)]))));
        }

        Measure.Print($"recall@{Hits} of the exact scan in half precision", $"{(double)kept / (queries.Count * Math.Min(Hits, embeddings.Count)):P3}");
        Measure.Print("same first result", $"{firsts} of {queries.Count}");
        Measure.Print("maximum difference in cosine similarity", $"{difference:0.000000}");

        static int Number(SearchHit hit) => int.Parse(Path.GetFileNameWithoutExtension(hit.Photo.Path), CultureInfo.InvariantCulture);
    }
}
