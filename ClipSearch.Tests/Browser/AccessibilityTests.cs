using ClipSearch.Tests.Web;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>What axe finds against WCAG 2.2 AA: contrast, names, roles, landmarks; in both themes, wide and on a phone.</summary>
[Collection(AccessibilityCollection.Name)]
public sealed class AccessibilityTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    public static TheoryData<string, ColorScheme> Pages
    {
        get
        {
            var data = new TheoryData<string, ColorScheme>();
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                foreach (var address in (string[])["/", "/?q=cat", "/?q=", "/library", "/settings", "/browse", "/folders", "/trash", "/duplicates", "/photos/1", "/photos/1/stack", "/signin", "/nowhere"])
                    data.Add(address, theme);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public Task A_page_is_for_everyone(string address, ColorScheme theme) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
        await page.OpenAsync(address);
        await Axe.FindsNothingAsync(page);
        await page.Page.SetViewportSizeAsync(390, 844);
        await Axe.FindsNothingAsync(page);
    });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task The_page_of_the_api_is_for_everyone_around_what_swagger_draws(ColorScheme theme) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
        await page.OpenAsync("/api");
        await page.Page.Locator("#operations-ClipSearch-search").WaitForAsync();
        // Swagger UI has a second main of its own.
        await Axe.FindsNothingAsync(page, new AxeRunContext { Exclude = [new("#api")] }, new AxeRunOptions
        {
            RunOnly = Axe.Aa.RunOnly,
            Rules = new Dictionary<string, RuleOptions> { ["landmark-no-duplicate-main"] = new() { Enabled = false } },
        });
    });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task The_overview_of_the_keys_is_for_everyone(ColorScheme theme) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
        await page.OpenAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Keys" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" }).WaitForAsync();
        await Axe.FindsNothingAsync(page);
    });
}
