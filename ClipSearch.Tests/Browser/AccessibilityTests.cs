using ClipSearch.Tests.Web;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>Checks each page against WCAG 2.2 AA in both themes, wide and on a phone.</summary>
[Collection(AccessibilityCollection.Name)]
public sealed class AccessibilityTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/?q=")]
    [InlineData("/library")]
    [InlineData("/settings")]
    [InlineData("/browse")]
    [InlineData("/folders")]
    [InlineData("/trash")]
    [InlineData("/duplicates")]
    [InlineData("/photos/1")]
    [InlineData("/photos/1/stack")]
    [InlineData("/signin")]
    [InlineData("/nowhere")]
    public Task A_page_is_accessible(string address) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync(address);
        await Axe.AssertAccessibleInBothThemesAsync(page);
        await page.Page.SetViewportSizeAsync(390, 844);
        await Axe.AssertAccessibleInBothThemesAsync(page);
    });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task The_API_page_is_accessible_outside_Swagger_UI(ColorScheme theme) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
        await page.OpenAsync("/api");
        await page.Page.Locator("#operations-ClipSearch-search").WaitForAsync();
        // Swagger UI adds a second main element.
        await Axe.AssertAccessibleAsync(page, new AxeRunContext { Exclude = [new("#api")] }, new AxeRunOptions
        {
            RunOnly = Axe.Aa.RunOnly,
            Rules = new Dictionary<string, RuleOptions> { ["landmark-no-duplicate-main"] = new() { Enabled = false } },
        });
    });

    [Fact]
    public Task The_keyboard_shortcuts_are_accessible() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Keyboard shortcuts" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" }).WaitForAsync();
        await Axe.AssertAccessibleInBothThemesAsync(page);
    });
}
