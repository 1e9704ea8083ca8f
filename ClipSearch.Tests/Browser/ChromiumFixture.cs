using System.Runtime.CompilerServices;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>A real Chromium: that of CHROMIUM_PATH, else the system's.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Usual =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    /// <summary>How long an action, and an expectation, may wait: milliseconds.</summary>
    private const int Patience = 15_000;

    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } chosen ? chosen : Usual.FirstOrDefault(File.Exists);
        if (path is null || !File.Exists(path))
        {
            throw new FileNotFoundException(
                $"The browser tests need Chromium, and there is none at {path ?? string.Join(", ", Usual)}. " +
                "Install it (on Debian and Ubuntu: apt-get install chromium) or set CHROMIUM_PATH.");
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
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
    /// <param name="name">The test's.</param>
    public async Task UseAsync(
        TestSite site, Func<SearchPage, Task> use, int width = 1400, bool script = true, ReducedMotion motion = ReducedMotion.Reduce, [CallerMemberName] string name = "")
    {
        await using var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            HasTouch = width < 600,
            ReducedMotion = motion,
        });
        context.SetDefaultTimeout(Patience);
        var page = new SearchPage(await context.NewPageAsync());
        try
        {
            await use(page);
            Assert.Equal([site.Address.GetLeftPart(UriPartial.Authority)], page.Sites);
            Assert.Empty(page.Complaints);
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
        _playwright?.Dispose();
    }
}
