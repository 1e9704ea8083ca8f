using System.Text.RegularExpressions;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Videos in results, in the lightbox and on their pages, played by the browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class VideoTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    private const string PlaysFrom =
        "video => new Promise(resolve => { const check = () => video.readyState >= 2 ? resolve(video.currentTime) : setTimeout(check, 50); check(); })";

    [Fact]
    public Task A_result_is_played_from_the_second_that_matches() => UseAsync(async page =>
    {
        await page.OpenAsync("/?q=man+jumping");
        var tile = page.Hits.Filter(new() { Has = page.Page.Locator(".length") });
        await Expect(tile.Locator(".length")).ToHaveTextAsync("0:04 of 0:08");
        await tile.Locator("a").First.ClickAsync();

        var video = page.Page.Locator("dialog.lightbox .pswp__item[aria-hidden=false] video");
        await Expect(video).ToBeVisibleAsync();
        Assert.InRange(await video.EvaluateAsync<double>(PlaysFrom), 3.7, 8);
        await Expect(page.Page).ToHaveTitleAsync("film.webm – ClipSearch");
        await page.Page.Keyboard.PressAsync(" ");
        await Expect(video).ToHaveJSPropertyAsync("paused", false);
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page.Locator("dialog.lightbox")).ToHaveCountAsync(0);
        Assert.Empty(page.Errors);
    });

    [Fact]
    public Task The_next_photo_stops_a_video() => UseAsync(async page =>
    {
        await page.OpenAsync("/browse");
        await page.Page.Locator("[data-lightbox] a[data-video]").First.ClickAsync();
        var video = page.Page.Locator("dialog.lightbox video").First;
        await Expect(video).ToBeVisibleAsync();
        var handle = await video.ElementHandleAsync();
        await page.Page.Keyboard.PressAsync(" ");
        await Expect(video).ToHaveJSPropertyAsync("paused", false);

        await page.Page.Keyboard.PressAsync((await page.Page.GetByRole(AriaRole.Button, new() { Name = "Next photo", Exact = true }).IsVisibleAsync()) ? "ArrowRight" : "ArrowLeft");

        await page.Page.WaitForFunctionAsync("video => video.paused", handle);
        Assert.Empty(page.Errors);
    });

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public Task The_page_of_a_video_plays_it(int width) => UseAsync(
        async page =>
        {
            await page.OpenAsync("/?q=man+jumping");
            var link = await page.Hits.Locator("a[data-video]").First.GetAttributeAsync("href");
            await page.OpenAsync(link!);
            var video = page.Page.Locator("article.photo video");

            Assert.InRange(await video.EvaluateAsync<double>(PlaysFrom), 3.7, 8);
            await Expect(page.Page.Locator(".unplayable")).ToBeHiddenAsync();
            await Expect(page.Page.Locator(".facts")).ToContainTextAsync(new Regex("Length\\s*0:08"));
            Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            var violations = (await page.Page.RunAxe()).Violations;
            Assert.True(violations.Length == 0, string.Join("; ", violations.Select(violation => violation.Help)));
            Assert.Empty(page.Errors);
        },
        width);

    [Fact]
    public Task A_video_that_the_browser_cannot_play_says_so() => UseAsync(async page =>
    {
        await page.Page.RouteAsync("**/file", route => route.FulfillAsync(new() { ContentType = "video/mp4", Body = "no video" }));
        await page.OpenAsync("/?q=man+jumping");
        await page.OpenAsync((await page.Hits.Locator("a[data-video]").First.GetAttributeAsync("href"))!);

        await Expect(page.Page.Locator(".unplayable")).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".unplayable")).ToHaveTextAsync("This browser cannot play the video. Download it and play it with another program.");
    });

    [Fact]
    public async Task The_video_of_a_Live_Photo_is_played_in_its_details()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "IMG_1.jpg");
        TestVideos.WriteStill(Path.Combine(library.Folder, "IMG_1.mp4"), 33, 1, "-c:v", "libvpx", "-f", "webm");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            await page.OpenAsync("/browse");
            await page.OpenAsync((await page.Page.Locator("[data-lightbox] a[data-id]").First.GetAttributeAsync("href"))!);
            await page.Page.GetByText("Play", new() { Exact = true }).ClickAsync();
            var video = page.Page.Locator(".live video");
            await video.EvaluateAsync("video => video.play()");

            await Expect(video).ToHaveJSPropertyAsync("videoWidth", 320);
            Assert.Empty(page.Errors);
        });
    }

    private async Task UseAsync(Func<SearchPage, Task> use, int? width = null)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync(clipModel: "clipsearch/demo");
        TestVideos.WriteFilm(Path.Combine(library.Folder, "film.webm"), 46, 33);
        library.Draw(1, "one.jpg");
        library.Draw(2, "two.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        if (width is { } pixels)
            await chromium.UseAsync(site, use, pixels);
        else
            await chromium.UseAsync(site, use);
    }
}
