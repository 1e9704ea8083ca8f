using System.Globalization;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The page over a slow mobile connection, which Chromium emulates: 400 ms latency, 50 kB per second.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SlowNetworkTests(GalleryFixture gallery, LargeGalleryFixture large, ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public Task A_first_search_causes_no_layout_shift(int width) => chromium.UseAsync(
        large.Site,
        async page =>
        {
            await SlowDownAsync(page);
            await page.Page.AddInitScriptAsync(ImageLoadingTests.RecordShifts);
            await page.OpenAsync();
            await page.SearchAsync("cat");
            await page.ShowsAsync("cat");
            await page.ScrollToHitsAsync(48);
            await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('#hits img')].slice(0, 12).every(image => image.naturalWidth > 0)");
            // Browsers do not count shifts within 500 ms of a key or click.
            var shifts = await page.Page.EvaluateAsync<string[]>("window.shifted");
            var sum = await page.Page.EvaluateAsync<double>("window.shifts.reduce((sum, shift) => sum + shift, 0)");
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{width} px, first page, search, 48 photos: layout shift {sum:F4}"));
            Assert.True(shifts.Length == 0, string.Join("\n", shifts));
        },
        width);

    [Fact]
    public Task Placeholders_have_the_size_of_the_photos() => chromium.UseAsync(gallery.Site, async page =>
    {
        // Held back until the placeholders are measured; a fixed delay could end too early on a busy machine.
        var gate = new TaskCompletionSource();
        await page.Page.RouteAsync("**/thumb*", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await page.OpenAsync();
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");

        var first = page.Hits.First;
        Assert.Equal(0, await first.Locator("img").EvaluateAsync<int>("image => image.naturalWidth"));
        await Expect(first.Locator("svg image")).ToBeVisibleAsync();
        var (before, boxes) = (await first.BoundingBoxAsync(), await page.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#hits .picture')].map(each => JSON.stringify(each.getBoundingClientRect()))"));
        gate.SetResult();
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#hits img').naturalWidth > 0");
        Assert.Equal(before!.Width, (await first.BoundingBoxAsync())!.Width);
        Assert.Equal(boxes, await page.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#hits .picture')].map(each => JSON.stringify(each.getBoundingClientRect()))"));
    });

    private static async Task SlowDownAsync(SearchPage page)
    {
        var browser = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await browser.SendAsync("Network.enable");
        await browser.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = 400,
            ["downloadThroughput"] = 50_000,
            ["uploadThroughput"] = 50_000,
        });
    }
}
