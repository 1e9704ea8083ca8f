using System.Text.Json;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Browser;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Demo;

/// <summary>A site with the bundled images and the demo model, as in a fresh clone.</summary>
public sealed class DemoFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("clipsearch-demo-").FullName;

    public TestSite Site { get; private set; } = null!;

    internal GalleryTable Gallery { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        DemoFiles.Require(DemoFiles.Model);
        Gallery = DemoFiles.ReadGallery();
        Site = await TestSite.StartAsync(new ClipSearchOptions
        {
            DatabaseUrl = await postgres.NewDatabaseAsync(),
            PhotosDirs = [DemoFiles.Photos],
            ModelsDir = Path.Combine(TestFiles.Repository, "models"),
            ClipModel = ModelNames.Demo,
            DataDir = _data,
            Port = 0,
        });
        await Site.SeededAsync();
        // The site measures the library when the sync has ended.
        await TestSite.UntilAsync(() => Site.Services.GetRequiredService<LibraryScores>().Scale is not null);
    }

    /// <summary>Returns the first result of the API.</summary>
    internal async Task<GalleryImage> FirstAsync(string query)
    {
        var response = await Site.JsonAsync($"/api/search?q={Uri.EscapeDataString(query)}&limit=1");
        return Image(response.GetProperty("hits")[0]);
    }

    /// <summary>Returns the first result of the fragment for htmx.</summary>
    internal async Task<GalleryImage> FirstOnPageAsync(string query)
    {
        var results = await Site.FragmentAsync($"/?q={Uri.EscapeDataString(query)}");
        return Image(results.QuerySelector("#hits .name")!.TextContent);
    }

    public async ValueTask DisposeAsync()
    {
        if (Site is not null)
            await Site.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Returns the gallery's description of a result of the API.</summary>
    internal GalleryImage Image(JsonElement hit) => Image(hit.GetProperty("path").GetString()!);

    private GalleryImage Image(string path) => Gallery[Path.GetFileName(path)];
}

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>, ICollectionFixture<ChromiumFixture>
{
    public const string Name = "demo";
}
