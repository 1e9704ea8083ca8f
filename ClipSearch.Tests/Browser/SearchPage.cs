using System.Collections.Concurrent;
using ClipSearch.Web.Problems;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>The search page as a person uses it; it notes where requests go and what the browser complains about.</summary>
public sealed class SearchPage
{
    // That an answer has an error's status, does not come, or is not waited for any more, is what many of these tests are about.
    private static readonly string[] Expected = ["Failed to load resource", "Response Status Error Code", "htmx:sendError", "htmx:sendAbort", "htmx:afterRequest"];

    private readonly ConcurrentDictionary<string, bool> _sites = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    public SearchPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => _sites[new Uri(request.Url).GetLeftPart(UriPartial.Authority)] = true;
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !Expected.Any(start => message.Text.StartsWith(start, StringComparison.Ordinal)))
                _complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Where requests went.</summary>
    public IEnumerable<string> Sites => _sites.Keys;

    /// <summary>Errors of scripts and violations of the content security policy.</summary>
    public IEnumerable<string> Complaints => _complaints;

    public ILocator Box => Page.GetByRole(AriaRole.Searchbox);

    public ILocator ByPicture => Page.GetByLabel("Search by image");

    public ILocator Recent => Page.GetByRole(AriaRole.Navigation, new() { Name = "Recent searches" });

    public ILocator Announcement => Page.Locator("#announcement");

    public ILocator Hits => Page.Locator("#hits > [data-photo]");

    public ILocator Summary => Page.Locator("#results .summary");

    public ILocator Problem => Page.Locator("#results .problem");

    public ILocator More => Page.GetByRole(AriaRole.Link, new() { Name = "Show more photos" });

    public Task OpenAsync(string address = "/") => Page.GotoAsync(address);

    public async Task SearchAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    }

    /// <summary>Types as a person does, letter by letter.</summary>
    public Task TypeAsync(string text) => Box.PressSequentiallyAsync(text, new() { Delay = 40 });

    /// <summary>Waits until the results are those of a query, in a page whose address and title say so.</summary>
    public async Task ShowsAsync(string query, int hits = 24)
    {
        await Assertions.Expect(Summary).ToContainTextAsync(query);
        await Assertions.Expect(Hits).ToHaveCountAsync(hits);
        await Assertions.Expect(Box).ToHaveValueAsync(query);
        await Assertions.Expect(Page).ToHaveTitleAsync($"{query} – ClipSearch");
        Assert.Equal(query, System.Web.HttpUtility.ParseQueryString(new Uri(Page.Url).Query)["q"]);
    }

    /// <summary>Goes back; a page that the browser has kept does not load again.</summary>
    public Task BackAsync() => Page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });

    /// <summary>How far the window is scrolled.</summary>
    public Task<double> ScrolledAsync() => Page.EvaluateAsync<double>("scrollY");

    /// <summary>Scrolls to the end, so that all pictures come.</summary>
    public async Task ScrollThroughAsync()
    {
        await Page.Mouse.MoveAsync(200, 600);
        for (var i = 0; await Page.EvaluateAsync<bool>("scrollY + innerHeight < document.documentElement.scrollHeight - 1"); i++)
        {
            Assert.True(i < 500, "The page has no end.");
            await Page.Mouse.WheelAsync(0, 400);
            await Page.WaitForTimeoutAsync(50);
        }
    }

    /// <summary>Scrolls as a wheel does, no faster than answers come, until so many photos are there.</summary>
    public async Task ScrollToHitsAsync(int hits)
    {
        await Page.Mouse.MoveAsync(200, 600);
        for (var i = 0; await Hits.CountAsync() < hits; i++)
        {
            Assert.True(i < 500, $"There are {await Hits.CountAsync()} photos, and no more come.");
            await Page.Mouse.WheelAsync(0, 400);
            await Page.WaitForTimeoutAsync(50);
            await Page.WaitForFunctionAsync("() => !document.querySelector('.htmx-request')");
        }
    }

    /// <summary>The photos in their order.</summary>
    public async Task<IReadOnlyList<string>> PhotosAsync() =>
        await Page.Locator("#hits img").EvaluateAllAsync<string[]>("pictures => pictures.map(picture => new URL(picture.src).pathname)");
}
