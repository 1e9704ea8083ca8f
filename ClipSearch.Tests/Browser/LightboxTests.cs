using System.Text.RegularExpressions;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Moving between photos in the lightbox and on their pages.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LightboxTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    private const string List = "/?q=cat";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Closing_the_lightbox_restores_the_scroll_position() => UseAsync(async (page, lightbox) =>
    {
        await page.Page.EvaluateAsync("window.isTheSamePage = true");
        await lightbox.Tiles.Nth(15).ScrollIntoViewIfNeededAsync();
        var scrolled = await page.ScrolledAsync();
        await lightbox.OpenAsync(15);

        await page.Page.Keyboard.PressAsync("Escape");

        await lightbox.IsClosedAsync(List, 15);
        await Expect(page.Page).ToHaveTitleAsync("cat – ClipSearch");
        Assert.Equal(scrolled, await page.ScrolledAsync());
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isTheSamePage"));
    });

    [Fact]
    public Task Back_closes_the_lightbox_and_forward_reopens_it() => UseAsync(async (page, lightbox) =>
    {
        await page.Page.EvaluateAsync("window.isTheSamePage = true");
        await lightbox.OpenAsync(2);
        await page.Page.GoBackAsync();
        await lightbox.IsClosedAsync(List, 2);
        await page.Page.GoForwardAsync();
        await lightbox.ShowsAsync(2);
        await lightbox.Button("Close").ClickAsync();
        await lightbox.IsClosedAsync(List, 2);
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isTheSamePage"));
    });

    [Fact]
    public Task Arrow_keys_add_no_history_entries_and_the_last_photo_gets_the_focus() => UseAsync(async (page, lightbox) =>
    {
        await lightbox.Tiles.First.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await lightbox.ShowsAsync(0);
        await Expect(lightbox.Button("Previous photo")).ToBeHiddenAsync();
        var steps = await page.Page.EvaluateAsync<int>("history.length");
        for (var tile = 1; tile <= 21; tile++)
        {
            await page.Page.Keyboard.PressAsync("ArrowRight");
            await lightbox.ShowsAsync(tile);
        }

        await Expect(lightbox.Dialog.Locator(".said")).ToHaveTextAsync(new Regex(", 22 of 60$"));
        await lightbox.Button("Previous photo").ClickAsync();
        await lightbox.ShowsAsync(20);
        await lightbox.Button("Next photo").ClickAsync();
        await lightbox.ShowsAsync(21);
        Assert.Equal(steps, await page.Page.EvaluateAsync<int>("history.length"));

        await page.Page.GoBackAsync();
        await lightbox.IsClosedAsync(List, 21);
    });

    [Theory]
    [InlineData(ReducedMotion.NoPreference, true)]
    [InlineData(ReducedMotion.Reduce, false)]
    public async Task An_animation_is_played_unless_the_user_prefers_reduced_motion(ReducedMotion motion, bool isPlayed)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "a.gif"), Animations.Write(TestImages.Gif, 5), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(
            site,
            async page =>
            {
                await page.OpenAsync("/browse");
                var lightbox = new Lightbox(page.Page);
                await lightbox.Tiles.First.ClickAsync();
                await Expect(lightbox.Image).ToHaveJSPropertyAsync("complete", true);
                Assert.Equal(isPlayed ? "file" : "preview", await LastSegmentAsync(lightbox.Image));

                await page.Page.ReloadAsync();
                Assert.Equal(isPlayed ? "file" : "preview", await LastSegmentAsync(page.Page.Locator("article.photo img")));
            },
            1400,
            true,
            motion);

        static async Task<string> LastSegmentAsync(ILocator image) => new Uri(await image.EvaluateAsync<string>("image => image.currentSrc || image.src")).Segments[^1];
    }

    [Fact]
    public Task The_lightbox_loads_more_photos_up_to_the_last_one() => UseAsync(async (page, lightbox) =>
    {
        await lightbox.OpenAsync(15);
        for (var tile = 16; tile < GalleryFixture.Photos; tile++)
        {
            await Expect(lightbox.Button("Next photo")).ToBeEnabledAsync();
            await page.Page.Keyboard.PressAsync("ArrowRight");
            await lightbox.ShowsAsync(tile);
        }

        await Expect(lightbox.Button("Next photo")).ToBeHiddenAsync();
        await Expect(page.Hits).ToHaveCountAsync(GalleryFixture.Photos);
        await page.Page.Keyboard.PressAsync("Escape");
        await lightbox.IsClosedAsync(List, GalleryFixture.Photos - 1);
    });

    [Fact]
    public Task Reloading_and_sharing_open_the_page_of_the_photo() => UseAsync(async (page, lightbox) =>
    {
        await lightbox.OpenAsync(3);
        var (address, name) = (page.Page.Url, await lightbox.Image.GetAttributeAsync("alt"));
        await page.Page.ReloadAsync();

        await Expect(page.Page.Locator("article.photo h1")).ToHaveTextAsync(name!);
        await Expect(page.Page.Locator(".trail .place")).ToHaveTextAsync("4 of 60");
        await page.Page.GoBackAsync();
        await page.ShowsAsync("cat");
        await Expect(page.Page.Locator("article.photo")).ToHaveCountAsync(0);
        await page.Page.GoForwardAsync();
        await lightbox.ShowsAsync(3);

        var other = await page.Page.Context.NewPageAsync();
        await other.GotoAsync(address);
        await Expect(other.Locator("article.photo h1")).ToHaveTextAsync(name!);
    });

    [Fact]
    public Task A_click_with_Ctrl_opens_the_page_in_a_new_tab() => UseAsync(async (page, lightbox) =>
    {
        var tab = await page.Page.Context.RunAndWaitForPageAsync(() => lightbox.Tiles.Nth(1).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] }));

        await Expect(tab.Locator("article.photo h1")).ToBeVisibleAsync();
        await Expect(lightbox.Dialog).ToHaveCountAsync(0);
    });

    [Fact]
    public Task The_details_match_the_page_of_the_current_photo() => UseAsync(async (page, lightbox) =>
    {
        await lightbox.OpenAsync(0);
        await page.Page.Keyboard.PressAsync("i");
        await Expect(lightbox.Facts.Locator("h1")).ToHaveTextAsync((await lightbox.Tiles.Nth(0).Locator("img").GetAttributeAsync("alt"))!);
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await lightbox.ShowsAsync(1);
        await Expect(lightbox.Facts.Locator("h1")).ToHaveTextAsync((await lightbox.Tiles.Nth(1).Locator("img").GetAttributeAsync("alt"))!);
        var facts = await lightbox.Facts.Locator("dl").InnerTextAsync();

        var download = await page.Page.RunAndWaitForDownloadAsync(() => lightbox.Facts.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal(await lightbox.Tiles.Nth(1).Locator("img").GetAttributeAsync("alt"), download.SuggestedFilename);
        await page.Page.Keyboard.PressAsync("i");
        await Expect(lightbox.Facts).ToBeHiddenAsync();
        await page.Page.ReloadAsync();
        Assert.Equal(facts, await page.Page.Locator(".facts dl").InnerTextAsync());
    });

    [Fact]
    public Task The_link_to_a_photo_is_copied() => UseAsync(async (page, lightbox) =>
    {
        await page.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await lightbox.OpenAsync(1);
        await page.Page.Keyboard.PressAsync("i");
        await lightbox.Facts.GetByRole(AriaRole.Link, new() { Name = "Link to this photo" }).ClickAsync();

        await Expect(lightbox.Facts).ToContainTextAsync("Link copied");
        Assert.Equal(page.Page.Url, await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    });

    [Fact]
    public Task Similar_photos_open_from_the_lightbox_and_back_returns_to_it() => UseAsync(async (page, lightbox) =>
    {
        await lightbox.OpenAsync(5);
        var address = page.Page.Url;
        await page.Page.Keyboard.PressAsync("i");
        await lightbox.Facts.GetByRole(AriaRole.Link, new() { Name = "Find similar photos" }).ClickAsync();
        await Expect(page.Page).ToHaveURLAsync(new Regex(@"/\?like=\d+$"));
        await Expect(page.Hits).ToHaveCountAsync(24);

        // GoBack waits for a load event, which a cached page does not fire.
        await page.Page.EvaluateAsync("history.back()");
        await Expect(page.Page).ToHaveURLAsync(address);
        await page.Page.EvaluateAsync("history.back()");
        await page.ShowsAsync("cat");
        await Expect(lightbox.Dialog).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_deleted_photo_leaves_the_list_and_undo_restores_it() => OnSeparateSiteAsync(6, async (page, lightbox, library) =>
    {
        await lightbox.OpenAsync(2);
        await page.Page.Keyboard.PressAsync("i");
        var (deleted, next) = (await NameAsync(lightbox, 2), await NameAsync(lightbox, 3));
        await lightbox.Facts.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();

        await Expect(page.Hits).ToHaveCountAsync(5);
        await lightbox.ShowsAsync(2);
        await Expect(lightbox.Image).ToHaveAttributeAsync("alt", next);
        await Expect(lightbox.Dialog).ToHaveAttributeAsync("aria-label", $"{next}, 3 of 5");
        Assert.False(File.Exists(Path.Combine(library.Folder, deleted)));

        await Expect(lightbox.Button("Undo")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Hits).ToHaveCountAsync(6);
        await lightbox.ShowsAsync(2);
        await Expect(lightbox.Image).ToHaveAttributeAsync("alt", deleted);
        await Expect(lightbox.Facts.Locator("h1")).ToHaveTextAsync(deleted);
        Assert.True(File.Exists(Path.Combine(library.Folder, deleted)));
        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("article.photo h1")).ToHaveTextAsync(deleted);
    });

    [Fact]
    public Task A_date_is_corrected_in_the_lightbox_and_on_the_page_without_a_reload() => OnSeparateSiteAsync(3, async (page, lightbox, library) =>
    {
        await lightbox.OpenAsync(1);
        await page.Page.Keyboard.PressAsync("i");
        await page.Page.EvaluateAsync("window.isTheSamePage = true");
        await CorrectAsync(lightbox.Facts, "1987-06-05T04:03:02");
        await Expect(lightbox.Facts.Locator(".source")).ToHaveTextAsync("Date corrected by hand");
        await Expect(lightbox.Facts.Locator("dd").Filter(new() { HasText = "5 June 1987, 04:03" })).ToBeVisibleAsync();
        // Keys in the field change the date, not the photo.
        await lightbox.Facts.GetByText("Correct date").ClickAsync();
        await lightbox.Facts.GetByLabel("Local date and time").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("i");
        await lightbox.ShowsAsync(1);
        await Expect(lightbox.Facts).ToBeVisibleAsync();
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isTheSamePage"));

        await page.Page.ReloadAsync();
        var facts = page.Page.Locator("article.photo .facts");
        await page.Page.EvaluateAsync("window.isTheSamePage = true");
        await CorrectAsync(facts, "2001-02-03T16:05:06");
        await Expect(facts.Locator("dd").Filter(new() { HasText = "3 February 2001, 16:05" })).ToBeVisibleAsync();
        await facts.GetByText("Correct date").ClickAsync();
        await facts.GetByRole(AriaRole.Button, new() { Name = "Use detected date" }).ClickAsync();
        await Expect(facts.Locator(".source")).ToHaveTextAsync("Date from the file’s modification time");
        Assert.True(await page.Page.EvaluateAsync<bool>("window.isTheSamePage"));
        Assert.Empty(page.Errors);
        Assert.Equal(3L, await library.SqlAsync("SELECT count(*) FROM images WHERE corrected_at IS NULL"));

        static async Task CorrectAsync(ILocator facts, string date)
        {
            await facts.GetByText("Correct date").ClickAsync();
            await facts.GetByLabel("Local date and time").FillAsync(date);
            await facts.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        }
    });

    [Fact]
    public Task Deleting_the_last_photo_closes_the_lightbox_and_offers_undo() => OnSeparateSiteAsync(1, async (page, lightbox, library) =>
    {
        await lightbox.OpenAsync(0);
        await page.Page.Keyboard.PressAsync("i");
        await lightbox.Facts.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();

        await Expect(lightbox.Dialog).ToHaveCountAsync(0);
        await Expect(page.Page).ToHaveURLAsync(new Regex(@"/\?q=cat$"));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Page.Locator("article.photo h1")).ToHaveTextAsync("0.jpg");
        Assert.True(File.Exists(Path.Combine(library.Folder, "0.jpg")));
    });

    [Fact]
    public Task A_missing_file_shows_an_error_and_the_arrow_keys_continue() => OnSeparateSiteAsync(3, async (page, lightbox, library) =>
    {
        File.Delete(Path.Combine(library.Folder, await NameAsync(lightbox, 1)));
        await lightbox.OpenAsync(0);
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(lightbox.Dialog.Locator(".pswp__item[aria-hidden=false] .problem")).ToContainTextAsync("has been moved or deleted");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await lightbox.ShowsAsync(2);
    });

    [Fact]
    public async Task Zooming_in_loads_the_large_image()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "large.jpg"), TestImages.Draw(1, 2400, 1800), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(site, async page =>
        {
            var lightbox = new Lightbox(page.Page);
            await page.OpenAsync(List);
            await lightbox.OpenAsync(0);
            Task<string> ShownAsync() => lightbox.Image.EvaluateAsync<string>("image => image.currentSrc.match(/preview|large/)?.[0] ?? ''");
            Assert.Equal("preview", await ShownAsync());
            var fitted = (await lightbox.Image.BoundingBoxAsync())!.Width;

            await page.Page.Keyboard.PressAsync("z");

            await TestSite.UntilAsync(async () => (await lightbox.Image.BoundingBoxAsync())!.Width > 1.5 * fitted && await ShownAsync() == "large");
            await lightbox.Button("Zoom").ClickAsync();
            await TestSite.UntilAsync(async () => (await lightbox.Image.BoundingBoxAsync())!.Width < fitted + 1);
        });
    }

    [Fact]
    public Task On_a_phone_a_swipe_shows_the_next_photo_and_a_drag_down_closes() => UseAsync(
        async (page, lightbox) =>
        {
            await lightbox.Tiles.Nth(1).TapAsync();
            await lightbox.ShowsAsync(1);
            await SwipeAsync(page.Page, (330, 400), (60, 410));
            await lightbox.ShowsAsync(2);
            await SwipeAsync(page.Page, (60, 400), (330, 410));
            await lightbox.ShowsAsync(1);
            await SwipeAsync(page.Page, (200, 300), (205, 780));
            await lightbox.IsClosedAsync(List, 1);
        },
        width: 390);

    [Fact]
    public Task Back_closes_a_lightbox_that_is_still_opening() => UseAsync(
        async (page, lightbox) =>
        {
            await lightbox.Tiles.Nth(1).HoverAsync();
            await page.Page.EvaluateAsync("document.querySelectorAll('[data-lightbox] a[data-id]')[1].click()");
            await lightbox.Dialog.WaitForAsync();
            await page.Page.EvaluateAsync("history.back()");
            await lightbox.IsClosedAsync(List, 1);
            await lightbox.OpenAsync(4);
            await lightbox.Button("Close").ClickAsync();
            await lightbox.IsClosedAsync(List, 4);
        },
        motion: ReducedMotion.NoPreference);

    [Fact]
    public Task Arrow_keys_on_the_page_of_a_photo_add_no_history_entries() => UseAsync(async (page, lightbox) =>
    {
        await lightbox.OpenAsync(1);
        await page.Page.ReloadAsync();
        var title = page.Page.Locator(".trail .place");
        await Expect(title).ToHaveTextAsync("2 of 60");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(title).ToHaveTextAsync("3 of 60");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(title).ToHaveTextAsync("2 of 60");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Next photo", Exact = true }).ClickAsync();
        await Expect(title).ToHaveTextAsync("3 of 60");

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Back to search" }).ClickAsync();
        await page.ShowsAsync("cat");
        await page.Page.EvaluateAsync("setTimeout(() => history.forward())");
        await Expect(title).ToHaveTextAsync("3 of 60");
    });

    [Fact]
    public Task Without_JavaScript_links_lead_to_the_next_photo_and_back_to_its_tile() => UseAsync(
        async (page, lightbox) =>
        {
            await lightbox.Tiles.Nth(23).ClickAsync();
            var title = page.Page.Locator(".trail .place");
            await Expect(title).ToHaveTextAsync("24 of 60");
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "Next photo", Exact = true }).ClickAsync();
            await Expect(title).ToHaveTextAsync("25 of 60");
            var id = new Uri(page.Page.Url).Segments[^1];
            await page.Page.WaitForFunctionAsync("() => document.querySelector('.whole img').naturalWidth > 0");

            await page.Page.GetByRole(AriaRole.Link, new() { Name = "Back to search" }).ClickAsync();
            await Expect(page.Page).ToHaveURLAsync(new Regex($@"/\?q=cat&offset=24#photo-{id}$"));
            await Expect(page.Page.Locator($"#photo-{id}")).ToBeInViewportAsync();
        },
        script: false);

    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public Task The_lightbox_is_accessible(int width) => UseAsync(
        async (page, lightbox) =>
        {
            await lightbox.OpenAsync(1);
            await Axe.AssertAccessibleInBothThemesAsync(page);
            await lightbox.Button("Photo details").ClickAsync();
            await Expect(lightbox.Facts.Locator("h1")).ToBeVisibleAsync();
            await Axe.AssertAccessibleInBothThemesAsync(page);
            await page.Page.ReloadAsync();
            await Axe.AssertAccessibleInBothThemesAsync(page);
            Assert.InRange(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        },
        width);

    private static async Task SwipeAsync(IPage page, (int X, int Y) from, (int X, int Y) to)
    {
        const int Steps = 8;
        var session = await page.Context.NewCDPSessionAsync(page);
        Task TouchAsync(string type, params object[] points) =>
            session.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = type, ["touchPoints"] = points });
        await TouchAsync("touchStart", new { x = from.X, y = from.Y });
        for (var i = 1; i <= Steps; i++)
        {
            await TouchAsync("touchMove", new { x = from.X + ((to.X - from.X) * i / Steps), y = from.Y + ((to.Y - from.Y) * i / Steps) });
            // PhotoSwipe measures the speed of a finger between frames.
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await TouchAsync("touchEnd");
        await session.DetachAsync();
    }

    private static async Task<string> NameAsync(Lightbox lightbox, int tile) => (await lightbox.Tiles.Nth(tile).Locator("img").GetAttributeAsync("alt"))!;

    private Task UseAsync(Func<SearchPage, Lightbox, Task> use, int width = 1400, bool script = true, ReducedMotion motion = ReducedMotion.Reduce) => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync(List);
            await use(page, new Lightbox(page.Page));
        },
        width,
        script,
        motion);

    private async Task OnSeparateSiteAsync(int photos, Func<SearchPage, Lightbox, TestLibrary, Task> use)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var i = 0; i < photos; i++)
            library.Draw(i, $"{i}.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await site.Sync.StopAsync(Token);
        await chromium.UseAsync(site, async page =>
        {
            await page.OpenAsync(List);
            await use(page, new Lightbox(page.Page), library);
        });
    }
}
