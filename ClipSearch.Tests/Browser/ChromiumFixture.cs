using System.Runtime.CompilerServices;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>
/// Starts Chromium from CHROMIUM_PATH or the system. Most tests run in the headless shell, which takes half the time; tests of the
/// back/forward cache need the full browser.
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

    /// <summary>The headless shell if it is installed, otherwise the full browser.</summary>
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

    private Task<IBrowser> LaunchAsync(string[] defaults)
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen ? chosen : defaults.FirstOrDefault(File.Exists);
        if (path is null || !File.Exists(path))
        {
            throw new FileNotFoundException(
                $"The browser tests need Chromium, which was not found at {path ?? string.Join(", ", defaults)}. " +
                "Install it (on Debian and Ubuntu: apt-get install chromium) or set CHROMIUM_PATH.");
        }

        return _playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // Playwright disables the back/forward cache by default.
            IgnoreDefaultArgs = ["--disable-back-forward-cache"],
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Runs a test in a new browser profile, and asserts that the page contacts only the site and logs no error. Saves a screenshot in TestResults on failure.</summary>
    /// <param name="site">The site.</param>
    /// <param name="use">The test.</param>
    /// <param name="width">The width of the window in pixels; below 600 the device has touch input.</param>
    /// <param name="script">Whether JavaScript is enabled.</param>
    /// <param name="motion">The preference for motion; reduced motion disables animations.</param>
    /// <param name="isFull">Whether the test needs the full browser, for the back/forward cache.</param>
    /// <param name="name">The name of the test, for the screenshot.</param>
    public Task UseAsync(
        TestSite site, Func<SearchPage, Task> use, int width = 1400, bool script = true, ReducedMotion motion = ReducedMotion.Reduce, bool isFull = false,
        [CallerMemberName] string name = "") => UseAsync(site.Address, use, width, script, motion, isFull, name);

    /// <inheritdoc cref="UseAsync(TestSite, Func{SearchPage, Task}, int, bool, ReducedMotion, bool, string)"/>
    /// <param name="address">The address of the site, with a slash at its end.</param>
    public async Task UseAsync(
        Uri address, Func<SearchPage, Task> use, int width = 1400, bool script = true, ReducedMotion motion = ReducedMotion.Reduce, bool isFull = false,
        [CallerMemberName] string name = "")
    {
        var browser = isFull ? await FullBrowserAsync() : Browser;
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
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
            Assert.Equal([address.GetLeftPart(UriPartial.Authority)], page.Sites);
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
