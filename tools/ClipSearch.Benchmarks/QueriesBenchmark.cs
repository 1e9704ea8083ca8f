using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using ClipSearch.Tests.Demo;

namespace ClipSearch.Benchmarks;

/// <summary>Measures how many queries with known results have a correct first result.</summary>
internal static class QueriesBenchmark
{
    /// <param name="folder">The model.</param>
    /// <param name="photos">The folder of the images.</param>
    /// <param name="galleryFile">The table of the image contents.</param>
    /// <param name="queriesFile">The queries with the condition that the first image must meet.</param>
    public static void Run(ModelFolder folder, DirectoryInfo photos, FileInfo galleryFile, FileInfo queriesFile)
    {
        var gallery = GalleryTable.Parse(File.ReadAllText(galleryFile.FullName), galleryFile.Name).Images.ToArray();
        var queries = QueryTable.Parse(File.ReadAllText(queriesFile.FullName), queriesFile.Name);
        var pictures = new ImageEmbeddings(folder, gallery.Select(picture => Path.Combine(photos.FullName, picture.File)));
        using var text = TextEncoder.Load(folder);
        var answers = queries.Select(query =>
        {
            var nearest = pictures.Nearest(text.Encode(query.Text));
            return (Query: query, First: gallery[nearest[0]], Rank: Array.FindIndex(nearest, number => query.Condition.HoldsFor(gallery[number].Facts)) + 1);
        }).ToArray();
        foreach (var (query, first, rank) in answers.Where(answer => answer.Rank != 1))
            Console.WriteLine($"miss: \"{query.Text}\" finds {first.File}, {first.Shows}; the first correct result has rank {rank}");
        Console.WriteLine($"{folder.Path}, {gallery.Length} photos of {photos.FullName}, {Measure.Machine}");
        foreach (var set in answers.GroupBy(answer => answer.Query.Set))
            Console.WriteLine($"{set.Key,-10} {set.Count(answer => answer.Rank == 1)} of {set.Count()} with a correct first result");
        Console.WriteLine($"{"total",-10} {answers.Count(answer => answer.Rank == 1)} of {answers.Length}: {(double)answers.Count(answer => answer.Rank == 1) / answers.Length:P1}");
    }
}
