using System.Net;
using System.Text.Json;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Torture;

/// <summary>Hundreds of damaged files of all formats with a fixed seed; <c>torture images</c> tries many more.</summary>
public sealed class MutatedImageTests(PostgresFixture postgres)
{
    private const int Files = 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_damaged_file_is_imported_or_reported_with_a_sentence()
    {
        await using var library = await postgres.NewLibraryAsync();
        var raw = RawFiles.Kinds.Select(kind => new SeedImage(kind.Extension, RawFiles.Write(kind.Extension)));
        var mutator = new ImageMutator([.. SeedImages.Of(TestFiles.Repository), .. raw], seed: 1);
        var images = Enumerable.Range(0, Files).Select(mutator.Mutate).ToList();
        foreach (var image in images)
            await File.WriteAllBytesAsync(Path.Combine(library.Folder, image.Name), image.Content, Token);

        var (exitCode, output, _) = await ClipSearchProcess.RunAsync(library.Options, "seed", "--json");

        Assert.Equal(0, exitCode);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var client = new LibraryClient(site.Client);
        var outcome = ImportCheck.Of([.. images.Select(image => image.Name)], JsonSerializer.Deserialize<JsonElement>(output), await client.PhotosAsync(Token));
        Assert.Empty(outcome.Wrong);
        // Some damage is harmless, and some is not.
        Assert.InRange(outcome.Imported.Count, Files / 10, Files * 9 / 10);
        foreach (var photo in outcome.Imported)
        {
            var status = await client.ProbeAsync(photo.ThumbnailUrl, Token);
            Assert.True(status is not (null or HttpStatusCode.InternalServerError), $"{photo.Path}: {status}");
        }
    }

    [Fact]
    public void A_seed_and_a_number_determine_the_file()
    {
        var seeds = SeedImages.Of(TestFiles.Repository);
        string[] formats = [".jpg", ".png", ".webp", ".tif", ".tiff", ".gif", ".bmp", ".avif"];

        Assert.Equal(formats.Order(StringComparer.Ordinal), seeds.Select(image => image.Extension).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(new ImageMutator(seeds, 1).Mutate(7).Content, new ImageMutator(seeds, 1).Mutate(7).Content);
        Assert.NotEqual(new ImageMutator(seeds, 1).Mutate(7).Content, new ImageMutator(seeds, 2).Mutate(7).Content);
    }

    /// <summary>The lengths that mutations change are those of the formats.</summary>
    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    [InlineData(".gif")]
    [InlineData(".bmp")]
    [InlineData(".avif")]
    public void Lengths_are_found_in_each_format(string extension) =>
        Assert.All(SeedImages.Of(TestFiles.Repository).Where(image => image.Extension == extension), image => Assert.InRange(LengthFields.Of(image.Content).Count, 3, 256));
}
