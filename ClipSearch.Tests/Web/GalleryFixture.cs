using ClipSearch.Tests.Browser;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Hosting;

namespace ClipSearch.Tests.Web;

/// <summary>A site that most web and browser tests share. A test that changes files starts its own site.</summary>
public sealed class GalleryFixture(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>More than two pages of results, without duplicates.</summary>
    public const int Photos = 60;

    /// <summary>A file name with quotes, HTML, a line break and other special characters.</summary>
    public const string HostileName = "a \"b\" <img src=x onerror=alert(1)> & 'ö' 日本\n#?%41;.png";

    public PostgresFixture Postgres => postgres;

    public TestLibrary Library { get; private set; } = null!;

    public TestSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Library = await postgres.NewLibraryAsync();
        for (var i = 1; i <= Photos - 4; i++)
            Library.Draw(i, $"drawn/{i:000}.jpg");
        Library.Add("preprocess/rgb-640x480-stripes.png", HostileName);
        Library.Add("orientation/orientation-6.jpg", "turned.jpg");
        Library.Add("preprocess/rgb-61x40-circles.png", "really-a-png.jpg");
        Library.Add("preprocess/rgb-1000x90-stripes.png", "wide.png");
        Site = await (await TestSite.StartAsync(TestSite.OptionsFor(Library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Library.DisposeAsync();
    }
}

/// <summary>Tests of pages and API over HTTP.</summary>
[CollectionDefinition(Name)]
public sealed class GalleryCollection : ICollectionFixture<GalleryFixture>, ICollectionFixture<ChromiumFixture>
{
    public const string Name = "gallery";
}
