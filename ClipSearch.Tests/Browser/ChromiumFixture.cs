using System.Runtime.CompilerServices;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>
/// Starts a real Chromium: that of CHROMIUM_PATH, else that of the system. Most tests run in its headless shell, which draws no window of its
/// own and takes half the time; the full browser, which keeps pages for going back, runs the tests that need it.
/// </summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Shells = ["/usr/bin/chromium-headless-shell"];

    private static readonly string[] FullBrowsers =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    /// <summary>Timeout of an action or an expectation, in milliseconds.</summary>
    private const int Timeout = 15_000;

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _full;

    /// <summary>The headless shell where there is one, else the full browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Timeout);
        _playwright = await Playwright.CreateAsync();
        Browser = await LaunchAsync([.. Shells, .. FullBrowsers]);
    }

    private async Task<IBrowser> FullBrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _full ??= await LaunchAsync(FullBrowsers);
        }
        finally
        {
            _starting.Release();
        }
    }

    private Task<IBrowser> LaunchAsync(string[] usual)
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen ? chosen : usual.FirstOrDefault(File.Exists);
        if (path is null || !File.Exists(path))
        {
            throw new FileNotFoundException(
                $"The browser tests need Chromium, and there is none at {path ?? string.Join(", ", usual)}. " +
                "Install it (on Debian and Ubuntu: apt-get install chromium) or set CHROMIUM_PATH.");
        }

        return _playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // People's browsers keep the page they leave.
            IgnoreDefaultArgs = ["--disable-back-forward-cache"],
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Does something in a window of its own profile; where it fails, a screenshot is left in TestResults.</summary>
    /// <param name="site">Where the addresses lead.</param>
    /// <param name="use">What to do.</param>
    /// <param name="width">Pixels; below 600 the window is a phone.</param>
    /// <param name="script">Whether scripts run.</param>
    /// <param name="motion">What the person prefers; without motion nothing has to be waited for.</param>
    /// <param name="isFull">Whether the full browser is needed, which keeps pages for going back.</param>
    /// <param name="name">The test's.</param>
    public async Task UseAsync(
        TestSite site, Func<SearchPage, Task> use, int width = 1400, bool script = true, ReducedMotion motion = ReducedMotion.Reduce, bool isFull = false,
        [CallerMemberName] string name = "")
    {
        var browser = isFull ? await FullBrowserAsync() : Browser;
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            HasTouch = width < 600,
            ReducedMotion = motion,
        });
        context.SetDefaultTimeout(Timeout);
        var page = new SearchPage(await context.NewPageAsync());
        try
        {
            await use(page);
            Assert.Equal([site.Address.GetLeftPart(UriPartial.Authority)], page.Sites);
            Assert.Empty(page.Errors);
        }
        catch
        {
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(TestFiles.Repository, "TestResults", $"{name}.png") });
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        if (_full is not null)
            await _full.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }
}
