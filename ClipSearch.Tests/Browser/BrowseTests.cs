using System.Globalization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Browsing photos by date and by folder.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BrowseTests(GalleryFixture gallery, ChromiumFixture chromium) : IAsyncLifetime
{
    /// <summary>Three pages, one photo per day.</summary>
    private const int Photos = 3 * BrowseModel.Limit;

    private TestLibrary _library = null!;
    private TestSite _site = null!;
    private List<Photo> _all = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await gallery.Postgres.NewLibraryAsync();
        for (var i = 0; i < Photos; i++)
            File.SetLastWriteTime(_library.Draw(i, $"trip/{i:000}.jpg"), new DateTime(2024, 3, 20, 12, 0, 0, DateTimeKind.Local).AddDays(-i));
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
        _all = await _library.Timeline.ListAsync(PhotoFilter.None, null, Photos, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public Task Scrolling_loads_all_photos_in_order_and_updates_the_month(int width) => chromium.UseAsync(
        _site,
        async page =>
        {
            await page.OpenAsync("/browse");
            for (var i = 0; await page.Page.Locator("#more a").CountAsync() > 0; i++)
            {
                Assert.True(i < 500, "Some photos are not loaded after 500 scrolls.");
                await page.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
                await page.Page.WaitForTimeoutAsync(50);
            }

            Assert.Equal(_all.Select(photo => $"photo-{photo.Id}"), await IdsAsync(page, ".photos > li"));
            // A month that is split across two responses is shown once.
            Assert.Equal(_all.Select(Month).Distinct(), await page.Page.Locator(".month").EvaluateAllAsync<string[]>("months => months.map(month => month.dataset.month)"));

            var month = Month(_all[100]);
            await page.Page.EvaluateAsync("month => document.getElementById(`month-${month}`).scrollIntoView()", month);
            await Expect(page.Page.Locator($".scrubber [data-month='{month}'][aria-current]")).ToHaveCountAsync(1);
            await Expect(page.Page.Locator(".scrubber [aria-current]")).ToHaveCountAsync(1);
            await Expect(page.Page.Locator(".jump select")).ToHaveValueAsync(month);
            await Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"month={month}$"));
            Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.body.offsetWidth"));

            await page.Page.ReloadAsync();
            await Expect(page.Page.Locator(".month").First).ToHaveAttributeAsync("data-month", month);
        },
        width);

    [Fact]
    public Task The_keyboard_opens_a_month_and_back_restores_the_scroll_position() => chromium.UseAsync(_site, async page =>
    {
        var month = Month(_all[80]);
        await page.OpenAsync("/browse");
        var year = page.Page.Locator(".scrubber summary", new() { HasText = month[..4] });
        await year.FocusAsync();
        await year.PressAsync("Enter");
        await page.Page.Locator($".scrubber [data-month='{month}']").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator(".month").First).ToHaveAttributeAsync("data-month", month);

        var photo = page.Page.Locator(".photos a").Nth(30);
        await photo.ScrollIntoViewIfNeededAsync();
        var scrolled = await page.ScrolledAsync();
        await page.Page.GotoAsync((await photo.GetAttributeAsync("href"))!);
        await page.Page.EvaluateAsync("setTimeout(() => history.back())");
        await Expect(page.Page.Locator(".photos > li").Nth(30)).ToBeInViewportAsync();
        Assert.InRange(await page.ScrolledAsync(), scrolled - 300, scrolled + 300);
    });

    [Fact]
    public Task On_a_phone_a_list_opens_a_month() => chromium.UseAsync(
        _site,
        async page =>
        {
            var month = Month(_all[^1]);
            await page.OpenAsync("/browse");
            await Expect(page.Page.Locator(".scrubber")).ToBeHiddenAsync();
            await page.Page.GetByLabel("Go to").SelectOptionAsync(month);
            await Expect(page.Page.Locator(".month").First).ToHaveAttributeAsync("data-month", month);
        },
        width: 390);

    [Fact]
    public Task Without_JavaScript_pages_are_links_and_months_a_form() => chromium.UseAsync(
        _site,
        async page =>
        {
            await page.OpenAsync("/browse");
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "Show more photos" }).ClickAsync();
            Assert.Equal($"photo-{_all[BrowseModel.Limit].Id}", (await IdsAsync(page, ".photos > li"))[0]);
            await page.Page.GetByLabel("Go to").SelectOptionAsync(Month(_all[0]));
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Go" }).ClickAsync();
            Assert.Equal($"photo-{_all[0].Id}", (await IdsAsync(page, ".photos > li"))[0]);
        },
        width: 390,
        script: false);

    [Fact]
    public Task A_failed_load_of_more_shows_an_error_below_the_photos() => chromium.UseAsync(_site, async page =>
    {
        await page.Page.RouteAsync("**/browse?from=*", route => route.AbortAsync());
        await page.OpenAsync("/browse");
        await page.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");

        await Expect(page.Page.Locator("#more-problem .problem")).ToContainTextAsync("is not responding");
        await Expect(page.Page.Locator(".photos > li")).ToHaveCountAsync(BrowseModel.Limit);
    });

    [Theory]
    [InlineData(1400, true)]
    [InlineData(390, true)]
    [InlineData(390, false)]
    public Task A_folder_opens_and_loads_more_of_its_photos(int width, bool script) => chromium.UseAsync(
        _site,
        async page =>
        {
            await page.OpenAsync("/folders");
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "trip" }).First.ClickAsync();
            await Expect(page.Page.Locator("h1")).ToHaveTextAsync("trip");
            if (script)
                await page.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
            else
                await page.Page.GetByRole(AriaRole.Link, new() { Name = "Show more photos" }).ClickAsync();
            await Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = $"{FoldersModel.Limit:000}.jpg" })).ToHaveCountAsync(1);
            Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.body.offsetWidth"));
        },
        width,
        script);

    private static string Month(Photo photo) => photo.TakenAt.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static Task<string[]> IdsAsync(SearchPage page, string selector) =>
        page.Page.Locator(selector).EvaluateAllAsync<string[]>("all => all.map(each => each.id)");
}
