using System.IO.Compression;
using System.Text.RegularExpressions;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Selecting photos with mouse, touch and keyboard, and the actions for them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SelectionTests(GalleryFixture gallery, LargeGalleryFixture large, ChromiumFixture chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/?q=cat")]
    [InlineData("/browse")]
    [InlineData("/folders?path=drawn")]
    public Task Check_marks_and_clicks_select_photos(string address) => chromium.UseAsync(gallery.Site, async page =>
    {
        var selection = new Selection(page.Page);
        await page.OpenAsync(address);
        var name = await selection.Tiles.Nth(1).Locator("img").GetAttributeAsync("alt");
        await Expect(selection.Checks.Nth(1)).ToHaveCSSAsync("opacity", "0");
        await selection.Tiles.Nth(1).HoverAsync();
        await Expect(selection.Checks.Nth(1)).ToHaveCSSAsync("opacity", "1");

        await page.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {name}", Exact = true }).ClickAsync();
        await selection.HasAsync(1);
        await Expect(page.Announcement).ToHaveTextAsync("1 photo selected");
        // After that, a click anywhere selects, and nothing opens.
        await selection.Tiles.Nth(3).ClickAsync();
        await selection.HasAsync(1, 3);
        await Expect(page.Announcement).ToHaveTextAsync("2 photos selected");
        await selection.Tiles.Nth(1).ClickAsync();
        await selection.HasAsync(3);
        await Expect(page.Page.Locator("dialog.lightbox")).ToHaveCountAsync(0);
        Assert.EndsWith(address, page.Page.Url, StringComparison.Ordinal);

        await page.Page.Keyboard.PressAsync("Escape");
        await selection.HasAsync();
        await Expect(page.Announcement).ToHaveTextAsync("Selection cleared");
        // A click opens photos again.
        await selection.Tiles.Nth(1).ClickAsync();
        await Expect(page.Page.Locator("dialog.lightbox")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Shift_and_a_click_selects_a_range() => chromium.UseAsync(gallery.Site, async page =>
    {
        var selection = new Selection(page.Page);
        var shift = new LocatorClickOptions { Modifiers = [KeyboardModifier.Shift] };
        await page.OpenAsync("/?q=cat");

        await selection.Tiles.Nth(4).ClickAsync(shift);
        await selection.HasAsync(4);
        await selection.Tiles.Nth(7).ClickAsync(shift);
        await selection.HasAsync(4, 5, 6, 7);
        // From the same photo, the range can be shortened and turned.
        await selection.Tiles.Nth(5).ClickAsync(shift);
        await selection.HasAsync(4, 5);
        await selection.Tiles.Nth(2).ClickAsync(shift);
        await selection.HasAsync(2, 3, 4);
        // What was selected before the range stays.
        await selection.Tiles.Nth(9).ClickAsync();
        await selection.Checks.Nth(7).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await selection.HasAsync(2, 3, 4, 7, 8, 9);
        // From a photo that is not selected any more, there is no range.
        await selection.Tiles.Nth(9).ClickAsync();
        await selection.Tiles.Nth(12).ClickAsync(shift);
        await selection.HasAsync(2, 3, 4, 7, 8, 12);
        Assert.Equal("", await page.Page.EvaluateAsync<string>("getSelection().toString()"));
        Assert.Single(page.Page.Context.Pages);
    });

    [Fact]
    public Task A_long_press_selects_and_then_taps_do() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync("/?q=cat");
            await page.Page.Clock.InstallAsync();
            // Otherwise time goes on between the steps.
            await page.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
            // Not every browser opens a menu after a long press, and in Chromium it depends on the real time.
            await page.Page.EvaluateAsync("addEventListener('contextmenu', event => { if (event.isTrusted) event.stopImmediatePropagation(); }, true)");
            var touch = await page.Page.Context.NewCDPSessionAsync(page.Page);
            var box = (await selection.Tiles.Nth(1).BoundingBoxAsync())!;
            var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
            Task TouchAsync(string type, double toX, double toY) => touch.SendAsync("Input.dispatchTouchEvent", new()
            {
                ["type"] = type,
                ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new { x = toX, y = toY } },
            });

            await TouchAsync("touchStart", x, y);
            await page.Page.Clock.FastForwardAsync(499);
            await Expect(selection.Selected).ToHaveCountAsync(0);
            var isMenuRefused = await page.Page.EvaluateAsync<bool>(
                "() => !document.querySelectorAll('main li > a[data-id]')[1].dispatchEvent(new PointerEvent('contextmenu', { bubbles: true, cancelable: true, pointerType: 'touch' }))");
            Assert.True(isMenuRefused);
            await selection.HasAsync(1);
            await TouchAsync("touchEnd", 0, 0);
            await selection.HasAsync(1);
            await page.Page.Keyboard.PressAsync("Escape");

            await TouchAsync("touchStart", x, y);
            await page.Page.Clock.FastForwardAsync(501);
            await selection.HasAsync(1);
            await TouchAsync("touchEnd", 0, 0);

            await selection.Tiles.Nth(2).TapAsync();
            await selection.HasAsync(1, 2);
            await selection.Tiles.Nth(1).TapAsync();
            await selection.HasAsync(2);
            await Expect(page.Page.Locator("dialog.lightbox")).ToHaveCountAsync(0);
            await selection.Action("Clear selection").TapAsync();
            await selection.HasAsync();

            // A finger that moves scrolls.
            await TouchAsync("touchStart", x, y);
            await TouchAsync("touchMove", x, y - 40);
            await page.Page.Clock.FastForwardAsync(2000);
            await TouchAsync("touchEnd", 0, 0);
            await Expect(selection.Selected).ToHaveCountAsync(0);
            await selection.Tiles.Nth(2).TapAsync();
            await Expect(page.Page.Locator("dialog.lightbox")).ToBeVisibleAsync();
        },
        width: 390);

    [Fact]
    public Task The_keyboard_selects_and_keeps_the_focus() => chromium.UseAsync(gallery.Site, async page =>
    {
        var selection = new Selection(page.Page);
        var keys = page.Page.Keyboard;
        await page.OpenAsync("/?q=cat");
        await selection.Tiles.Nth(1).FocusAsync();

        await keys.PressAsync("x");
        await selection.HasAsync(1);
        await keys.PressAsync("Shift+ArrowRight");
        await keys.PressAsync("Shift+ArrowRight");
        await selection.HasAsync(1, 2, 3);
        await keys.PressAsync("Shift+ArrowLeft");
        await selection.HasAsync(1, 2);
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("Shift+X");
        await selection.HasAsync(1, 2, 3, 4);
        await Expect(selection.Tiles.Nth(4)).ToBeFocusedAsync();
        // Enter and the check mark, which Tab reaches
        await keys.PressAsync("Enter");
        await selection.HasAsync(1, 2, 3);
        await keys.PressAsync("Tab");
        await Expect(selection.Checks.Nth(4)).ToBeFocusedAsync();
        await keys.PressAsync("Space");
        await selection.HasAsync(1, 2, 3, 4);
        await keys.PressAsync("ArrowRight");
        await Expect(selection.Tiles.Nth(5)).ToBeFocusedAsync();

        await keys.PressAsync("Control+a");
        await Expect(selection.Selected).ToHaveCountAsync(await page.Page.Locator("main li:not(.held) > .select").CountAsync());
        await keys.PressAsync("a");
        await Expect(selection.Action("Clear selection")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await selection.HasAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>("document.activeElement.matches('main a[data-id]')"));

        // Escape in the actions returns to the photos.
        await selection.Tiles.Nth(2).FocusAsync();
        await keys.PressAsync("x");
        await keys.PressAsync("a");
        await keys.PressAsync("Escape");
        await Expect(selection.Tiles.Nth(2)).ToBeFocusedAsync();

        // Without shortcuts with letters, Shift and Enter select.
        await page.Page.EvaluateAsync("localStorage.setItem('keys', 'off')");
        await keys.PressAsync("x");
        await selection.HasAsync();
        await keys.PressAsync("Shift+Enter");
        await selection.HasAsync(2);
        // Ctrl+A in the search box selects the text.
        await page.Box.FocusAsync();
        await keys.PressAsync("Control+a");
        await selection.HasAsync(2);
    });

    [Fact]
    public Task More_photos_keep_the_selection_and_a_new_search_ends_it() => chromium.UseAsync(large.Site, async page =>
    {
        var selection = new Selection(page.Page);
        await page.OpenAsync("/?q=cat");
        await selection.CheckAsync(0);
        await selection.CheckAsync(2);
        await page.ScrollToHitsAsync(60);
        await selection.HasAsync(0, 2);

        await page.SearchAsync("dog");
        await page.ShowsAsync("dog");
        await selection.HasAsync();

        // Back shows the earlier results without a selection and without the bar.
        await page.Page.EvaluateAsync("scrollTo(0, 0)");
        await selection.CheckAsync(1);
        await page.BackAsync();
        await Expect(page.Box).ToHaveValueAsync("cat");
        await selection.HasAsync();
        Assert.False(await page.Page.EvaluateAsync<bool>("document.body.matches('.selecting')"));
        await selection.CheckAsync(1);
        await selection.HasAsync(1);
    });

    [Fact]
    public Task Back_from_another_page_shows_no_selection() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync("/browse");
            await selection.CheckAsync(0);
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "Library", Exact = true }).ClickAsync();
            await Expect(page.Page.Locator("article.library")).ToBeVisibleAsync();
            await page.BackAsync();
            await Expect(selection.Tiles.First).ToBeVisibleAsync();
            await selection.HasAsync();
        },
        isFull: true);

    [Fact]
    public Task A_range_spans_months() => chromium.UseAsync(large.Site, async page =>
    {
        var selection = new Selection(page.Page);
        await page.OpenAsync("/browse");
        // All photos are of one month, so the second half moves to another.
        await page.Page.EvaluateAsync(
            """
            () => {
              const month = document.querySelector('.month');
              const other = month.cloneNode(true);
              other.querySelector('ol').replaceChildren(...[...month.querySelectorAll('li')].slice(4));
              month.after(other);
            }
            """);
        await selection.CheckAsync(2);
        await selection.Tiles.Nth(6).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await selection.HasAsync(2, 3, 4, 5, 6);
    });

    [Fact]
    public Task The_ZIP_has_the_selected_files() => chromium.UseAsync(gallery.Site, async page =>
    {
        var selection = new Selection(page.Page);
        await page.OpenAsync("/folders?path=drawn");
        await selection.CheckAsync(0);
        await selection.CheckAsync(3);
        var bytes = new[] { "001.jpg", "004.jpg" }.Sum(name => new FileInfo(Path.Combine(gallery.Library.Folder, "drawn", name)).Length);

        var download = await page.Page.RunAndWaitForDownloadAsync(() => selection.Action($"Download ZIP (2 photos, {Math.Round(bytes / 1e3)} kB)").ClickAsync());

        Assert.Matches(@"^ClipSearch \d{4}-\d\d-\d\d\.zip$", download.SuggestedFilename);
        await using var zip = await ZipFile.OpenReadAsync(await download.PathAsync(), Token);
        Assert.Equal(["001.jpg", "004.jpg"], zip.Entries.Select(entry => entry.FullName));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using (var stream = await entry.OpenAsync(Token))
                await stream.CopyToAsync(content, Token);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(gallery.Library.Folder, "drawn", entry.Name), Token), content.ToArray());
        }

        await selection.HasAsync(0, 3);
    });

    [Fact]
    public async Task A_selection_above_a_limit_names_the_limit()
    {
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(gallery.Library, zipMaxPhotos: 2))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync("/browse");
            await selection.CheckAsync(0);
            await selection.CheckAsync(1);
            var zip = selection.Action("Download ZIP");
            await Expect(zip).ToBeEnabledAsync();
            await Expect(zip).ToHaveAttributeAsync("title", "A ZIP file can have up to 2 photos and 4.3 GB.");
            await selection.CheckAsync(2);

            await Expect(zip).ToBeDisabledAsync();
            await Expect(zip).ToHaveAccessibleDescriptionAsync("A ZIP file can have up to 2 photos and 4.3 GB.");
            await Expect(selection.Bar.Locator(".limits")).ToBeVisibleAsync();
            await Expect(page.Announcement).ToHaveTextAsync("3 photos selected. A ZIP file can have up to 2 photos and 4.3 GB.");
            await zip.ClickAsync(new() { Force = true });
            await selection.HasAsync(0, 1, 2);
            await selection.CheckAsync(2);
            await Expect(zip).ToBeEnabledAsync();
            await Expect(selection.Bar.Locator(".limits")).ToBeHiddenAsync();
        });
    }

    [Theory]
    [InlineData("/?q=cat")]
    [InlineData("/browse")]
    public async Task Selected_photos_move_to_the_trash_and_back(string address)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var number = 1; number <= 70; number++)
            library.Draw(number, $"{number:000}.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync(address);
            var before = await selection.IdsAsync();
            await selection.CheckAsync(1);
            await selection.Tiles.Nth(4).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
            await selection.Tiles.Nth(6).ClickAsync();
            long[] moved = [before[1], before[2], before[3], before[4], before[6]];
            // One photo cannot be moved.
            var lost = (await library.Lookup.FindAsync(before[6], Token))!;
            File.Move(lost.Path, lost.Path + ".away");

            await selection.Action("Move to trash").ClickAsync();
            await Expect(selection.Outcome).ToContainTextAsync("4 photos moved to the trash.");
            await Expect(selection.Outcome.GetByRole(AriaRole.Alert)).ToContainTextAsync($"1 photo was not moved to the trash: {lost.Name} {lost.Path} cannot be moved to the trash");
            await Expect(selection.Outcome.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeFocusedAsync();
            await Expect(page.Announcement).ToContainTextAsync("4 photos moved to the trash.");
            await selection.HasAsync();
            Assert.Equal(before.Except(moved[..4]), (await selection.IdsAsync()).Take(before.Length - 4));
            File.Move(lost.Path + ".away", lost.Path);

            await page.Page.Keyboard.PressAsync("Enter");
            await Expect(selection.Outcome).ToContainTextAsync("4 photos restored.");
            var after = await selection.IdsAsync();
            Assert.Equal(before.Except(moved[..4]), after.Take(before.Length).Intersect(before));
            await Expect(selection.Tiles.Nth(1)).ToBeFocusedAsync();
            // The restored photos are in their places, with their new URLs.
            var restored = (await library.Lookup.FindAsync(after[2], Token))!;
            Assert.Equal(restored.Name, await selection.Tiles.Nth(2).Locator("img").GetAttributeAsync("alt"));
            Assert.Equal(before.Length, after.Distinct().Count(id => Array.IndexOf(after, id) < before.Length));
            await page.Page.Keyboard.PressAsync("Enter");
            await Expect(page.Page.Locator("dialog.lightbox")).ToBeVisibleAsync();
            Assert.Contains($"/photos/{after[1]}", page.Page.Url, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task No_result_is_skipped_after_some_were_moved_to_the_trash()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var number = 1; number <= 60; number++)
            library.Draw(number, $"{number:000}.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var all = (await site.JsonAsync("/api/search?q=cat&limit=200")).GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetInt64()).ToList();
        await chromium.UseAsync(site, async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync("/?q=cat");
            await selection.CheckAsync(0);
            await selection.Tiles.Nth(9).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
            await selection.Action("Move to trash").ClickAsync();
            await Expect(selection.Outcome).ToContainTextAsync("10 photos moved");

            await page.ScrollToHitsAsync(all.Count - 10);

            Assert.Equal(all[10..], await selection.IdsAsync());
        });
    }

    [Fact]
    public async Task Without_the_token_the_trash_asks_to_sign_in_and_paths_are_not_offered()
    {
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(gallery.Library, accessToken: "open sesame"))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync("/browse");
            await selection.CheckAsync(0);
            await Expect(selection.Action("Copy paths")).ToHaveCountAsync(0);
            await selection.Action("Move to trash").ClickAsync();
            await Expect(selection.Outcome.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
            await selection.HasAsync(0);
            await selection.Outcome.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await Expect(selection.Outcome).ToBeHiddenAsync();
        });
    }

    [Fact]
    public Task Similar_photos_are_found_at_an_address_that_can_be_shared() => chromium.UseAsync(gallery.Site, async page =>
    {
        var selection = new Selection(page.Page);
        await page.OpenAsync("/?q=cat");
        var ids = await selection.IdsAsync();
        await selection.CheckAsync(1);
        await selection.CheckAsync(3);

        await selection.Similar.ClickAsync();

        await Expect(page.Page).ToHaveURLAsync(new Regex($@"/\?like={ids[1]},{ids[3]}$"));
        await Expect(page.Page.Locator(".like img")).ToHaveCountAsync(2);
        await Expect(page.Summary).ToContainTextAsync("Best matches for these photos");
        await selection.HasAsync();
        Assert.DoesNotContain(ids[1], await selection.IdsAsync());
        // A text and a filter keep the photos.
        await page.SearchAsync("dog");
        await Expect(page.Page).ToHaveURLAsync(new Regex($@"q=dog.*like={ids[1]}(,|%2C){ids[3]}"));
        await page.ScrollToHitsAsync(48);
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator(".like img")).ToHaveCountAsync(2);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Remove photos" }).ClickAsync();
        await Expect(page.Page.Locator(".like")).ToHaveCountAsync(0);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Paths_are_copied(bool isSecure) => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        if (!isSecure)
            await page.Page.AddInitScriptAsync("const own = navigator.clipboard; window.read = () => own.readText(); window.write = text => own.writeText(text); Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        else
            await page.Page.AddInitScriptAsync("window.read = () => navigator.clipboard.readText(); window.write = text => navigator.clipboard.writeText(text)");
        var selection = new Selection(page.Page);
        await page.OpenAsync("/folders?path=drawn");
        await selection.CheckAsync(0);
        await selection.CheckAsync(1);
        await page.Page.EvaluateAsync("write('nothing')");

        await selection.Action("Copy paths").ClickAsync();

        await Expect(selection.Bar).ToContainTextAsync("2 paths copied");
        await Expect(page.Announcement).ToHaveTextAsync("2 paths copied");
        Assert.Equal(string.Join('\n', new[] { "001.jpg", "002.jpg" }.Select(name => Path.Combine(gallery.Library.Folder, "drawn", name))), await page.Page.EvaluateAsync<string>("read()"));
        await Expect(selection.Action("Copy paths")).ToBeFocusedAsync();
    });

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public Task The_bar_fits_and_covers_no_photo_at_the_end(int width) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync("/folders?path=drawn");
            await page.Page.EvaluateAsync("document.querySelector('main li > .select').click()");
            await selection.HasAsync(0);
            await page.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
            await page.FramesAsync();
            var boxes = await page.Page.EvaluateAsync<double[]>(
                """
                () => {
                  const bar = document.getElementById('selection').getBoundingClientRect();
                  const footer = document.querySelector('.bottom').getBoundingClientRect();
                  const inside = [...document.querySelectorAll('#selection :is(button, a, p:not([hidden]))')].every(each => {
                    const place = each.getBoundingClientRect();
                    return place.left >= bar.left && place.right <= bar.right && place.top >= bar.top && place.bottom <= bar.bottom;
                  });
                  return [bar.left, innerWidth - bar.right, bar.top - footer.bottom, inside ? 1 : 0, document.documentElement.scrollWidth - innerWidth];
                }
                """);
            Assert.All(boxes[..3], space => Assert.True(space >= 0, string.Join(' ', boxes)));
            Assert.Equal(1, boxes[3]);
            Assert.True(boxes[4] <= 0);

            // A focused photo is above the bar.
            await selection.Tiles.First.FocusAsync();
            for (var i = 0; i < 12; i++)
                await page.Page.Keyboard.PressAsync("ArrowDown");
            Assert.True(await page.Page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().bottom <= document.getElementById('selection').getBoundingClientRect().top"));
        },
        width);

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public Task A_selection_is_accessible(int width) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            var selection = new Selection(page.Page);
            await page.OpenAsync("/?q=cat");
            await page.Page.EvaluateAsync("document.querySelectorAll('main li > .select')[2].click()");
            await selection.HasAsync(2);
            await Axe.AssertAccessibleInBothThemesAsync(page);
        },
        width);

    [Fact]
    public Task Without_JavaScript_nothing_can_be_selected() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync("/browse");
            await Expect(page.Page.Locator("main li > a[data-id]").First).ToBeVisibleAsync();
            await Expect(page.Page.Locator("main li > .select").First).ToBeHiddenAsync();
            await Expect(page.Page.Locator("#selection")).ToBeHiddenAsync();
        },
        script: false);
}
