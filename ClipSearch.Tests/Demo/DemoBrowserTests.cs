using ClipSearch.Tests.Browser;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Demo;

/// <summary>The first steps of a new user.</summary>
[Collection(DemoCollection.Name)]
public sealed class DemoBrowserTests(DemoFixture demo, ChromiumFixture chromium)
{
    [Fact]
    public Task Typing_man_jumping_shows_someone_jumping_first() => chromium.UseAsync(demo.Site, async page =>
    {
        await page.OpenAsync();
        await Expect(page.Page.Locator("#about-model")).ToContainTextAsync("Demo model. It recognises the bundled drawings");
        await page.SearchAsync("man jumping");
        await page.ShowsAsync("man jumping");

        await page.Page.WaitForFunctionAsync("() => document.querySelector('#hits img').naturalWidth > 0");
        var first = demo.Gallery[await page.Hits.First.Locator(".name").InnerTextAsync()];
        Assert.True(Facts.Parse("pose=jumping").AreAmong(first.Facts), $"{first.File} comes first: {first.Shows} ({first.Facts}).");
    });

    [Theory]
    [InlineData("/", ".examples")]
    [InlineData("/?q=man+jumping", ".weaker")]
    [InlineData("/?q=lorem+ipsum", ".nothing")]
    public Task Pages_of_the_demo_model_are_accessible(string address, string part) => chromium.UseAsync(demo.Site, async page =>
    {
        await page.OpenAsync(address);
        await Expect(page.Page.Locator(part)).ToBeVisibleAsync();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await Axe.AssertAccessibleAsync(page);
        }
    });

    [Fact]
    public Task An_example_fills_the_box_and_searches() => chromium.UseAsync(demo.Site, async page =>
    {
        await page.OpenAsync();
        var example = page.Page.Locator(".examples a").First;
        var text = await example.InnerTextAsync();
        await example.ClickAsync();

        await page.ShowsAsync(text);
    });

    [Fact]
    public Task The_divider_is_announced_and_not_counted_as_a_photo() => chromium.UseAsync(demo.Site, async page =>
    {
        await page.OpenAsync("/?q=people");
        await Expect(page.Hits).ToHaveCountAsync(24);
        await Expect(page.Page.Locator(".weaker")).ToHaveCountAsync(0);
        await TestSite.UntilAsync(async () =>
        {
            await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
            return await page.Hits.CountAsync() >= 72;
        });
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Weaker matches" })).ToHaveCountAsync(1);
        await TestSite.UntilAsync(async () => await page.Page.Locator("#announcement").TextContentAsync() == $"Showing {await page.Hits.CountAsync()} photos");
        Assert.Equal(0, await page.Hits.CountAsync() % 24);
        await page.SearchAsync("lorem ipsum");
        await Expect(page.Page.Locator("#announcement")).ToHaveTextAsync("No close matches Showing the nearest photos.");
    });
}
