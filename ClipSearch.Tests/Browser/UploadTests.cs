using System.Text.RegularExpressions;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>Choosing, dropping and pasting images, to add them and to search with them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class UploadTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Fact]
    public Task Chosen_files_are_added_and_each_shows_its_result() => OnSeparateSiteAsync(async (page, site) =>
    {
        await page.OpenAsync("/library");
        await page.Page.GetByLabel("or choose files").SetInputFilesAsync(
        [
            Jpeg("first <b>.jpg", Photo(1)),
            Jpeg("text.jpg", "not an image"u8.ToArray()),
            Jpeg("third.jpg", Photo(3)),
            Jpeg("first again.jpg", Photo(1)),
        ]);
        await page.Page.Locator("form.upload button").First.ClickAsync();

        var lines = page.Page.Locator(".uploads li");
        await Expect(lines).ToHaveCountAsync(4);
        await Expect(page.Page.Locator(".uploads progress")).ToHaveCountAsync(0);
        await Expect(lines.Nth(0)).ToContainTextAsync("first <b>.jpg");
        await Expect(lines.Nth(0)).ToContainTextAsync("Added");
        await Expect(lines.Nth(1).Locator(".failed")).ToContainTextAsync("content is not jpeg");
        await Expect(lines.Nth(2)).ToContainTextAsync("Added");
        await Expect(lines.Nth(3)).ToContainTextAsync("Already in the library");
        await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.uploads img')].every(image => image.naturalWidth > 0)");
        Assert.Equal(3, (await site.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt32());

        await lines.Nth(2).Locator("a").ClickAsync();
        await Expect(page.Page.Locator("article.photo h1")).ToHaveTextAsync("third.jpg");
    });

    [Fact]
    public Task Files_dropped_on_the_library_are_added() => OnSeparateSiteAsync(async (page, site) =>
    {
        await page.OpenAsync("/library");
        await DropAsync(page, Photo(1), "dropped.jpg");

        await Expect(page.Page.Locator(".uploads li")).ToContainTextAsync("Added");
        await Expect(page.Page.Locator("body.over")).ToHaveCountAsync(0);
        Assert.Equal(2, (await site.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt32());
    });

    [Fact]
    public Task Without_JavaScript_the_form_adds_files() => OnSeparateSiteAsync(
        async (page, site) =>
        {
            await page.OpenAsync("/library");
            await page.Page.GetByLabel("or choose files").SetInputFilesAsync([Jpeg("plain.jpg", Photo(1))]);
            await page.Page.Locator("form.upload button").First.ClickAsync();

            await Expect(page.Page.Locator(".uploads li")).ToContainTextAsync("Added");
            Assert.Equal(2, (await site.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt32());
        },
        script: false);

    [Fact]
    public Task A_lost_connection_is_reported_for_its_file() => OnSeparateSiteAsync(async (page, _) =>
    {
        await page.OpenAsync("/library");
        await page.Page.RouteAsync("**/api/photos", route => route.AbortAsync());
        await DropAsync(page, Photo(1), "lost.jpg");

        await Expect(page.Page.Locator(".uploads li .failed")).ToHaveTextAsync("ClipSearch is not responding.");
    });

    [Fact]
    public Task An_image_dropped_on_the_search_page_finds_similar_photos() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await DropAsync(page, await DrawnAsync(), "mine.jpg");

        await FindsAsync(page, "017.jpg");
    });

    [Fact]
    public Task A_chosen_image_is_searched_immediately() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync("/?q=cat");
        await page.ImageField.SetInputFilesAsync(Jpeg("mine.jpg", await DrawnAsync()));

        await Expect(page.Page).ToHaveURLAsync(new Regex("picture="));
        Assert.Contains("q=cat", page.Page.Url, StringComparison.Ordinal);
        await Expect(page.Page.Locator(".like img")).ToBeVisibleAsync();
        await page.BackAsync();
        await page.ShowsAsync("cat");
    });

    [Fact]
    public Task Without_JavaScript_a_button_sends_the_chosen_image() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync();
            var send = page.Page.GetByRole(AriaRole.Button, new() { Name = "Search with this image" });
            await Expect(send).ToBeHiddenAsync();
            await page.ImageField.SetInputFilesAsync(Jpeg("mine.jpg", await DrawnAsync()));
            await send.ClickAsync();

            await FindsAsync(page, "017.jpg");
        },
        script: false);

    [Fact]
    public Task A_pasted_image_finds_similar_photos() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.Box.FillAsync("");
        await page.Page.EvaluateAsync(
            """
            image => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(image), c => c.charCodeAt(0))], 'image.png', { type: 'image/png' }));
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
            }
            """,
            // Browsers paste an image as PNG.
            Convert.ToBase64String(await File.ReadAllBytesAsync(Path.Combine(gallery.Library.Folder, "wide.png"), TestContext.Current.CancellationToken)));

        await FindsAsync(page, "wide.png");
    });

    [Fact]
    public Task Pasted_text_is_left_to_the_browser() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.Box.FocusAsync();
        var isDefault = await page.Page.EvaluateAsync<bool>(
            """
            () => {
              const data = new DataTransfer();
              data.setData('text/plain', 'a cat');
              return document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        Assert.True(isDefault, "The page handles pasted text itself.");
        await page.SearchAsync("cat");

        await page.ShowsAsync("cat");
    });

    [Fact]
    public Task Undo_restores_a_photo_from_the_trash() => OnSeparateSiteAsync(async (page, site) =>
    {
        await page.OpenAsync("/?q=cat");
        await page.OpenAsync((await page.Hits.First.Locator("a").First.GetAttributeAsync("href"))!);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Photo moved to the trash");
        Assert.Equal(0, (await site.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt32());
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await TestSite.UntilAsync(async () => (await site.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt32() == 1);
        await page.OpenAsync("/trash");
        await Expect(page.Page.GetByText("Trash is empty")).ToBeVisibleAsync();
    });

    /// <summary>Runs a test that changes the library on a separate site with one photo.</summary>
    private async Task OnSeparateSiteAsync(Func<SearchPage, TestSite, Task> use, bool script = true)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(7, "existing.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(site, page => use(page, site), script: script);
    }

    /// <summary>Returns a different JPEG file for each number.</summary>
    private static byte[] Photo(int number) => TestImages.Noise(40 + number, 30, TestImages.Jpeg());

    private static FilePayload Jpeg(string name, byte[] content) => new() { Name = name, MimeType = "image/jpeg", Buffer = content };

    private Task<byte[]> DrawnAsync() => File.ReadAllBytesAsync(Path.Combine(gallery.Library.Folder, "drawn/017.jpg"), TestContext.Current.CancellationToken);

    private static async Task FindsAsync(SearchPage page, string first)
    {
        await Expect(page.Page).ToHaveURLAsync(new Regex(@"/\?.*picture="));
        await Expect(page.Hits.First.Locator("img")).ToHaveAttributeAsync("alt", first);
        await Expect(page.Page.Locator(".like img")).ToBeVisibleAsync();
        await page.Page.WaitForFunctionAsync("() => document.querySelector('.like img').naturalWidth > 0");
    }

    private static async Task DropAsync(SearchPage page, byte[] image, string name)
    {
        var main = page.Page.Locator("main");
        var data = await page.Page.EvaluateHandleAsync(
            """
            ([image, name]) => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(image), c => c.charCodeAt(0))], name, { type: 'image/jpeg' }));
              return data;
            }
            """,
            new[] { Convert.ToBase64String(image), name });
        await main.DispatchEventAsync("dragover", new { dataTransfer = data });
        await Expect(page.Page.Locator("body.over")).ToBeVisibleAsync();
        await main.DispatchEventAsync("drop", new { dataTransfer = data });
    }
}
