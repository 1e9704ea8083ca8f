using ClipSearch.Tests.Web;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>What axe finds against WCAG 2.2 AA: contrast, names, roles, landmarks; in both themes, wide and on a phone.</summary>
[Collection(GalleryCollection.Name)]
public sealed class AccessibilityTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    private static readonly AxeRunOptions Aa = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static TheoryData<string, ColorScheme> Pages
    {
        get
        {
            var data = new TheoryData<string, ColorScheme>();
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                foreach (var address in (string[])["/", "/?q=cat", "/?q=", "/library", "/settings", "/trash", "/duplicates", "/photos/1", "/signin", "/nowhere"])
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
        await AssertAsync(page);
        await page.Page.SetViewportSizeAsync(390, 844);
        await AssertAsync(page);
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
        await AssertAsync(page, new AxeRunContext { Exclude = [new("#api")] }, new AxeRunOptions
        {
            RunOnly = Aa.RunOnly,
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
        await AssertAsync(page);
    });

    private static async Task AssertAsync(SearchPage page, AxeRunContext? part = null, AxeRunOptions? rules = null)
    {
        var found = part is null ? await page.Page.RunAxe(Aa) : await page.Page.RunAxe(part, rules);
        Assert.NotEmpty(found.Passes);
        Assert.Equal([], found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));
    }
}
