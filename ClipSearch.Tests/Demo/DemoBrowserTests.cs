using ClipSearch.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Demo;

/// <summary>What a person who has just started ClipSearch sees.</summary>
[Collection(DemoCollection.Name)]
public sealed class DemoBrowserTests(DemoFixture demo, ChromiumFixture chromium)
{
    [Fact]
    public Task Typing_man_jumping_shows_someone_jumping_first() => chromium.UseAsync(demo.Site, async page =>
    {
        await page.OpenAsync();
        await Expect(page.Page.Locator("#about-model")).ToContainTextAsync("The demo model answers.");
        await page.SearchAsync("man jumping");
        await page.ShowsAsync("man jumping");

        await page.Page.WaitForFunctionAsync("() => document.querySelector('#hits img').naturalWidth > 0");
        var first = demo.Gallery[await page.Hits.First.Locator(".name").InnerTextAsync()];
        Assert.True(Facts.Parse("pose=jumping").AreAmong(first.Facts), $"{first.File} comes first: {first.Shows} ({first.Facts}).");
    });
}
