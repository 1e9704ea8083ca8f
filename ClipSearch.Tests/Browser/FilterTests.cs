using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The filter: its fields and chips.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FilterTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Each_filter_is_a_chip_that_removes_it(bool script) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var chips = page.Page.GetByRole(AriaRole.List, new() { Name = "Active filters" }).GetByRole(AriaRole.Link);
            await page.OpenAsync("/?q=cat&folder=drawn&type=jpeg&stacks=false");
            await Expect(chips).ToHaveTextAsync(["Folder drawn (remove filter)", "Type jpeg (remove filter)", "Duplicates shown separately (remove filter)"]);
            await chips.Nth(0).ClickAsync();
            await Expect(chips).ToHaveCountAsync(2);
            await chips.Nth(1).ClickAsync();
            await Expect(chips).ToHaveCountAsync(1);
            Assert.Equal("/?q=cat&type=jpeg", new Uri(page.Page.Url).PathAndQuery);
            await Expect(page.Page.Locator("[name=folder]")).ToHaveValueAsync("");
            await Expect(page.Page.Locator("[name=type]")).ToHaveValueAsync("jpeg");
            await chips.ClickAsync();
            await page.ShowsAsync("cat");
            await Expect(chips).ToHaveCountAsync(0);
        },
        script: script);

    [Fact]
    public Task A_filter_without_matches_can_be_removed() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat&takenFrom=2999");
        await Expect(page.Page.Locator("#results")).ToContainTextAsync("No photos match the filter");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "From 2999" }).ClickAsync();
        await page.ShowsAsync("cat");
    });

    [Fact]
    public Task Fields_suggest_values_of_the_library_and_search_on_change() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.Page.Locator(".filters summary").ClickAsync();
        await Expect(page.Page.Locator("#choices-folder option")).ToHaveCountAsync(0);
        await page.Page.GetByLabel("Folder").FocusAsync();
        await Expect(page.Page.Locator("#choices-folder option")).ToHaveCountAsync(1);
        Assert.Equal(["drawn"], await page.Page.Locator("#choices-folder option").EvaluateAllAsync<string[]>("options => options.map(option => option.value)"));
        await page.ShowsAsync("cat");

        await page.Page.GetByLabel("Folder").FillAsync("drawn");
        await page.Page.GetByLabel("Folder").PressAsync("Tab");
        await Expect(page.Summary).ToContainTextAsync("56 photos");
        await page.Page.GetByLabel("Type").SelectOptionAsync("png");
        await Expect(page.Page.Locator("#results")).ToContainTextAsync("No photos match the filter");
    });

    [Fact]
    public Task An_invalid_date_makes_its_field_invalid() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.Page.Locator(".filters summary").ClickAsync();
        var from = page.Page.GetByLabel("Taken from");
        foreach (var (time, isOne) in new[] { ("2024", true), ("2024-05", true), ("2024-05-31", true), ("May 2024", false), ("31.5.2024", false) })
        {
            await from.FillAsync(time);
            Assert.Equal(isOne, await from.EvaluateAsync<bool>("field => field.checkValidity()"));
        }

        await from.PressAsync("Enter");
        Assert.Equal("/?q=cat", new Uri(page.Page.Url).PathAndQuery);
    });
}
