using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Searching in a browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SearchTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Fact]
    public Task Searching_shows_photos_without_loading_a_new_page() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.Page.EvaluateAsync("window.isTheSamePage = true");
        await page.SearchAsync("man jumping");

        await page.ShowsAsync("man jumping");
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isTheSamePage"));
        await Expect(page.Page.Locator("#announcement")).ToContainTextAsync("Best matches for man jumping · 60 photos");
        await Expect(page.Page.Locator("#results")).Not.ToHaveAttributeAsync("aria-busy", "true");
        var first = page.Page.Locator("#hits img").First;
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#hits img').naturalWidth > 0");
        await Expect(first).ToBeVisibleAsync();
    });

    [Fact]
    public Task Back_and_forward_restore_results_and_query() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");
        var cats = await page.PhotosAsync();
        await page.SearchAsync("outer space");
        await page.ShowsAsync("outer space");
        Assert.NotEqual(cats, await page.PhotosAsync());

        await page.Page.GoBackAsync();
        await page.ShowsAsync("cat");
        Assert.Equal(cats, await page.PhotosAsync());
        await page.Page.GoBackAsync();
        await Expect(page.Hits).ToHaveCountAsync(0);
        await Expect(page.Box).ToHaveValueAsync("");
        await page.Page.GoForwardAsync();
        await page.ShowsAsync("cat");
        Assert.Equal(cats, await page.PhotosAsync());
    });

    [Fact]
    public Task Back_works_without_cached_results() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");
        await page.SearchAsync(" ");
        await Expect(page.Problem).ToContainTextAsync("Describe a photo");
        await page.SearchAsync("outer space");
        await page.ShowsAsync("outer space");
        await page.Page.EvaluateAsync("sessionStorage.removeItem('htmx-history-cache')");

        await page.Page.GoBackAsync();
        await Expect(page.Problem).ToContainTextAsync("Describe a photo");
        await page.Page.EvaluateAsync("sessionStorage.removeItem('htmx-history-cache')");
        await page.Page.GoBackAsync();
        await page.ShowsAsync("cat");
    });

    [Fact]
    public Task A_URL_reproduces_its_results() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=man+jumping");
        await page.ShowsAsync("man jumping");
        var before = await page.PhotosAsync();
        await page.Page.ReloadAsync();

        await page.ShowsAsync("man jumping");
        Assert.Equal(before, await page.PhotosAsync());
    });

    [Fact]
    public Task More_appends_all_photos_and_the_URL_has_their_number() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");
        var first = await page.PhotosAsync();

        await page.ScrollToHitsAsync(GalleryFixture.Photos);
        await Expect(page.More).ToHaveCountAsync(0);

        var all = await page.PhotosAsync();
        Assert.Equal(first, all.Take(24));
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.EndsWith("/?q=cat&shown=72", page.Page.Url, StringComparison.Ordinal);
    });

    [Fact]
    public Task Without_JavaScript_links_reach_all_pages() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync();
            await page.SearchAsync("cat");
            await page.ShowsAsync("cat");
            var first = await page.PhotosAsync();
            await page.More.ClickAsync();
            await Expect(page.Summary).ToContainTextAsync("· 25–48 of");
            Assert.Empty(first.Intersect(await page.PhotosAsync()));
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "Previous results" }).ClickAsync();
            await page.ShowsAsync("cat");
            await page.Hits.First.ClickAsync();
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "Back to search" }).ClickAsync();
            await page.ShowsAsync("cat");
            await page.SearchAsync("");
            await Expect(page.Problem).ToContainTextAsync("Describe a photo");
        },
        script: false);

    [Fact]
    public Task On_a_phone_no_page_is_wider_than_the_screen() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync();
            await page.SearchAsync("a very long query " + new string('w', 200));
            await Expect(page.Hits).ToHaveCountAsync(24);
            foreach (var address in new[] { null, "/?q=", "/?q=cat&offset=48", "/photos/1?q=cat", "/nowhere" })
            {
                if (address is not null)
                    await page.OpenAsync(address);
                Assert.InRange(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
            }
        },
        width: 390);

    [Fact]
    public Task Rows_keep_their_layout_when_images_load() => chromium.UseAsync(gallery.Site, async page =>
    {
        const string Layout =
            """
            () => [...document.querySelectorAll('#hits > li')].map(hit => {
              const box = hit.getBoundingClientRect();
              return Math.round(box.left) + ',' + Math.round(box.top + scrollY) + ',' + Math.round(box.width);
            })
            """;
        await page.Page.RouteAsync("**/thumb?*", _ => { });
        await page.OpenAsync("/?q=cat&limit=60");
        await page.Page.Locator("#hits").WaitForAsync();
        var before = await page.Page.EvaluateAsync<string[]>(Layout);
        await page.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });

        await page.OpenAsync("/?q=cat&limit=60");
        await page.ScrollThroughAsync();
        await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('#hits img')].every(image => image.complete && image.naturalWidth > 0)");
        Assert.Equal(before, await page.Page.EvaluateAsync<string[]>(Layout));
    });

    [Fact]
    public Task An_error_replaces_the_results_until_the_next_search() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.SearchAsync("   ");
        await Expect(page.Problem).ToContainTextAsync("Describe a photo");
        await Expect(page.Hits).ToHaveCountAsync(0);
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");
        await Expect(page.Problem).ToHaveCountAsync(0);
    });

    [Fact]
    public async Task The_page_reports_a_database_that_is_down()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: "postgres://someone@127.0.0.1:9/library"));
        await chromium.UseAsync(site, async page =>
        {
            await page.OpenAsync();
            await page.SearchAsync("cat");
            await Expect(page.Problem).ToContainTextAsync("The database is down");
            await Expect(page.Box).ToHaveValueAsync("cat");
        });
    }

    [Fact]
    public async Task The_page_reports_a_site_that_does_not_respond()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var i = 0; i < 30; i++)
            library.Draw(i, $"{i}.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            await page.OpenAsync();
            await page.SearchAsync("cat");
            await page.ShowsAsync("cat");
            await page.Page.RouteAsync("**/*", route => route.AbortAsync("connectionrefused"));

            await page.More.ClickAsync();
            await Expect(page.Problem).ToContainTextAsync("ClipSearch is not responding");
            await Expect(page.Hits).ToHaveCountAsync(24);
            await page.SearchAsync("outer space");
            await Expect(page.Hits).ToHaveCountAsync(0);
            await Expect(page.Problem).ToContainTextAsync("ClipSearch is not responding");

            await page.Page.UnrouteAllAsync();
            await page.SearchAsync("outer space");
            await page.ShowsAsync("outer space");
        });
    }

    [Fact]
    public Task A_failed_load_of_more_keeps_the_photos_and_can_be_retried() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        // The real response to an invalid number.
        await page.Page.RouteAsync("**/?q=cat&offset=24", route => route.ContinueAsync(new() { Url = gallery.Site.Address + "?q=cat&offset=x" }));
        var requests = 0;
        page.Page.Request += (_, request) => requests += request.Url.EndsWith("offset=24", StringComparison.Ordinal) ? 1 : 0;
        await page.More.ClickAsync();
        await Expect(page.Page.Locator("#more-problem")).ToContainTextAsync("Expected a whole number");
        await Expect(page.Hits).ToHaveCountAsync(24);
        await page.QuietAsync();
        // One request when the link scrolled into view, and one when it was pressed.
        Assert.InRange(requests, 1, 2);
        Assert.NotEqual("Showing 24 photos", await page.Announcement.TextContentAsync());
        await Expect(page.Hits.Last).ToBeVisibleAsync();
        await page.Page.SetViewportSizeAsync(1300, 900);
        await Expect(page.Hits.Last).ToBeVisibleAsync();

        await page.Page.UnrouteAllAsync();
        await page.More.ClickAsync();
        await Expect(page.Hits).ToHaveCountAsync(GalleryFixture.Photos);
        await Expect(page.Problem).ToHaveCountAsync(0);
    });
}
