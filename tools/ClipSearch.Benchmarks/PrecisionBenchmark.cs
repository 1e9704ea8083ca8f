using System.Globalization;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Scores;
using ClipSearch.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Benchmarks;

/// <summary>Measures what storing embeddings in half precision costs: a model's real embeddings, and everyday phrases as queries.</summary>
internal static class PrecisionBenchmark
{
    private const int Hits = 24;

    public static async Task RunAsync(ModelFolder folder, DirectoryInfo photos, DirectoryInfo work, CancellationToken cancellationToken)
    {
        FileInfo[] files = [.. photos.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];
        var embeddings = new PictureEmbeddings(folder, files.Select(file => file.FullName)).All;
        using var text = TextEncoder.Load(folder);
        Embedding[] queries = [.. EverydayPhrases.All.Select(phrase => text.Encode(phrase))];
        await using var services = IndexBenchmark.Services(new ActiveModel(new ModelSelection(folder), "none"), work);
        await services.GetRequiredService<PhotoRecords>().PutAsync(
            [.. embeddings.Select((embedding, number) => MadeUpPhotos.Photo(number, new PhotoFile($"/photos/{number}.jpg", 1, 1), embedding))], cancellationToken);

        Console.WriteLine($"{embeddings.Count} photos of {photos.FullName}, {queries.Length} queries, {folder.Name}, {Measure.Machine}");
        await PrintAsync(services.GetRequiredService<PhotoIndex>(), embeddings, queries, cancellationToken);
    }

    /// <summary>Compares the exact scan of the database with one of the same embeddings in single precision.</summary>
    /// <param name="index">A library without an HNSW index; the photo of the first embedding is /photos/0.jpg.</param>
    /// <param name="embeddings">The photos' embeddings.</param>
    /// <param name="queries">What to search for.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task PrintAsync(PhotoIndex index, IReadOnlyList<Embedding> embeddings, IReadOnlyList<Embedding> queries, CancellationToken cancellationToken)
    {
        var (kept, firsts, difference) = (0, 0, 0f);
        foreach (var query in queries)
        {
            var expected = Enumerable.Range(0, embeddings.Count).OrderByDescending(number => query.CosineSimilarity(embeddings[number])).Take(Hits).ToArray();
            var page = await index.SearchAsync(query, PhotoFilter.None, null, Hits, 0, cancellationToken, stacked: false);
            int[] found = [.. page.Hits.Select(Number)];
            kept += expected.Intersect(found).Count();
            firsts += expected[0] == found[0] ? 1 : 0;
            difference = page.Hits.Max(hit => MathF.Max(difference, MathF.Abs(hit.Score - query.CosineSimilarity(embeddings[Number(hit)]))));
        }

        Measure.Print($"recall@{Hits} of the exact scan in half precision", $"{(double)kept / (queries.Count * Math.Min(Hits, embeddings.Count)):P3}");
        Measure.Print("the same photo first", $"{firsts} of {queries.Count}");
        Measure.Print("largest difference of a cosine similarity", $"{difference:0.000000}");

        static int Number(SearchHit hit) => int.Parse(Path.GetFileNameWithoutExtension(hit.Photo.Path), CultureInfo.InvariantCulture);
    }
}
