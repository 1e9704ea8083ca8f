using System.Collections.Concurrent;
using System.Text.Json;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>The transfer size of a first visit: headers and compressed bodies, without the photos.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WeightTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    private const int MaxBytes = 100_000;

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    public Task A_first_visit_stays_within_the_transfer_limit(string address) => chromium.UseAsync(gallery.Site, async page =>
    {
        var (addresses, sizes) = (new ConcurrentDictionary<string, string>(), new ConcurrentDictionary<string, double>());
        var browser = await page.Page.Context.NewCDPSessionAsync(page.Page);
        browser.Event("Network.requestWillBeSent").OnEvent += (_, data) =>
            addresses[data!.Value.GetProperty("requestId").GetString()!] = data.Value.GetProperty("request").GetProperty("url").GetString()!;
        browser.Event("Network.loadingFinished").OnEvent += (_, data) =>
            sizes[data!.Value.GetProperty("requestId").GetString()!] = data.Value.GetProperty("encodedDataLength").GetDouble();
        await browser.SendAsync("Network.enable");

        await page.OpenAsync(address);
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var parts = sizes.Select(size => (Path: new Uri(addresses[size.Key]).AbsolutePath, Bytes: (int)size.Value))
            .Where(part => !part.Path.StartsWith("/photos/", StringComparison.Ordinal) && part.Bytes > 0).OrderByDescending(part => part.Bytes).ToList();
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var (path, bytes) in parts)
            output.WriteLine($"{bytes,7} {path}");
        var sum = parts.Sum(part => part.Bytes);
        output.WriteLine($"{sum,7} bytes in total for {address}");
        Assert.Contains(parts, part => part.Path == "/" && part.Bytes > 1000);
        Assert.Contains(parts, part => part.Path.Contains("htmx", StringComparison.Ordinal) && part.Bytes > 10_000);
        Assert.InRange(sum, 1, MaxBytes);
    });
}
