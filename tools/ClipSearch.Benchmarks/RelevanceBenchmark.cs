using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Tests.Demo;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures how well the relevance threshold separates queries with matches in the library from queries without, and how much time it adds
/// to a search.
/// </summary>
internal static class RelevanceBenchmark
{
    private static readonly double[] Shares = [0.1, 0.5, 0.9];

    /// <param name="folder">The model.</param>
    /// <param name="photos">The folder of the images.</param>
    /// <param name="galleryFile">The table of the image contents.</param>
    /// <param name="queriesFile">The queries with the condition that the first image must meet.</param>
    /// <param name="relevanceFile">Further queries, including queries without a matching image.</param>
    public static void Run(ModelFolder folder, DirectoryInfo photos, FileInfo galleryFile, FileInfo queriesFile, FileInfo relevanceFile)
    {
        var gallery = GalleryTable.Parse(File.ReadAllText(galleryFile.FullName), galleryFile.Name).Images.ToArray();
        var queries = RelevanceTable.Parse(File.ReadAllText(relevanceFile.FullName), relevanceFile.Name)
            .With(QueryTable.Parse(File.ReadAllText(queriesFile.FullName), queriesFile.Name)).ToArray();
        var pictures = new ImageEmbeddings(folder, gallery.Select(picture => Path.Combine(photos.FullName, picture.File))).All;
        using var text = TextEncoder.Load(folder);
        Embedding[] phrases = [.. EverydayPhrases.All.Select(phrase => text.Encode(phrase))];
        var library = Library.Of(pictures, phrases, folder.Family.Relevance);

        var answers = queries.Select(query =>
        {
            var embedding = text.Encode(query.Text);
            var answer = library.Ask(embedding);
            var right = query.Condition is null ? [] : Enumerable.Range(0, gallery.Length).Where(number => query.Condition.HoldsFor(gallery[number].Facts)).ToHashSet();
            var without = query.Condition is null ? null : Library.Of([.. pictures.Where((_, number) => !right.Contains(number))], phrases, folder.Family.Relevance).Ask(embedding);
            return (Query: query, Scores: answer, Right: right, Without: without);
        }).ToArray();

        Console.WriteLine($"{folder.Path}, {gallery.Length} photos of {photos.FullName}, {Measure.Machine}");
        foreach (var half in RelevanceTable.Halves)
        {
            var some = answers.Where(answer => answer.Query.Half == half).ToArray();
            var wanted = some.Where(answer => answer.Query.Kind == RelevanceTable.Wanted).ToArray();
            var found = wanted.Where(answer => answer.Right.Contains(answer.Scores.Nearest)).ToArray();
            Print(half, "matching: the first result is correct and a good match", found.Count(answer => answer.Scores.IsGood), found.Length);
            Print(half, "matching, all correct photos removed: no good match", wanted.Count(answer => !answer.Without!.IsGood), wanted.Length);
            foreach (var kind in new[] { RelevanceTable.Absent, RelevanceTable.Nonsense })
            {
                var none = some.Where(answer => answer.Query.Kind == kind).ToArray();
                Print(half, $"{kind}: no good match", none.Count(answer => !answer.Scores.IsGood), none.Length);
            }

            Print(half, "correct photos that are good matches", found.Sum(answer => answer.Scores.Good.Count(answer.Right.Contains)), found.Sum(answer => answer.Right.Count));
            Print(half, "good matches that are correct photos", found.Sum(answer => answer.Scores.Good.Count(answer.Right.Contains)), found.Sum(answer => answer.Scores.Good.Count));
        }

        Console.WriteLine($"{"",-10} {"nearest",24} {"mean",24} {"above threshold",24}     quantiles {string.Join(", ", Shares)}");
        foreach (var kind in answers.GroupBy(answer => answer.Query.Kind))
            Console.WriteLine($"{kind.Key,-10} {Quantiles(kind.Select(each => each.Scores.Best))} {Quantiles(kind.Select(each => each.Scores.Mean))} {Quantiles(kind.Select(each => each.Scores.Best - each.Scores.Threshold))}");
        foreach (var (query, answer, right, _) in answers.Where(each => each.Scores.IsGood == (each.Query.Kind != RelevanceTable.Wanted)))
            Console.WriteLine($"{query.Half} {query.Kind}: \"{query.Text}\" has {answer.Good.Count} good matches, {right.Count} correct photos; the nearest: {gallery[answer.Nearest].File}, {gallery[answer.Nearest].Shows}");

        var large = Library.Of([.. Enumerable.Range(0, LibrarySample.MaxPhotos).Select(number => pictures[number % pictures.Count])], phrases, folder.Family.Relevance);
        Measure.Print($"relevance threshold of a query, {LibrarySample.MaxPhotos} photos of {pictures[0].Dimensions} dimensions", Measure.Times(500, i => large.Threshold(phrases[i % phrases.Length])));
        Measure.Print($"measure a library, {LibrarySample.MaxPhotos} photos", Measure.Times(5, _ => Library.Of(large.Pictures, phrases, folder.Family.Relevance)));
    }

    private static void Print(string half, string what, int count, int all) => Console.WriteLine($"{half,-7} {what,-60} {count,4} of {all,4}: {(double)count / all:P1}");

    private static string Quantiles(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return string.Concat(Shares.Select(share => $"{sorted[(int)(share * (sorted.Length - 1))],8:F3}"));
    }

    private sealed record QueryScores(int Nearest, float Best, float Mean, float Threshold, IReadOnlyList<int> Good)
    {
        public bool IsGood => Good.Count > 0;
    }

    private sealed record Library(IReadOnlyList<Embedding> Pictures, LibrarySample Sample, ScoreScale Scale)
    {
        public static Library Of(IReadOnlyList<Embedding> pictures, IReadOnlyList<Embedding> phrases, RelevanceConstants constants)
        {
            var sample = LibrarySample.Of(pictures) ?? throw new InvalidDataException($"{pictures.Count} photos are too few for a measurement.");
            return new Library(pictures, sample, new ScoreScale(sample, phrases, constants));
        }

        public float Threshold(Embedding query) => Scale.Threshold([new QueryPart(query, 1, IsImage: false)], query);

        public QueryScores Ask(Embedding query)
        {
            var (scores, threshold) = (Sample.Scores(query), Threshold(query));
            var nearest = Array.IndexOf(scores, scores.Max());
            return new QueryScores(nearest, scores[nearest], scores.Average(), threshold, [.. Enumerable.Range(0, scores.Length).Where(number => scores[number] >= threshold)]);
        }
    }
}
