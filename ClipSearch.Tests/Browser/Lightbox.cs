using System.Text.RegularExpressions;
using ClipSearch.Tests.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The lightbox over a list of photos.</summary>
public sealed class Lightbox(IPage page)
{
    public ILocator Dialog => page.Locator("dialog.lightbox");

    /// <summary>The image of the current photo.</summary>
    public ILocator Image => Dialog.Locator(".pswp__item[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)");

    public ILocator Facts => Dialog.Locator(".panel");

    public ILocator Button(string name) => Dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The tiles that open the lightbox.</summary>
    public ILocator Tiles => page.Locator("[data-lightbox] a[data-id]");

    /// <summary>Clicks a tile and waits for its photo.</summary>
    public async Task OpenAsync(int tile)
    {
        await Tiles.Nth(tile).ClickAsync();
        await ShowsAsync(tile);
    }

    /// <summary>Waits until the lightbox shows the photo of a tile, with the tile's URL and title.</summary>
    public async Task ShowsAsync(int tile)
    {
        var link = Tiles.Nth(tile);
        var name = await link.Locator("img").GetAttributeAsync("alt");
        await Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), await link.GetAttributeAsync("href")).ToString());
        await Expect(page).ToHaveTitleAsync($"{name} – ClipSearch");
        await Expect(Dialog).ToHaveAttributeAsync("aria-label", new Regex($@"^{Regex.Escape(name!)}, {tile + 1} of \d+$"));
        await Expect(Image).ToHaveAttributeAsync("alt", name!);
        await Expect(Image).ToHaveJSPropertyAsync("complete", true, new() { Timeout = 15_000 });
        Assert.NotEqual(0, await Image.EvaluateAsync<int>("image => image.naturalWidth"));
    }

    /// <summary>Waits until the lightbox is closed and a tile of the list has the focus.</summary>
    public async Task IsClosedAsync(string address, int tile)
    {
        await Expect(Dialog).ToHaveCountAsync(0);
        // The list may have loaded more photos.
        await Expect(page).ToHaveURLAsync(new Regex($@"{Regex.Escape(new Uri(new Uri(page.Url), address).ToString())}([?&]shown=\d+)?$"));
        await Expect(Tiles.Nth(tile)).ToBeFocusedAsync();
        await Expect(Tiles.Nth(tile)).ToBeInViewportAsync();
    }
}
