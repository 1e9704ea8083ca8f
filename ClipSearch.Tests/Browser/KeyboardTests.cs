using System.Text.RegularExpressions;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Using the site with the keyboard only.</summary>
[Collection(BrowserCollection.Name)]
public sealed class KeyboardTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    /// <summary>Returns the focused element and its faults: out of sight, covered by another element, or without a focus outline.</summary>
    private const string Focused =
        """
        () => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const place = element.getBoundingClientRect();
          const [x, y] = [place.left + place.width / 2, place.top + Math.min(place.height, innerHeight) / 2];
          const top = document.elementFromPoint(x, y);
          const around = [element, element.closest('label'), element.parentElement].filter(Boolean);
          const faults = [];
          if (place.width < 1 || place.height < 1 || x < 0 || x > innerWidth || y < 0 || y > innerHeight) faults.push('out of sight');
          else if (!top || !around.some(each => each.contains(top) || top.contains(each) && top !== document.body)) faults.push(`below ${top?.outerHTML.slice(0, 80)}`);
          if (!around.some(each => getComputedStyle(each).outlineStyle !== 'none' && getComputedStyle(each).opacity !== '0')) faults.push('without outline');
          return [element.outerHTML.slice(0, 120), ...faults];
        }
        """;

    [Theory]
    [InlineData("/", 1400)]
    [InlineData("/", 390)]
    [InlineData("/?q=cat&orientation=landscape", 1400)]
    [InlineData("/?q=cat&orientation=landscape", 390)]
    [InlineData("/?like=1&q=dog", 1400)]
    [InlineData("/browse", 1400)]
    [InlineData("/browse", 390)]
    [InlineData("/folders", 390)]
    [InlineData("/library", 1400)]
    [InlineData("/library", 390)]
    [InlineData("/photos/1?q=cat", 1400)]
    [InlineData("/photos/1?q=cat", 390)]
    public Task Tab_reaches_every_control_and_shows_the_focus(string address, int width) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync(address);
            // Loads all photos that load automatically.
            for (var i = 0; await page.Page.Locator(".more:not([data-waits])").CountAsync() > 0; i++)
            {
                Assert.True(i < 100, "Some photos are not loaded after 100 scrolls.");
                await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
                await page.Page.WaitForTimeoutAsync(50);
            }

            // Starts at the skip link, because the search page focuses its box.
            await page.Page.Locator(".skip").FocusAsync();
            var (focusedElements, allFaults) = (new List<string>(), new List<string>());
            for (var i = 0; i < 300; i++)
            {
                if (await page.Page.EvaluateAsync<string[]?>(Focused) is not [var focused, .. var faults])
                    break;
                focusedElements.Add(focused);
                allFaults.AddRange(faults.Select(fault => $"{fault}: {focused}"));
                await page.Page.Keyboard.PressAsync("Tab");
            }

            Assert.Equal([], allFaults);
            // The order ends with the footer and includes every control.
            Assert.Contains("/api", focusedElements[^1], StringComparison.Ordinal);
            var all = await page.Page.EvaluateAsync<int>(
                """
                () => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter(each =>
                  each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.type !== 'hidden' && !(each.type === 'radio' && !each.checked)).length
                """);
            Assert.Equal(all, focusedElements.Count);
        },
        width);

    [Fact]
    public Task Searching_and_opening_a_photo_work_without_a_pointer() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await Expect(page.Box).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("cat");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.ShowsAsync("cat");
        await ToAsync(page, "#hits > li:first-child > a");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Hits.Nth(1).Locator("a").First).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        var lightbox = page.Page.Locator("dialog.lightbox");
        await Expect(lightbox).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(lightbox.Locator(".place")).ToContainTextAsync("3 of");
        await page.Page.Keyboard.PressAsync("i");
        await Expect(lightbox.Locator(".panel")).ToContainTextAsync("Find similar photos");
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(lightbox).ToHaveCountAsync(0);
        await Expect(page.Hits.Nth(2).Locator("a").First).ToBeFocusedAsync();

        // The filter.
        await page.Page.Keyboard.PressAsync("/");
        await Expect(page.Box).ToBeFocusedAsync();
        await ToAsync(page, ".filters summary");
        await page.Page.Keyboard.PressAsync("Enter");
        await ToAsync(page, "select[name=orientation]");
        await page.Page.Keyboard.TypeAsync("portrait");
        await Expect(page.Page).ToHaveURLAsync(new Regex("orientation=portrait"));
        await ToAsync(page, ".chip");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page).Not.ToHaveURLAsync(new Regex("orientation"));
    });

    /// <summary>Presses Tab until an element has the focus.</summary>
    private static async Task ToAsync(SearchPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector))
                return;
        }

        Assert.Fail($"60 presses of Tab do not reach {selector}.");
    }
}
