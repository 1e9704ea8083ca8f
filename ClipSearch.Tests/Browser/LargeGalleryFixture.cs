using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Hosting;

namespace ClipSearch.Tests.Browser;

/// <summary>A site with photos of many shapes, more than scrolling loads automatically.</summary>
public sealed class LargeGalleryFixture(PostgresFixture postgres) : IAsyncLifetime
{
    public const int Photos = 200;

    private TestLibrary _library = null!;

    public TestSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 0; i < Photos; i++)
            await File.WriteAllBytesAsync(Path.Combine(_library.Folder, $"{i:000}.jpg"), TestImages.Draw(i + 1, 40 + (i * 37 % 120), 40 + (i * 53 % 90)));
        Site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await _library.DisposeAsync();
    }
}
