using ClipSearch.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class LoadingTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_while_the_model_loads_is_retried_automatically(bool typed)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "one.jpg");
        using var load = new ManualResetEventSlim();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library), TestSite.LoadingUntil(load));
        await site.SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            await page.OpenAsync(typed ? "/" : "/?q=cat");
            if (typed)
                await page.SearchAsync("cat");
            await Expect(page.Problem).ToContainTextAsync("The model is still loading");
            load.Set();
            await Expect(page.Hits).ToHaveCountAsync(1);
            await page.ShowsAsync("cat", hits: 1);
        });
    }
}
