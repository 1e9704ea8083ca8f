using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The search box: typing, clearing and going back.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SearchBoxTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public Task A_pause_while_typing_searches_once(int width) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var searches = Searches(page);
            await OpenWithStoppedClockAsync(page);
            await Expect(page.Box).ToBeFocusedAsync();
            await page.TypeAsync("man jumping");
            await page.Page.Clock.RunForAsync(300);
            Assert.Empty(searches);
            await page.Page.Clock.RunForAsync(100);

            await page.Page.Clock.ResumeAsync();
            await page.ShowsAsync("man jumping");
            await Expect(page.Box).ToBeFocusedAsync();
            Assert.Equal(["man jumping"], searches);
        },
        width);

    [Fact]
    public Task One_letter_is_searched_only_on_Enter() => chromium.UseAsync(gallery.Site, async page =>
    {
        var searches = Searches(page);
        await OpenWithStoppedClockAsync(page);
        await page.TypeAsync("x");
        await page.Page.Clock.RunForAsync(5000);
        await page.Page.Clock.ResumeAsync();
        await page.Box.PressAsync("Enter");

        await page.ShowsAsync("x");
        Assert.Equal(["x"], searches);
    });

    [Fact]
    public Task Composing_text_does_not_search() => chromium.UseAsync(gallery.Site, async page =>
    {
        var searches = Searches(page);
        await OpenWithStoppedClockAsync(page);
        var devtools = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await devtools.SendAsync("Input.imeSetComposition", new() { ["text"] = "ねこ", ["selectionStart"] = 2, ["selectionEnd"] = 2 });
        await Expect(page.Box).ToHaveValueAsync("ねこ");
        await page.Page.Clock.RunForAsync(5000);
        await page.Page.Clock.ResumeAsync();
        await devtools.SendAsync("Input.insertText", new() { ["text"] = "猫と犬" });

        await page.ShowsAsync("猫と犬");
        Assert.Equal(["猫と犬"], searches);
    });

    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public Task A_slow_response_does_not_replace_a_later_one(int width) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var gate = new TaskCompletionSource();
            await page.Page.RouteAsync("**/?q=cat", async route =>
            {
                await gate.Task;
                // Fails if the browser has cancelled the request.
                await route.ContinueAsync().ContinueWith(_ => { }, TaskScheduler.Default);
            });
            await page.OpenAsync();
            var slow = page.Page.WaitForRequestAsync("**/?q=cat");
            await page.TypeAsync("cat");
            var request = await slow;
            await page.TypeAsync("s asleep");
            await page.ShowsAsync("cats asleep");
            var shown = await page.PhotosAsync();

            gate.SetResult();
            await SearchPage.EndedAsync(request);
            await page.QuietAsync();
            await page.ShowsAsync("cats asleep");
            Assert.Equal(shown, await page.PhotosAsync());
        },
        width);

    [Fact]
    public Task Back_returns_to_the_previous_search_and_skips_partial_words() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.SearchAsync("outer space");
        await page.ShowsAsync("outer space");
        await page.Box.FillAsync("");
        foreach (var (part, sofar) in new[] { ("red", "red"), (" car", "red car"), (" at night", "red car at night") })
        {
            await page.TypeAsync(part);
            await page.ShowsAsync(sofar);
        }

        // Enter ends the draft, and so does moving the focus.
        await page.Box.PressAsync("Enter");
        await Expect(page.Page.Locator("#results")).Not.ToHaveAttributeAsync("aria-busy", "true");
        await page.TypeAsync(", rain");
        await page.ShowsAsync("red car at night, rain");
        await page.Box.BlurAsync();
        await page.Box.FocusAsync();
        await page.Box.PressAsync("End");
        await page.TypeAsync(" and snow");
        await page.ShowsAsync("red car at night, rain and snow");

        foreach (var before in new[] { "red car at night, rain", "red car at night", "outer space" })
        {
            await page.BackAsync();
            await page.ShowsAsync(before);
        }

        await page.BackAsync();
        await Expect(page.Hits).ToHaveCountAsync(0);
        await Expect(page.Box).ToHaveValueAsync("");
        await page.Page.GoForwardAsync();
        await page.ShowsAsync("outer space");
    });

    [Fact]
    public Task A_response_that_arrives_after_going_back_is_ignored() => chromium.UseAsync(gallery.Site, async page =>
    {
        var gate = new TaskCompletionSource();
        await page.OpenAsync();
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");
        await page.SearchAsync("outer space");
        await page.ShowsAsync("outer space");
        await page.Page.RouteAsync(new Regex(@"\?q=man"), async route =>
        {
            await gate.Task;
            await route.ContinueAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var slow = page.Page.WaitForRequestAsync(new Regex(@"\?q=man"));
        await page.SearchAsync("man jumping");
        var request = await slow;
        await page.BackAsync();
        await page.ShowsAsync("cat");
        gate.SetResult();
        await SearchPage.EndedAsync(request);
        await page.QuietAsync();

        await page.ShowsAsync("cat");
    });

    [Theory]
    [InlineData("click", true)]
    [InlineData("Escape", true)]
    [InlineData("click", false)]
    public Task Clearing_empties_the_box_and_the_results(string way, bool script) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var clear = page.Page.GetByRole(AriaRole.Link, new() { Name = "Clear search" });
            await page.OpenAsync();
            await Expect(clear).ToBeHiddenAsync();
            await page.OpenAsync("/?q=cat&type=jpeg");
            if (way == "click")
            {
                await clear.ClickAsync();
            }
            else
            {
                // The first Escape closes the list of recent searches.
                await page.Box.FocusAsync();
                await Expect(page.Recent).ToBeVisibleAsync();
                await page.Box.PressAsync("Escape");
                await Expect(page.Recent).ToBeHiddenAsync();
                await Expect(page.Box).ToHaveValueAsync("cat");
                await page.Box.PressAsync("Escape");
            }

            await Expect(page.Hits).ToHaveCountAsync(0);
            await Expect(page.Box).ToHaveValueAsync("");
            await Expect(page.Box).ToBeFocusedAsync();
            await Expect(page.Page).ToHaveTitleAsync("ClipSearch");
            Assert.Equal("/", new Uri(page.Page.Url).PathAndQuery);
            await page.BackAsync();
            await page.ShowsAsync("cat");
        },
        script: script);

    [Fact]
    public Task Clearing_also_removes_the_image_of_the_search() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat&like=1");
        await Expect(page.Page.Locator(".like")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Clear search" }).ClickAsync();
        await Expect(page.Hits).ToHaveCountAsync(0);
        await Expect(page.Page.Locator(".like")).ToHaveCountAsync(0);
        await page.SearchAsync("cat");
        await page.ShowsAsync("cat");
        Assert.EndsWith("/?q=cat", page.Page.Url, StringComparison.Ordinal);
    });

    [Fact]
    public async Task Typing_a_sentence_stays_within_the_rate_limit()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            await page.Page.Context.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7" });
            var searches = Searches(page);
            await OpenWithStoppedClockAsync(page);
            const string Sentence = "two children in red coats play with a small dog on the beach in the evening";
            foreach (var word in Sentence.Replace(" ", "| ", StringComparison.Ordinal).Split('|'))
            {
                await page.TypeAsync(word);
                await page.Page.Clock.RunForAsync(400);
            }

            await page.Page.Clock.ResumeAsync();
            await page.ShowsAsync(Sentence, hits: 1);
            await Expect(page.Problem).ToHaveCountAsync(0);
            Assert.InRange(searches.Count, 1, Sentence.Split(' ').Length);
        });
    }

    [Fact]
    public async Task The_box_keeps_the_query_while_the_database_is_down()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: "postgres://someone@127.0.0.1:9/library"));
        await chromium.UseAsync(site, async page =>
        {
            await page.OpenAsync();
            await page.TypeAsync("cat on a roof");
            await Expect(page.Problem).ToContainTextAsync("The database is down");
            await Expect(page.Box).ToHaveValueAsync("cat on a roof");
            await page.Page.ReloadAsync();
            await Expect(page.Problem).ToContainTextAsync("The database is down");
            await Expect(page.Box).ToHaveValueAsync("cat on a roof");
        });
    }

    /// <summary>Opens the page with a clock that the test advances, so that a slow machine causes no pause in typing.</summary>
    private static async Task OpenWithStoppedClockAsync(SearchPage page)
    {
        await page.Page.Clock.InstallAsync();
        await page.OpenAsync();
        await page.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddHours(1));
    }

    /// <summary>Returns a queue that receives the text of each search from now on.</summary>
    private static ConcurrentQueue<string> Searches(SearchPage page)
    {
        var searches = new ConcurrentQueue<string>();
        page.Page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.AbsolutePath == "/" && System.Web.HttpUtility.ParseQueryString(address.Query)["q"] is { } text)
                searches.Enqueue(text);
        };
        return searches;
    }
}
