using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The site behind nginx, below a path of its host.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SubPathTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    private const string Base = "/photos";
    private const string AccessToken = "correct horse";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Searching_and_viewing_work_below_a_path(bool strips)
    {
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(
            gallery.Library, accessToken: AccessToken, trustedProxies: ["127.0.0.1/32"], pathBase: strips ? "" : Base, searchesPerMinute: 0))).SeededAsync();
        await OnNginxAsync(site, strips, async page =>
        {
            await page.OpenAsync("./");
            await page.SearchAsync("cat");
            await page.ShowsAsync("cat");
            await page.ScrollToHitsAsync(30);
            await IsBelowAsync(page, "/", "q=cat");

            // The lightbox, its neighbours and its download
            var lightbox = new Lightbox(page.Page);
            await lightbox.Tiles.First.ScrollIntoViewIfNeededAsync();
            await lightbox.OpenAsync(0);
            await lightbox.Button("Next photo").ClickAsync();
            await lightbox.ShowsAsync(1);
            await Expect(lightbox.Dialog.Locator(".download")).ToHaveAttributeAsync("href", new Regex($@"^{Base}/photos/\d+/file$"));
            await page.Page.Keyboard.PressAsync("i");
            await Expect(lightbox.Facts.Locator("h1")).ToBeVisibleAsync();
            await page.BackAsync();
            await Expect(lightbox.Dialog).ToHaveCountAsync(0);
            await IsBelowAsync(page, "/", "q=cat");

            // A photo's page, and Back
            await page.OpenAsync((await page.Hits.Nth(2).Locator("a").First.GetAttributeAsync("href"))!);
            await Expect(page.Page.Locator("article.photo h1")).ToBeVisibleAsync();
            await page.Page.Locator("a.back").ClickAsync();
            await Expect(page.Page).ToHaveTitleAsync("cat – ClipSearch");
            await IsBelowAsync(page, "/", "q=cat");

            // Recent searches, filter suggestions, search by image
            await page.OpenAsync("./");
            await page.Recent.GetByRole(AriaRole.Link, new() { Name = "cat", Exact = true }).ClickAsync();
            await page.ShowsAsync("cat");
            await page.Page.Locator("details.filters summary").ClickAsync();
            await page.Page.Locator("input[name=folder]").FocusAsync();
            await Expect(page.Page.Locator("#choices-folder option").First).ToBeAttachedAsync();
            await page.ImageField.SetInputFilesAsync(new FilePayload { Name = "mine.jpg", MimeType = "image/jpeg", Buffer = TestImages.Draw(17) });
            await Expect(page.Page).ToHaveURLAsync(new Regex($@"{Base}/\?q=cat&picture="));
            await page.Page.WaitForFunctionAsync("() => document.querySelector('.like img').naturalWidth > 0");

            // The timeline, the API page and the page for 404
            await page.OpenAsync("browse");
            await page.ScrollThroughAsync();
            await IsBelowAsync(page, "/browse", "");
            await page.OpenAsync("api");
            await Expect(page.Page.Locator(".swagger-ui .opblock").First).ToBeVisibleAsync();
            await Expect(page.Page.Locator(".swagger-ui .servers option")).ToHaveTextAsync(new Regex($"^{Base}$"));
            await page.OpenAsync("nowhere");
            await Expect(page.Problem).ToBeVisibleAsync();
            await page.SearchAsync("dog");
            await page.ShowsAsync("dog");
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Changes_work_below_a_path(bool strips)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(7, "existing.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(
            library, accessToken: AccessToken, trustedProxies: ["127.0.0.1/32"], pathBase: strips ? "" : Base))).SeededAsync();
        await OnNginxAsync(site, strips, async page =>
        {
            await page.OpenAsync("library");
            await page.Page.Locator("#add a").ClickAsync();
            await page.Page.GetByLabel("Access token").FillAsync(AccessToken);
            await page.Page.Locator("article.signin button").ClickAsync();
            await Expect(page.Page.Locator("article.signin")).ToHaveCountAsync(0);

            await page.OpenAsync("library");
            await page.Page.GetByLabel("or choose files").SetInputFilesAsync(new FilePayload { Name = "new.jpg", MimeType = "image/jpeg", Buffer = TestImages.Draw(3) });
            await page.Page.Locator("form.upload button").First.ClickAsync();
            await page.Page.WaitForFunctionAsync("() => document.querySelector('.uploads img')?.naturalWidth > 0");
            await page.Page.Locator(".uploads a").ClickAsync();
            await Expect(page.Page.Locator("article.photo h1")).ToHaveTextAsync("new.jpg");

            // Delete and undo on the photo's page
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(page.Page.Locator("article.photo h1")).ToHaveTextAsync("new.jpg");

            // Delete and undo in the lightbox; the restored photo has a new URL
            await page.OpenAsync("./?q=cat");
            var lightbox = new Lightbox(page.Page);
            await lightbox.OpenAsync(0);
            await page.Page.Keyboard.PressAsync("i");
            await lightbox.Facts.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
            await lightbox.Dialog.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(lightbox.Tiles).ToHaveCountAsync(2);
            await lightbox.ShowsAsync(0);
            await page.Page.ReloadAsync();
            await Expect(page.Page.Locator("article.photo h1")).ToBeVisibleAsync();

            // Selected photos: similar ones, the ZIP, the trash and undo
            await page.OpenAsync("browse");
            var selection = new Selection(page.Page);
            await selection.CheckAsync(0);
            await selection.CheckAsync(1);
            await Expect(selection.Similar).ToHaveAttributeAsync("href", new Regex($@"^{Base}/\?like=\d+,\d+$"));
            var download = await page.Page.RunAndWaitForDownloadAsync(() => selection.Action("Download ZIP").ClickAsync());
            using (var zip = ZipFile.OpenRead(await download.PathAsync()))
                Assert.Equal(["existing.jpg", "new.jpg"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
            await selection.Action("Move to trash").ClickAsync();
            await Expect(selection.Tiles).ToHaveCountAsync(0);
            await selection.Outcome.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(selection.Tiles).ToHaveCountAsync(2);
            await Expect(selection.Tiles.First).ToHaveAttributeAsync("href", new Regex($@"^{Base}/photos/\d+\?"));
            await selection.Tiles.First.ClickAsync();
            await Expect(page.Page.Locator("dialog.lightbox")).ToBeVisibleAsync();

            await page.OpenAsync("signin");
            await page.Page.Locator("article.signin button").ClickAsync();
            await Expect(page.Page.GetByLabel("Access token")).ToBeVisibleAsync();
        });
    }

    /// <summary>Runs a test behind nginx, and asserts that the browser requests nothing outside the path.</summary>
    private async Task OnNginxAsync(TestSite site, bool strips, Func<SearchPage, Task> use)
    {
        await using var nginx = await Nginx.StartAsync(site, Base, strips);
        await chromium.UseAsync(
            nginx.Address,
            async page =>
            {
                var outside = new ConcurrentQueue<string>();
                page.Page.Request += (_, request) =>
                {
                    if (!request.Url.StartsWith(nginx.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                        outside.Enqueue(request.Url);
                };
                await use(page);
                Assert.Empty(outside);
            },
            name: $"{nameof(SubPathTests)}-{(strips ? "header" : "base")}");
    }

    private static Task IsBelowAsync(SearchPage page, string path, string query) =>
        Expect(page.Page).ToHaveURLAsync(new Regex($@"^http://127\.0\.0\.1:\d+{Base}{Regex.Escape(path)}(\?.*{query}.*)?$"));
}
