using System.Collections.Concurrent;
using ClipSearch.Web.Problems;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>The search page in a browser; records the hosts of all requests and the errors in the browser's console.</summary>
public sealed class SearchPage
{
    // Many tests cause error responses, failed requests and cancelled requests.
    private static readonly string[] ExpectedErrors = ["Failed to load resource", "Response Status Error Code", "htmx:sendError", "htmx:sendAbort", "htmx:afterRequest"];

    private readonly ConcurrentDictionary<string, bool> _sites = new();
    private readonly ConcurrentQueue<string> _errors = new();

    public SearchPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => _sites[new Uri(request.Url).GetLeftPart(UriPartial.Authority)] = true;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !ExpectedErrors.Any(start => message.Text.StartsWith(start, StringComparison.Ordinal)))
                _errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>The scheme, host and port of each site that received a request.</summary>
    public IEnumerable<string> Sites => _sites.Keys;

    /// <summary>Script errors and violations of the content security policy.</summary>
    public IEnumerable<string> Errors => _errors;

    public ILocator Box => Page.GetByRole(AriaRole.Searchbox);

    public ILocator ImageField => Page.GetByLabel("Search by image");

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

    /// <summary>Types a text letter by letter.</summary>
    public Task TypeAsync(string text) => Box.PressSequentiallyAsync(text, new() { Delay = 40 });

    /// <summary>Waits until the page shows the results of a query, and its URL and title contain it.</summary>
    public async Task ShowsAsync(string query, int hits = 24)
    {
        await Assertions.Expect(Summary).ToContainTextAsync(query);
        await Assertions.Expect(Hits).ToHaveCountAsync(hits);
        await Assertions.Expect(Box).ToHaveValueAsync(query);
        await Assertions.Expect(Page).ToHaveTitleAsync($"{query} – ClipSearch");
        Assert.Equal(query, System.Web.HttpUtility.ParseQueryString(new Uri(Page.Url).Query)["q"]);
    }

    /// <summary>Goes back without waiting for a load event, which a page from the back/forward cache does not fire.</summary>
    public Task BackAsync() => Page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });

    /// <summary>Returns the scroll position of the window in pixels.</summary>
    public Task<double> ScrolledAsync() => Page.EvaluateAsync<double>("scrollY");

    /// <summary>Waits until ten frames in a row are drawn without a request of htmx and without scrolling.</summary>
    /// <remarks>A frame notifies the page's observers, so a request that follows from the current layout starts within them.</remarks>
    public async Task QuietAsync()
    {
        await Page.EvaluateAsync("window.quiet = { frames: 0, scrolled: -1 }");
        await Page.WaitForFunctionAsync(
            """
            () => {
              const isQuiet = !document.querySelector('.htmx-request') && scrollY === quiet.scrolled;
              quiet.frames = isQuiet ? quiet.frames + 1 : 0;
              quiet.scrolled = scrollY;
              return quiet.frames >= 10;
            }
            """);
    }

    /// <summary>Waits until the images in sight are loaded, and for two more frames, after which their layout shifts are reported.</summary>
    public async Task DrawnAsync()
    {
        await Page.WaitForFunctionAsync(
            """
            () => [...document.querySelectorAll('#hits img')].every(image => {
              const { top, bottom } = image.getBoundingClientRect();
              return bottom <= 0 || top >= innerHeight || image.complete;
            })
            """);
        await FramesAsync();
    }

    /// <summary>Waits for two frames.</summary>
    public Task FramesAsync() => Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

    /// <summary>Waits until the browser has received the response to a request, or has cancelled the request.</summary>
    public static async Task EndedAsync(IRequest request)
    {
        if (await request.ResponseAsync() is { } response)
            await response.FinishedAsync();
    }

    /// <summary>Scrolls to the end of the page, so that all images load.</summary>
    public async Task ScrollThroughAsync()
    {
        await Page.Mouse.MoveAsync(200, 600);
        for (var i = 0; await Page.EvaluateAsync<bool>("scrollY + innerHeight < document.documentElement.scrollHeight - 1"); i++)
        {
            Assert.True(i < 500, "The end of the page is not reached after 500 turns of the wheel.");
            await Page.Mouse.WheelAsync(0, 400);
            await Page.WaitForTimeoutAsync(50);
        }
    }

    /// <summary>Turns the mouse wheel, no faster than responses arrive, until the page has this number of photos.</summary>
    public async Task ScrollToHitsAsync(int hits)
    {
        await Page.Mouse.MoveAsync(200, 600);
        for (var i = 0; await Hits.CountAsync() < hits; i++)
        {
            Assert.True(i < 500, $"The page has {await Hits.CountAsync()} photos after 500 turns of the wheel, expected {hits}.");
            await Page.Mouse.WheelAsync(0, 400);
            await Page.WaitForTimeoutAsync(50);
            await Page.WaitForFunctionAsync("() => !document.querySelector('.htmx-request')");
        }
    }

    /// <summary>Returns the paths of the photos' images in their order on the page.</summary>
    public async Task<IReadOnlyList<string>> PhotosAsync() =>
        await Page.Locator("#hits img").EvaluateAllAsync<string[]>("images => images.map(image => new URL(image.src).pathname)");
}
