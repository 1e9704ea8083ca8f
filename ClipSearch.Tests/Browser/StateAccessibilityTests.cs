using ClipSearch.Core.Models;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Models;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Checks pages with open, empty and failed parts in both themes, wide and on a phone.</summary>
[Collection(AccessibilityCollection.Name)]
public sealed class StateAccessibilityTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task An_open_filter() => IsAccessibleAsync(gallery.Site, "/?q=cat&orientation=landscape", async page =>
    {
        await page.Page.Locator(".filters summary").ClickAsync();
        await Expect(page.Page.Locator(".fields")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Recent_searches_over_the_results() => IsAccessibleAsync(gallery.Site, "/?q=cat", async page =>
    {
        await page.Box.ClickAsync();
        await Expect(page.Recent).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_menu_of_a_phone() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync("/browse");
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Trash" })).ToBeVisibleAsync();
            await Axe.AssertAccessibleInBothThemesAsync(page);
        },
        width: 390);

    [Fact]
    public Task A_search_for_similar_photos() => IsAccessibleAsync(gallery.Site, "/?like=1&q=dog", page => Expect(page.Page.Locator(".like img")).ToBeVisibleAsync());

    [Fact]
    public Task A_site_that_does_not_respond() => IsAccessibleAsync(gallery.Site, "/?q=cat", async page =>
    {
        await page.Page.Context.SetOfflineAsync(true);
        await page.SearchAsync("dog");
        await Expect(page.Problem).ToContainTextAsync("ClipSearch is not responding");
    });

    [Fact]
    public async Task A_database_that_is_down()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: "postgres://clipsearch@127.0.0.1:9/clipsearch"));
        await IsAccessibleAsync(site, "/?q=cat", page => Expect(page.Problem).ToContainTextAsync("The database is not available"));
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        using var models = new TemporaryFolder();
        TestFiles.CopyTinyModel(models.Path, ModelNames.Tiny);
        await File.WriteAllTextAsync(models["clipsearch/tiny/onnx/text_model.onnx"], "not a graph", Token);
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, modelsDir: models.Path));
        await IsAccessibleAsync(site, "/?q=cat", page => Expect(page.Problem).ToContainTextAsync("The model cannot be used"));
    }

    [Fact]
    public async Task A_library_without_photos()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await IsAccessibleAsync(site, "/", page => Expect(page.Page.Locator(".empty")).ToContainTextAsync("No photos yet"));
    }

    [Fact]
    public async Task Import_errors_in_a_read_only_library()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "a.png"), "not an image", Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, readOnly: true))).SeededAsync();
        await IsAccessibleAsync(site, "/", page => Expect(page.Page.Locator(".empty")).ToContainTextAsync("No readable photos"));
        await IsAccessibleAsync(site, "/library", page => Expect(page.Page.Locator(".failures li")).ToHaveCountAsync(1));
    }

    [Fact]
    public async Task A_running_import()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await using var held = await LockedImages.OfAsync(library);
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library));
        await TestSite.UntilAsync(() => site.Sync.Status.Found == 1);

        await IsAccessibleAsync(site, "/", page => Expect(page.Page.Locator("#seeding progress")).ToBeVisibleAsync());
        await IsAccessibleAsync(site, "/browse", page => Expect(page.Page.Locator(".empty")).ToContainTextAsync("Importing the first photos"));
    }

    [Fact]
    public async Task A_visitor_who_is_not_signed_in()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: "a-token-of-some-length"))).SeededAsync();
        var elsewhere = new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7" };
        await IsAccessibleAsync(site, "/library", page => Expect(page.Page.Locator("#add")).ToContainTextAsync("ACCESS_TOKEN"), elsewhere);
        await IsAccessibleAsync(
            site,
            "/signin",
            async page =>
            {
                await page.Page.GetByLabel("Token").FillAsync("a-wrong-token");
                await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
                await Expect(page.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            },
            elsewhere);
    }

    /// <summary>Brings a page into a state, and asserts that it is accessible.</summary>
    private Task IsAccessibleAsync(TestSite site, string address, Func<SearchPage, Task> arrange, Dictionary<string, string>? headers = null) => chromium.UseAsync(site, async page =>
    {
        if (headers is not null)
            await page.Page.SetExtraHTTPHeadersAsync(headers);
        await page.OpenAsync(address);
        await arrange(page);
        foreach (var width in new[] { 1400, 390 })
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await Axe.AssertAccessibleInBothThemesAsync(page);
        }
    });
}
