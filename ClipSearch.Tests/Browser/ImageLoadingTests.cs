using System.Text.RegularExpressions;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Photos;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>How a browser loads images.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class ImageLoadingTests(GalleryFixture gallery, ChromiumFixture chromium) : IAsyncLifetime
{
    /// <summary>
    /// Records the scores of layout shifts without recent input in <c>window.shifts</c>, and the shifted elements in <c>window.shifted</c>. Input
    /// is recent for 500 ms, as in browsers, but from the moment at which the page handles it: on a busy machine that may be later.
    /// </summary>
    internal const string RecordShifts =
        """
        window.shifts = [];
        window.shifted = [];
        const inputs = [];
        for (const type of ['keydown', 'pointerdown'])
          addEventListener(type, event => { if (event.isTrusted) inputs.push(performance.now()); }, true);
        new PerformanceObserver(list => {
          for (const shift of list.getEntries()) {
            if (shift.hadRecentInput || inputs.some(time => shift.startTime >= time && shift.startTime < time + 500)) continue;
            window.shifts.push(shift.value);
            const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
            window.shifted.push(`${shift.value}: ` + shift.sources.map(({ node, previousRect, currentRect }) =>
              `${(node?.outerHTML ?? node?.parentElement?.outerHTML ?? 'a removed node').slice(0, 160)} from ${box(previousRect)} to ${box(currentRect)}`).join('; '));
          }
        }).observe({ type: 'layout-shift', buffered: true });
        """;

    private const string AllLoaded = "() => [...document.querySelectorAll('.picture img')].every(image => image.complete && image.naturalWidth > 0)";

    private const string Boxes = "() => [...document.querySelectorAll('.picture')].map(image => { const box = image.getBoundingClientRect(); return [box.left, box.top + scrollY, box.width, box.height].join(); })";

    // Rounding gives the thumbnails of these sizes a different aspect ratio.
    private static readonly (int Width, int Height)[] Shapes =
        [(1201, 801), (801, 1201), (1999, 1333), (907, 601), (2000, 211), (211, 1400), (733, 733), (1021, 677), (1511, 1009), (1301, 977), (40, 30), (601, 401)];

    private TestLibrary _library = null!;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await gallery.Postgres.NewLibraryAsync();
        foreach (var (width, height) in Shapes)
            await File.WriteAllBytesAsync(Path.Combine(_library.Folder, $"{width}x{height}.jpg"), TestImages.Noise(width, height, TestImages.Jpeg()), TestContext.Current.CancellationToken);
        var deleted = _library.Draw(1, "deleted.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
        await _site.Sync.StopAsync(TestContext.Current.CancellationToken);
        // The image for a missing file has a different shape.
        File.Delete(deleted);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Theory]
    [InlineData(1400, "/?q=cat")]
    [InlineData(390, "/?q=cat")]
    [InlineData(1400, "/photos/1")]
    [InlineData(390, "/photos/2")]
    public Task Slow_images_cause_no_layout_shift(int width, string address) => chromium.UseAsync(
        _site,
        async page =>
        {
            var gate = new TaskCompletionSource();
            await page.Page.AddInitScriptAsync(RecordShifts);
            await page.Page.RouteAsync(Thumbnail(), async route =>
            {
                await gate.Task;
                await route.ContinueAsync();
            });
            await page.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            await Expect(page.Page.Locator(".picture svg image").First).ToBeVisibleAsync();
            await page.FramesAsync();
            var before = await page.Page.EvaluateAsync<string[]>(Boxes);
            Assert.False(await page.Page.EvaluateAsync<bool>(AllLoaded));

            gate.SetResult();
            // Lazy images load when they are near the viewport.
            await page.Page.Locator(".bottom").ScrollIntoViewIfNeededAsync();
            await page.Page.WaitForFunctionAsync(AllLoaded);
            await page.FramesAsync();

            Assert.Equal(before, await page.Page.EvaluateAsync<string[]>(Boxes));
            Assert.Empty(await page.Page.EvaluateAsync<string[]>("window.shifted"));
        },
        width);

    [Fact]
    public Task The_browser_loads_the_size_that_fits_the_layout() => chromium.UseAsync(_site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.Page.Locator(".bottom").ScrollIntoViewIfNeededAsync();
        await page.Page.WaitForFunctionAsync(AllLoaded);
        async Task<string> SizeAsync(string name) => new Uri(await page.Page.Locator($".picture img[alt='{name}']").EvaluateAsync<string>("image => image.currentSrc")).Segments[^1];

        Assert.Equal("thumb", await SizeAsync("1201x801.jpg"));
        Assert.Equal("preview", await SizeAsync("2000x211.jpg"));
        Assert.Equal("thumb", await SizeAsync("40x30.jpg"));
    });

    [GeneratedRegex(@"/photos/\d+/(thumb|thumb-2x|preview)\?")]
    private static partial Regex Thumbnail();
}
