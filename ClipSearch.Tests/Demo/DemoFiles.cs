using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Demo;

/// <summary>The bundled images, the demo model, and their tables.</summary>
internal static class DemoFiles
{
    public const string Model = "models/clipsearch/demo";
    private const string GalleryName = "ClipSearch.Tests/Demo/gallery.tsv";
    private const string QueriesName = "ClipSearch.Tests/Demo/queries.tsv";
    private const string RelevanceName = "ClipSearch.Tests/Demo/relevance.tsv";

    public static string Photos { get; } = Path.Combine(TestFiles.Repository, "photos");

    public static GalleryTable ReadGallery() => GalleryTable.Parse(File.ReadAllText(Require(GalleryName)), GalleryName);

    public static IReadOnlyList<DemoQuery> ReadQueries() => QueryTable.Parse(File.ReadAllText(Require(QueriesName)), QueriesName);

    public static IReadOnlyList<RelevanceQuery> ReadRelevance() =>
        [.. RelevanceTable.Parse(File.ReadAllText(Require(RelevanceName)), RelevanceName).With(ReadQueries())];

    /// <summary>Returns the full path of a file or folder of the repository.</summary>
    /// <exception cref="FileNotFoundException">The file is missing; the message names the remedy.</exception>
    public static string Require(string name)
    {
        var path = Path.Combine(TestFiles.Repository, name);
        return Path.Exists(path)
            ? path
            : throw new FileNotFoundException(
                $"{name} is missing. Restore it with git checkout -- {name}, or create it as described in tools/demo/README.md.");
    }
}
