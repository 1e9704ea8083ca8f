using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Recent searches.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RecentTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public Task The_last_eight_searches_are_listed_newest_first(int width) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync();
            await Expect(page.Recent).ToBeHiddenAsync();
            foreach (var text in new[] { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "Three" })
            {
                await page.SearchAsync(text);
                await page.ShowsAsync(text);
            }

            // A failed search is not recorded.
            await page.SearchAsync(" ");
            await Expect(page.Problem).ToBeVisibleAsync();
            await page.OpenAsync();
            await Expect(page.Recent.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Three", "nine", "eight", "seven", "six", "five", "four", "two"]);
            Assert.InRange(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);

            await page.Recent.GetByRole(AriaRole.Link, new() { Name = "six" }).ClickAsync();
            await page.ShowsAsync("six");
            await Expect(page.Recent).ToBeHiddenAsync();
        },
        width);

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/?q=")]
    public Task They_do_not_cover_the_message_of_an_error_page(string address) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");

        await page.OpenAsync(address);

        await Expect(page.Problem).ToBeVisibleAsync();
        await Expect(page.Recent).ToBeHiddenAsync();
        await page.Box.FocusAsync();
        await Expect(page.Recent).ToBeVisibleAsync();
    });

    [Fact]
    public Task Submitting_the_current_search_records_it() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.TypeAsync("man");
        await page.ShowsAsync("man");
        await page.Page.RouteAsync("**/?q=*", _ => Task.CompletedTask);
        await page.Box.PressAsync("Enter");
        await page.OpenAsync();

        await Expect(page.Recent.GetByRole(AriaRole.Link)).ToHaveTextAsync(["man"]);
    });

    [Fact]
    public Task Partial_words_are_not_recorded() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.TypeAsync("man");
        await page.ShowsAsync("man");
        await page.TypeAsync(" jumping");
        await page.ShowsAsync("man jumping");
        await page.Hits.First.Locator("a").First.ClickAsync();
        await Expect(new Lightbox(page.Page).Dialog).ToBeVisibleAsync();

        await page.OpenAsync();
        await Expect(page.Recent.GetByRole(AriaRole.Link)).ToHaveTextAsync(["man jumping"]);
    });

    [Fact]
    public Task Arrow_keys_open_the_list_on_a_results_page() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        foreach (var text in new[] { "cat", "outer space" })
        {
            await page.SearchAsync(text);
            await page.ShowsAsync(text);
        }

        await Expect(page.Recent).ToBeHiddenAsync();
        await page.Box.PressAsync("ArrowDown");
        await Expect(page.Recent.GetByRole(AriaRole.Link, new() { Name = "outer space" })).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Recent.GetByRole(AriaRole.Link, new() { Name = "cat" })).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Box).ToBeFocusedAsync();
        await Expect(page.Recent).ToBeHiddenAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.ShowsAsync("cat");
    });

    [Fact]
    public Task Recent_searches_can_be_removed_one_by_one_or_all_at_once() => chromium.UseAsync(gallery.Site, async page =>
    {
        foreach (var text in new[] { "<img src=x onerror=alert(1)>", "cat", "outer space" })
        {
            await page.OpenAsync("/?q=" + Uri.EscapeDataString(text));
            await page.ShowsAsync(text);
        }

        await page.OpenAsync();
        await Expect(page.Recent.GetByRole(AriaRole.Link)).ToHaveTextAsync(["outer space", "cat", "<img src=x onerror=alert(1)>"]);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove “cat”" }).ClickAsync();
        await page.Page.ReloadAsync();
        await Expect(page.Recent.GetByRole(AriaRole.Link)).ToHaveTextAsync(["outer space", "<img src=x onerror=alert(1)>"]);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Clear all" }).ClickAsync();
        await Expect(page.Recent).ToBeHiddenAsync();
        await Expect(page.Box).ToBeFocusedAsync();
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("localStorage.length"));
    });

    [Theory]
    [InlineData("not JSON", """["outer space"]""")]
    [InlineData("""{"0": "cat"}""", """["outer space"]""")]
    [InlineData("""[1, null, "cat"]""", """["outer space","cat"]""")]
    public Task Invalid_stored_values_are_ignored(string stored, string expected) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.Page.AddInitScriptAsync($"localStorage.setItem('recent-searches', {System.Text.Json.JsonSerializer.Serialize(stored)})");
        await page.OpenAsync();
        await page.SearchAsync("outer space");
        await page.ShowsAsync("outer space");
        await page.Page.WaitForFunctionAsync("expected => localStorage.getItem('recent-searches') === expected", expected);
    });

    [Fact]
    public Task Without_JavaScript_there_are_no_recent_searches() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync("/?q=cat");
            await page.OpenAsync();
            await Expect(page.Recent).ToBeHiddenAsync();
        },
        script: false);
}
