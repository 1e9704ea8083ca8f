using System.Text.RegularExpressions;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Photos;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>How pictures come, as a browser sees it.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class ImageLoadingTests(GalleryFixture gallery, ChromiumFixture chromium) : IAsyncLifetime
{
    /// <summary>Notes in <c>window.shifts</c> how far things move without a key or click just before, as browsers measure it, and in <c>window.shifted</c> which.</summary>
    internal const string RecordShifts =
        """
        window.shifts = [];
        window.shifted = [];
        new PerformanceObserver(list => {
          for (const shift of list.getEntries()) {
            if (shift.hadRecentInput) continue;
            window.shifts.push(shift.value);
            const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
            window.shifted.push(`${shift.value}: ` + shift.sources.map(({ node, previousRect, currentRect }) =>
              `${(node?.outerHTML ?? node?.parentElement?.outerHTML ?? 'what is gone').slice(0, 160)} from ${place(previousRect)} to ${place(currentRect)}`).join('; '));
          }
        }).observe({ type: 'layout-shift', buffered: true });
        """;

    private const string AllHaveCome = "() => [...document.querySelectorAll('.picture img')].every(picture => picture.complete && picture.naturalWidth > 0)";

    private const string Places = "() => [...document.querySelectorAll('.picture')].map(picture => { const place = picture.getBoundingClientRect(); return [place.left, place.top + scrollY, place.width, place.height].join(); })";

    // Shapes whose thumbnails have other proportions than they have, by rounding.
    private static readonly (int Width, int Height)[] Shapes =
        [(1201, 801), (801, 1201), (1999, 1333), (907, 601), (2000, 211), (211, 1400), (733, 733), (1021, 677), (1511, 1009), (1301, 977), (40, 30), (601, 401)];

    private TestLibrary _library = null!;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await gallery.Postgres.NewLibraryAsync();
        foreach (var (width, height) in Shapes)
            await File.WriteAllBytesAsync(Path.Combine(_library.Folder, $"{width}x{height}.jpg"), TestImages.Noise(width, height, TestImages.Jpeg()), TestContext.Current.CancellationToken);
        var goes = _library.Draw(1, "goes.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
        await _site.Sync.StopAsync(TestContext.Current.CancellationToken);
        // In place of a lost file comes a drawing of another shape.
        File.Delete(goes);
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
            await page.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            var before = await page.Page.EvaluateAsync<string[]>(Places);
            Assert.False(await page.Page.EvaluateAsync<bool>(AllHaveCome));

            gate.SetResult();
            // Lazy ones come when they are near.
            await page.Page.Locator(".bottom").ScrollIntoViewIfNeededAsync();
            await page.Page.WaitForFunctionAsync(AllHaveCome);
            await page.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

            Assert.Equal(before, await page.Page.EvaluateAsync<string[]>(Places));
            Assert.Empty(await page.Page.EvaluateAsync<string[]>("window.shifted"));
        },
        width);

    [Fact]
    public Task The_browser_loads_the_size_that_fits_the_layout() => chromium.UseAsync(_site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.Page.Locator(".bottom").ScrollIntoViewIfNeededAsync();
        await page.Page.WaitForFunctionAsync(AllHaveCome);
        async Task<string> TakenAsync(string name) => new Uri(await page.Page.Locator($".picture img[alt='{name}']").EvaluateAsync<string>("picture => picture.currentSrc")).Segments[^1];

        Assert.Equal("thumb", await TakenAsync("1201x801.jpg"));
        Assert.Equal("preview", await TakenAsync("2000x211.jpg"));
        Assert.Equal("thumb", await TakenAsync("40x30.jpg"));
    });

    [GeneratedRegex(@"/photos/\d+/(thumb|thumb-2x|preview)\?")]
    private static partial Regex Thumbnail();
}
