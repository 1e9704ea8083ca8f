using System.Text.RegularExpressions;
using ClipSearch.Tests.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The lightbox over a list of photos.</summary>
public sealed class Lightbox(IPage page)
{
    public ILocator Dialog => page.Locator("dialog.lightbox");

    /// <summary>The picture that is shown now.</summary>
    public ILocator Picture => Dialog.Locator(".pswp__item[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)");

    public ILocator Facts => Dialog.Locator(".panel");

    public ILocator Button(string name) => Dialog.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The tiles that it opens.</summary>
    public ILocator Tiles => page.Locator("[data-lightbox] a[data-id]");

    /// <summary>Opens the photo of a tile, by mouse.</summary>
    public async Task OpenAsync(int tile)
    {
        await Tiles.Nth(tile).ClickAsync();
        await ShowsAsync(tile);
    }

    /// <summary>Waits until it shows the photo of a tile: its picture, under the tile's address.</summary>
    public async Task ShowsAsync(int tile)
    {
        var link = Tiles.Nth(tile);
        var name = await link.Locator("img").GetAttributeAsync("alt");
        await Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), await link.GetAttributeAsync("href")).ToString());
        await Expect(page).ToHaveTitleAsync($"{name} – ClipSearch");
        await Expect(Dialog).ToHaveAttributeAsync("aria-label", new Regex($@"^{Regex.Escape(name!)}, {tile + 1} of \d+$"));
        await Expect(Picture).ToHaveAttributeAsync("alt", name!);
        await Expect(Picture).ToHaveJSPropertyAsync("complete", true, new() { Timeout = 15_000 });
        Assert.True(await Picture.EvaluateAsync<int>("picture => picture.naturalWidth") > 0);
    }

    /// <summary>Waits until it is closed, the list is there again and the keyboard is on a photo's tile.</summary>
    public async Task IsClosedAsync(string address, int tile)
    {
        await Expect(Dialog).ToHaveCountAsync(0);
        // The list may have grown meanwhile.
        await Expect(page).ToHaveURLAsync(new Regex($@"{Regex.Escape(new Uri(new Uri(page.Url), address).ToString())}([?&]shown=\d+)?$"));
        await Expect(Tiles.Nth(tile)).ToBeFocusedAsync();
        await Expect(Tiles.Nth(tile)).ToBeInViewportAsync();
    }
}
