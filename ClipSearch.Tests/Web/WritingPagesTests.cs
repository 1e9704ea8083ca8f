using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Adding and deleting photos on the pages without JavaScript.</summary>
public sealed class WritingPagesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
        _library.Draw(2, "b.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task The_form_adds_files_and_lists_each_result()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(TestImages.Draw(3)), "files", "<i>new</i>.jpg" },
            { new ByteArrayContent("x"u8.ToArray()), "files", "bad.jpg" },
        };
        var page = await TestSite.HtmlAsync(await _site.Client.PostAsync("/upload", form, Token));

        var lines = page.QuerySelectorAll(".uploads li").ToList();
        Assert.Equal(["<i>new</i>.jpg", "bad.jpg"], lines.Select(line => line.QuerySelector("strong")!.TextContent));
        Assert.Contains("Added", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("its content is not jpeg", lines[1].QuerySelector(".failed")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await _library.FindAsync()).Count);
        using var web = new FormUrlEncodedContent([new("url", "http://127.0.0.1/a.jpg")]);
        var address = await TestSite.HtmlAsync(await _site.Client.PostAsync("/upload", web, Token));
        Assert.Contains("public internet", address.QuerySelector(".failed")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_delete_the_next_page_offers_undo()
    {
        var id = (await _site.JsonAsync("/api/search?q=a.jpg&limit=1")).GetProperty("hits")[0].GetProperty("id").GetInt64();
        var browser = new FormBrowser(_site);
        var photo = await browser.GetAsync($"/photos/{id}?q=cat");

        var results = await browser.SubmitAsync((IHtmlFormElement)photo.QuerySelector("article .actions form")!);
        Assert.Single(results.QuerySelectorAll("#hits > [data-photo]"));
        var undone = await browser.SubmitAsync((IHtmlFormElement)results.QuerySelector(".undo form")!);

        Assert.Equal("a.jpg", undone.QuerySelector("h1")!.TextContent);
        Assert.Equal(2, (await _library.FindAsync()).Count);
        Assert.Null((await browser.GetAsync("/")).QuerySelector(".undo"));
    }

    [Fact]
    public async Task The_trash_restores_and_deletes_permanently()
    {
        foreach (var hit in (await _site.JsonAsync("/api/search?q=cat")).GetProperty("hits").EnumerateArray())
            await _site.Client.DeleteAsync($"/api/photos/{hit.GetProperty("id")}", Token);
        var browser = new FormBrowser(_site);
        var trash = await browser.GetAsync("/trash");
        Assert.Equal(["a.jpg", "b.jpg"], trash.QuerySelectorAll(".trash strong").Select(name => name.TextContent).Order(StringComparer.Ordinal));

        var thumbnail = trash.QuerySelector(".trash img")!.GetAttribute("src")!;
        Assert.Equal("image/webp", (await _site.GetAsync(thumbnail)).Content.Headers.ContentType?.MediaType);
        Assert.Equal(403, (int)(await _site.GetAsync(thumbnail, ("X-Forwarded-For", "203.0.113.7"))).StatusCode);
        Assert.Equal(404, (int)(await _site.GetAsync("/trash/987654321/thumb")).StatusCode);

        var kept = trash.QuerySelector(".trash strong")!.TextContent;
        await browser.SubmitAsync((IHtmlFormElement)trash.QuerySelector(".trash form")!);
        Assert.Equal([kept], await _library.FindAsync());
        var empty = await browser.SubmitAsync((IHtmlFormElement)(await browser.GetAsync("/trash")).QuerySelector("form[action$='Empty']")!);
        Assert.Contains("Trash is empty", empty.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trash_and_uploads_require_write_access()
    {
        Assert.Equal(403, (int)(await _site.GetAsync("/trash", ("X-Forwarded-For", "203.0.113.7"))).StatusCode);
        using var form = new MultipartFormDataContent { { new ByteArrayContent("x"u8.ToArray()), "files", "bad.jpg" } };
        var request = new HttpRequestMessage(HttpMethod.Post, "/upload") { Content = form, Headers = { { "Origin", "https://evil.example" } } };
        Assert.Equal(403, (int)(await _site.Client.SendAsync(request, Token)).StatusCode);
    }
}
