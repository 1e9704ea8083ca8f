using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Selecting photos on a page.</summary>
public sealed class Selection(IPage page)
{
    public ILocator Tiles => page.Locator("main li:has(> .select) > a[data-id]");

    public ILocator Checks => page.Locator("main li > .select");

    public ILocator Selected => page.Locator("main li > .select[aria-checked=true]");

    public ILocator Bar => page.GetByRole(AriaRole.Region, new() { Name = "Selected photos" });

    public ILocator Outcome => page.GetByRole(AriaRole.Region, new() { Name = "Result of the last action" });

    public ILocator Action(string name) => Bar.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Similar => Bar.Locator(".find-similar");

    /// <summary>Selects a photo with its check mark.</summary>
    public async Task CheckAsync(int tile)
    {
        await Tiles.Nth(tile).HoverAsync();
        await Checks.Nth(tile).ClickAsync();
    }

    /// <summary>Waits until exactly some tiles are selected.</summary>
    public async Task HasAsync(params int[] tiles)
    {
        await Expect(Selected).ToHaveCountAsync(tiles.Length);
        Assert.Equal(tiles, await Checks.EvaluateAllAsync<int[]>("checks => checks.flatMap((check, i) => check.ariaChecked === 'true' ? [i] : [])"));
        if (tiles.Length == 0)
            await Expect(Bar).ToBeHiddenAsync();
        else
            await Expect(Bar).ToContainTextAsync($"{tiles.Length} selected");
    }

    /// <summary>Returns the ids of the photos of all tiles.</summary>
    public async Task<long[]> IdsAsync() => await Tiles.EvaluateAllAsync<long[]>("tiles => tiles.map(tile => Number(tile.dataset.id))");
}
