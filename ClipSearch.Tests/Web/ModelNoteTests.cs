using System.Text.Json;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Models;

namespace ClipSearch.Tests.Web;

/// <summary>The notes about the model in use. All models here are copies of the tiny model, because the notes depend on the name.</summary>
[Collection(GalleryCollection.Name)]
public sealed class ModelNoteTests(GalleryFixture gallery) : IDisposable
{
    private const string Pull = "scripts/clipsearch model pull openai/clip-vit-base-patch32";

    private readonly TemporaryFolder models = new();

    public void Dispose() => models.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/photos/1")]
    [InlineData("/nowhere", 404)]
    public async Task The_demo_model_is_preferred_to_the_tiny_one_and_every_page_names_its_limits(string address, int status = 200)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "one.jpg");
        await using var site = await (await StartAsync(library, ModelNames.Tiny, ModelNames.Demo)).SeededAsync();

        var page = await site.PageAsync(address, status);

        var note = page.QuerySelector("#about-model")!.TextContent;
        Assert.Contains("Demo model. It recognises the bundled drawings", note, StringComparison.Ordinal);
        Assert.Contains(Pull, note, StringComparison.Ordinal);
        Assert.Equal("#about-model", page.QuerySelector(".top .standin")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector(".alarm"));
        Assert.Contains("Search runs locally with clipsearch/demo", page.QuerySelector(".bottom")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_model_has_no_note()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await StartAsync(library, ModelNames.Tiny, ModelNames.Demo, "my/own");

        var page = await site.PageAsync("/");
        Assert.Empty(page.QuerySelectorAll("#about-model, .standin, .alarm"));
        var status = await site.JsonAsync("/api/status");
        Assert.Equal("my/own", status.GetProperty("model").GetString());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("modelAdvice").ValueKind);
    }

    [Fact]
    public async Task Status_doctor_and_seed_give_the_same_advice()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await StartAsync(library, ModelNames.Tiny, ModelNames.Demo);

        var status = await site.JsonAsync("/api/status");
        Assert.Equal("clipsearch/demo", status.GetProperty("model").GetString());
        Assert.True(status.GetProperty("modelHasKnowledge").GetBoolean());
        var advice = status.GetProperty("modelAdvice").GetString()!;
        Assert.StartsWith("It recognises the bundled drawings", advice, StringComparison.Ordinal);
        Assert.EndsWith(Pull, advice, StringComparison.Ordinal);

        var doctor = await Cli.ClipSearchProcess.RunAsync(site.Options, "doctor");
        Assert.Contains($"ok    model: Using clipsearch/demo. {advice}", doctor.Output, StringComparison.Ordinal);
        var seed = await Cli.ClipSearchProcess.RunAsync(site.Options, "seed");
        Assert.Contains($"Using clipsearch/demo. {advice}", seed.Error, StringComparison.Ordinal);
    }

    private Task<TestSite> StartAsync(TestLibrary library, params string[] installed)
    {
        foreach (var name in installed)
            TestFiles.CopyTinyModel(models.Path, name);
        return TestSite.StartAsync(new ClipSearchOptions
        {
            DatabaseUrl = library.Options.DatabaseUrl,
            PhotosDirs = [library.Folder],
            DataDir = library.Options.DataDir,
            ModelsDir = models.Path,
            ClipModel = ModelNames.Auto,
            Port = 0,
        });
    }
}
