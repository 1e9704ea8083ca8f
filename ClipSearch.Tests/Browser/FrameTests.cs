using System.Text.RegularExpressions;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The layout of every page: navigation, themes and keyboard shortcuts.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class FrameTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    private const string Dark = "dark";
    private const string Light = "light";

    /// <summary>Returns whether the page's background is dark or light.</summary>
    private const string Background =
        """
        () => {
          const channels = getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).map(Number);
          return channels.every(channel => channel < 64) ? 'dark' : channels.every(channel => channel > 192) ? 'light' : channels.join();
        }
        """;

    [Fact]
    public Task A_chosen_theme_is_stored_and_applied_before_the_first_paint() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.Page.AddInitScriptAsync(
            "new MutationObserver(() => { if (document.body) window.themeOfFirstBody ??= document.documentElement.dataset.theme ?? 'none'; }).observe(document, { childList: true, subtree: true });");
        await page.OpenAsync();
        Assert.Equal(Light, await page.Page.EvaluateAsync<string>(Background));
        Assert.Equal("none", await page.Page.EvaluateAsync<string>("themeOfFirstBody"));

        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark", Exact = true }).CheckAsync();
        Assert.Equal(Dark, await page.Page.EvaluateAsync<string>(Background));
        await page.OpenAsync("/library");
        Assert.Equal("dark", await page.Page.EvaluateAsync<string>("themeOfFirstBody"));
        Assert.Equal(Dark, await page.Page.EvaluateAsync<string>(Background));
        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark", Exact = true })).ToBeCheckedAsync();

        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "Use system theme" }).CheckAsync();
        Assert.Equal(Light, await page.Page.EvaluateAsync<string>(Background));
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal(Dark, await page.Page.EvaluateAsync<string>(Background));
    });

    [Fact]
    public Task The_API_page_follows_the_theme() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/api");
        await Expect(page.Page.Locator("html.dark-mode")).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark", Exact = true }).CheckAsync();
        await Expect(page.Page.Locator("html.dark-mode")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task Without_JavaScript_the_system_theme_applies_and_the_shortcuts_are_listed() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await page.OpenAsync();
            Assert.Equal(Dark, await page.Page.EvaluateAsync<string>(Background));
            await Expect(page.Page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(0);

            await Expect(page.Page.GetByText("Go to the search box")).ToBeHiddenAsync();
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "Keyboard shortcuts" }).ClickAsync();
            await Expect(page.Page.GetByText("Go to the search box")).ToBeVisibleAsync();
        },
        script: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task On_a_phone_the_navigation_is_at_the_bottom_and_has_a_menu(bool script) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync("/?q=cat");
            // The warning about the test model is between the top bar and the main element.
            var (top, main) = ((await page.Page.Locator(".top").BoundingBoxAsync())!, (await page.Page.Locator("main").BoundingBoxAsync())!);
            var (box, nav) = ((await page.Box.BoundingBoxAsync())!, (await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).BoundingBoxAsync())!);
            Assert.InRange(top.Height, 40, 70);
            Assert.InRange(box.Y - main.Y, 0, 20);
            Assert.InRange(nav.Y + nav.Height, 899, 901);
            Assert.InRange(nav.Height, 40, 70);

            var trash = page.Page.GetByRole(AriaRole.Link, new() { Name = "Trash" });
            await Expect(trash).ToBeHiddenAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
            await trash.ClickAsync();
            await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Trash", Exact = true })).ToBeVisibleAsync();
            await Expect(page.Page.Locator(".nav [aria-current=page]")).ToHaveTextAsync("Trash");
        },
        width: 390,
        script: script);

    [Fact]
    public Task Shortcuts_focus_the_box_and_open_pages() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.Page.EvaluateAsync("document.activeElement.blur()");
        await page.Page.Keyboard.PressAsync("/");
        await Expect(page.Box).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("g/s?");
        await Expect(page.Box).ToHaveValueAsync("g/s?");

        await page.OpenAsync("/library");
        await page.Page.Keyboard.PressAsync("g");
        await page.Page.Keyboard.PressAsync("d");
        await Expect(page.Page).ToHaveURLAsync(DuplicatesAddress());
        await page.Page.WaitForLoadStateAsync();
        await page.Page.Keyboard.PressAsync("s");
        await Expect(page.Box).ToBeFocusedAsync();
    });

    [Fact]
    public Task Arrow_keys_move_between_photos() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.Page.EvaluateAsync("document.activeElement.blur()");
        var tiles = page.Page.Locator("#hits > [data-photo] > a:has(.picture)");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tiles.Nth(0)).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tiles.Nth(1)).ToBeFocusedAsync();

        await page.Page.Keyboard.PressAsync("ArrowDown");
        var (above, below) = ((await tiles.Nth(1).BoundingBoxAsync())!, (await page.Page.Locator("a:focus").BoundingBoxAsync())!);
        Assert.InRange(below.Y, above.Y + above.Height - 1, above.Y + (2 * above.Height));
        Assert.True(below.X < above.X + above.Width && above.X < below.X + below.Width, "The photo below is beneath the one above.");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(above.Y, (await page.Page.Locator("a:focus").BoundingBoxAsync())!.Y);
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page).ToHaveURLAsync(PhotoAddress());
    });

    [Fact]
    public Task The_list_of_shortcuts_opens_closes_and_disables_single_keys() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/library");
        var overview = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await page.Page.Keyboard.PressAsync("?");
        await Expect(overview).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(overview).ToBeHiddenAsync();

        var link = page.Page.GetByRole(AriaRole.Link, new() { Name = "Keyboard shortcuts" });
        await link.ClickAsync();
        await page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Enable shortcuts with letters and symbols" }).UncheckAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.Page.ReloadAsync();
        await page.Page.Keyboard.PressAsync("?");
        await Expect(overview).ToBeHiddenAsync();
        await link.ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Enable shortcuts with letters and symbols" })).Not.ToBeCheckedAsync();
    });

    [GeneratedRegex("/duplicates$")]
    private static partial Regex DuplicatesAddress();

    [GeneratedRegex(@"/photos/\d+\?q=cat&at=\d+$")]
    private static partial Regex PhotoAddress();
}
