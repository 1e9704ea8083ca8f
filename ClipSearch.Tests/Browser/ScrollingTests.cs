using System.Globalization;
using System.Text.RegularExpressions;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Infinite scrolling, and returning to the scroll position.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ScrollingTests(GalleryFixture gallery, LargeGalleryFixture large, ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public Task Scrolling_loads_more_until_the_link_must_be_pressed(int width) => chromium.UseAsync(
        large.Site,
        async page =>
        {
            await page.Page.AddInitScriptAsync(ImageLoadingTests.RecordShifts);
            await page.OpenAsync("/?q=cat");
            await page.ScrollToHitsAsync(144);
            await page.Page.Locator(".bottom").ScrollIntoViewIfNeededAsync();
            await Expect(page.Page.Locator(".bottom")).ToBeInViewportAsync();
            await page.QuietAsync();
            await Expect(page.Hits).ToHaveCountAsync(144);
            await Expect(page.Announcement).ToHaveTextAsync("Showing 144 photos");
            await Expect(page.More).ToBeInViewportAsync();
            Assert.EndsWith("/?q=cat&shown=144", page.Page.Url, StringComparison.Ordinal);
            var shifts = await page.Page.EvaluateAsync<double[]>("window.shifts");
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{width} px, 144 photos: layout shift {shifts.Sum():F4} in {shifts.Length}"));
            Assert.InRange(shifts.Sum(), 0, .01);

            await page.More.PressAsync("Enter");
            // More than one page may load while the end of the photos is near.
            await Expect(page.Page.Locator("#hits > li:nth-child(145) a")).ToBeFocusedAsync();
            await page.ScrollToHitsAsync(LargeGalleryFixture.Photos);
            await Expect(page.More).ToHaveCountAsync(0);
            var all = await page.PhotosAsync();
            Assert.Equal(all.Count, all.Distinct().Count());
        },
        width);

    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 900)]
    [InlineData(1400, 2400)] // the end of the first photos is in sight without scrolling
    public Task The_footer_does_not_shift_while_more_photos_load_slowly(int width, int height) => chromium.UseAsync(
        large.Site,
        async page =>
        {
            var gate = new TaskCompletionSource();
            await page.Page.RouteAsync("**/?q=cat&offset=24", async route =>
            {
                await gate.Task;
                await route.ContinueAsync();
            });
            await page.Page.RouteAsync("**/?q=cat&offset=48", _ => Task.CompletedTask);
            await page.Page.AddInitScriptAsync(ImageLoadingTests.RecordShifts);
            await page.Page.SetViewportSizeAsync(width, height);
            await page.OpenAsync("/?q=cat");
            await page.Page.Mouse.MoveAsync(200, 600);
            // Scrolls to the last photo before the response arrives.
            var last = page.Hits.Nth(23);
            for (var i = 0; await last.EvaluateAsync<bool>("hit => hit.getBoundingClientRect().bottom > innerHeight"); i++)
            {
                Assert.True(i < 100, "The last photo is not in sight after 100 turns of the wheel.");
                await page.Page.Mouse.WheelAsync(0, 200);
                await page.Page.WaitForTimeoutAsync(50);
            }

            await Expect(page.Page.Locator(".more.htmx-request")).ToHaveCountAsync(1);
            await Expect(page.Page.Locator(".bottom")).Not.ToBeInViewportAsync();
            gate.SetResult();
            await Expect(page.Hits).ToHaveCountAsync(48);
            await page.DrawnAsync();
            Assert.Empty(await page.Page.EvaluateAsync<string[]>("window.shifted"));
        },
        width);

    [Theory]
    [InlineData("back", 1400)]
    [InlineData("back", 390)]
    [InlineData("back without the back/forward cache", 1400)]
    [InlineData("back within the page", 1400)]
    [InlineData("reload", 1400)]
    [InlineData("reload", 390)]
    public Task Photos_and_scroll_position_are_restored(string way, int width) => chromium.UseAsync(
        large.Site,
        async page =>
        {
            if (way != "back")
                await DisablePageCacheAsync(page.Page);
            await page.OpenAsync("/?q=cat");
            await page.Page.EvaluateAsync("window.isTheSamePage = true");
            await page.ScrollToHitsAsync(72);
            await page.Hits.Nth(60).ScrollIntoViewIfNeededAsync();
            await page.QuietAsync();
            var (shown, box, scrolled) = (await page.PhotosAsync(), await page.Hits.Nth(60).BoundingBoxAsync(), await page.ScrolledAsync());
            Assert.InRange(scrolled, 300, 10_000);

            if (way == "reload")
            {
                await page.Page.ReloadAsync();
            }
            else if (way == "back within the page")
            {
                // Focusing the box would scroll to the top.
                await page.Page.EvaluateAsync("() => { const box = document.getElementById('q'); box.value = 'outer space'; box.form.requestSubmit(); }");
                await Expect(page.Summary).ToContainTextAsync("outer space");
                await page.BackAsync();
                await Expect(page.Box).ToHaveValueAsync("cat");
            }
            else
            {
                // A click would open the lightbox instead of the photo's page.
                await page.Hits.Nth(60).Locator("a").First.EvaluateAsync("link => { location.href = link.href; }");
                await Expect(page.Page.Locator("article.photo h1")).ToBeVisibleAsync();
                await page.BackAsync();
            }

            await Expect(page.Hits.Nth(60)).ToBeInViewportAsync();
            await page.Page.WaitForFunctionAsync("scrolled => Math.abs(scrollY - scrolled) < 2", scrolled);
            Assert.Equal(shown, (await page.PhotosAsync()).Take(shown.Count));
            Assert.InRange(Math.Abs((await page.Hits.Nth(60).BoundingBoxAsync())!.Y - box!.Y), 0, 2);
            Assert.Equal(way is "back" or "back within the page", await page.Page.EvaluateAsync<bool>("window.isTheSamePage === true"));
        },
        width,
        isFull: way == "back");

    [Fact]
    public async Task A_photo_in_two_responses_is_shown_once()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var i = 10; i < 40; i++)
            library.Draw(i, $"{i}.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            // Automatic loading fails until the new photo is imported.
            await page.Page.RouteAsync("**/?q=10.jpg&offset=24", route => route.AbortAsync("connectionrefused"));
            await page.OpenAsync("/?q=10.jpg");
            await Expect(page.Hits).ToHaveCountAsync(24);
            var first = await page.PhotosAsync();
            // A match of the file name ranks first, which moves all other photos down by one.
            library.Draw(50, "new/10.jpg");
            await TestSite.UntilAsync(async () => (await site.JsonAsync("/api/search?q=10.jpg")).GetProperty("total").GetInt32() == 31);
            await page.Page.UnrouteAllAsync();

            await page.More.ClickAsync();
            await Expect(page.More).ToHaveCountAsync(0);
            var all = await page.PhotosAsync();
            Assert.Equal(first, all.Take(24));
            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.Equal(30, all.Count);
        });
    }

    [Fact]
    public Task Without_JavaScript_the_URL_restores_the_shown_photos() => chromium.UseAsync(
        large.Site,
        async page =>
        {
            await page.OpenAsync("/?q=cat&shown=72");
            await Expect(page.Hits).ToHaveCountAsync(72);
            await page.More.ClickAsync();
            await Expect(page.Summary).ToContainTextAsync("· 73–96 of");
        },
        script: false);

    [Fact]
    public Task A_late_response_of_an_earlier_search_is_not_appended() => chromium.UseAsync(large.Site, async page =>
    {
        var gate = new TaskCompletionSource();
        await page.Page.RouteAsync("**/?q=cat&offset=24", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await page.OpenAsync("/?q=cat");
        await page.More.FocusAsync();
        await page.SearchAsync("outer space");
        await Expect(page.Page).ToHaveURLAsync(new Regex(@"/\?q=outer%20space"));
        gate.SetResult();
        await page.ScrollToHitsAsync(72);

        var shown = await page.PhotosAsync();
        await page.OpenAsync("/?q=outer+space&shown=72");
        Assert.Equal(await page.PhotosAsync(), shown.Take(72));
    });

    /// <summary>Keeps pages out of the back/forward cache, as when memory is low.</summary>
    private static async Task DisablePageCacheAsync(IPage page) => await page.RouteAsync("**/*", async route =>
    {
        if (!route.Request.IsNavigationRequest)
        {
            await route.FallbackAsync();
            return;
        }

        var response = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = response, Headers = new Dictionary<string, string>(response.Headers) { ["cache-control"] = "no-store" } });
    });
}
