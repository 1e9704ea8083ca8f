using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using SixLabors.ImageSharp.Processing;

namespace ClipSearch.Tests.Web;

/// <summary>Duplicates on the pages and in the API.</summary>
public sealed class StacksTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        Directory.CreateDirectory(Path.Combine(_library.Folder, "copies"));
        await WriteAsync("a.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(1), Token));
        await WriteAsync("again.jpg", TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(40)));
        await WriteAsync("<b>small.webp", TestImages.Changed(SampleImages.Gallery(1), TestImages.LossyWebP(60), image => image.Resize(image.GetCurrentSize() / 2)));
        await WriteAsync("b.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(2), Token));
        await WriteAsync("copies/b.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(2), Token));
        await WriteAsync("c.jpg", await File.ReadAllBytesAsync(SampleImages.Gallery(3), Token));
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task A_stack_is_one_tile_and_exact_copies_are_counted()
    {
        var page = await _site.PageAsync("/?q=again.jpg");

        var tiles = page.QuerySelectorAll("#hits > [data-photo]").ToList();
        Assert.Equal(3, tiles.Count);
        Assert.Contains("3 photos", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("again.jpg", tiles[0].QuerySelector(".name")!.TextContent);
        Assert.Equal("+2 more in this stack", tiles[0].QuerySelector("a.stack")!.TextContent);
        Assert.Equal("2 copies", tiles.Single(tile => tile.QuerySelector(".name")!.TextContent == "b.jpg").QuerySelector(".places")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".places"));

        var stack = await _site.PageAsync(page.QuerySelector("a.stack")!.GetAttribute("href")!);
        Assert.Equal(["a.jpg", "again.jpg", "<b>small.webp"], stack.QuerySelectorAll(".stacked strong").Select(path => path.TextContent));
        Assert.Equal("/?q=again.jpg", stack.QuerySelector("a.back")!.GetAttribute("href"));
        Assert.Contains("864 × 576 pixels, JPEG", stack.QuerySelector(".stacked li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_stacks_each_photo_is_a_tile()
    {
        var page = await _site.PageAsync("/?q=cat&stacks=false");

        Assert.Equal(6, page.QuerySelectorAll("#hits > [data-photo]").Length);
        Assert.Empty(page.QuerySelectorAll("a.stack, .places"));
        Assert.True(page.QuerySelector("[name=stacks] option[value=false]")!.HasAttribute("selected"));
        Assert.EndsWith("?q=cat&stacks=false&at=1", page.QuerySelector("#hits a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("stacks is “no”. Expected true or false.", (await _site.PageAsync("/?q=cat&stacks=no", 400)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_includes_stack_and_places_only_for_duplicates()
    {
        var response = await _site.JsonAsync("/api/search?q=again.jpg");

        var (first, copied) = (response.GetProperty("hits")[0], response.GetProperty("hits").EnumerateArray().Single(hit => hit.TryGetProperty("places", out _)));
        Assert.Equal(3, response.GetProperty("total").GetInt32());
        Assert.Equal(3, first.GetProperty("stack").GetProperty("count").GetInt32());
        Assert.Equal(("b.jpg", 2), (copied.GetProperty("path").GetString(), copied.GetProperty("places").GetInt32()));
        Assert.False(copied.TryGetProperty("stack", out _));
        var stack = await _site.JsonAsync(first.GetProperty("stack").GetProperty("url").GetString()!);
        Assert.Equal((3, 3), (stack.GetProperty("count").GetInt32(), stack.GetProperty("photos").GetArrayLength()));
        Assert.Equal("a.jpg", stack.GetProperty("photos")[0].GetProperty("path").GetString());
        Assert.Equal(6, (await _site.JsonAsync("/api/search?q=cat&stacks=false")).GetProperty("total").GetInt32());
        var similar = await _site.JsonAsync($"/api/photos/{copied.GetProperty("id")}/similar?stacks=false");
        Assert.Equal(4, similar.GetProperty("total").GetInt32());
        await _site.JsonAsync("/api/photos/987654321/stack", 404);
        await _site.JsonAsync($"/api/photos/{first.GetProperty("id")}/stack?limit=0", 400);
    }

    [Fact]
    public async Task The_API_lists_the_stacks_of_the_library_in_pages()
    {
        var all = await _site.JsonAsync("/api/duplicates");
        var second = await _site.JsonAsync("/api/duplicates?limit=1&offset=1");

        Assert.Equal((2, 2), (all.GetProperty("total").GetInt32(), second.GetProperty("total").GetInt32()));
        Assert.Equal([3, 2], all.GetProperty("stacks").EnumerateArray().Select(stack => stack.GetProperty("count").GetInt32()));
        Assert.Equal(["b.jpg", "copies/b.jpg"], Assert.Single(second.GetProperty("stacks").EnumerateArray()).GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("path").GetString()!));
        await _site.JsonAsync("/api/duplicates?limit=201", 400);
        await _site.JsonAsync("/api/duplicates?offset=-1", 400);
    }

    [Fact]
    public async Task The_page_of_a_photo_links_to_its_copies_and_its_stack()
    {
        var photo = (await _site.JsonAsync("/api/search?q=b.jpg")).GetProperty("hits")[0].GetProperty("id");

        var page = await _site.PageAsync($"/photos/{photo}?q=cat");

        var copy = page.QuerySelectorAll("dl > div").Single(fact => fact.QuerySelector("dt")!.TextContent == "Copy").QuerySelector("a")!;
        Assert.Equal("copies/b.jpg", copy.TextContent);
        Assert.Equal("b.jpg", (await _site.PageAsync(copy.GetAttribute("href")!)).QuerySelector("h1")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("figcaption a"), link => link.TextContent.Trim() == "Show stack (2 photos)" && link.GetAttribute("href") == $"/photos/{photo}/stack?q=cat");
    }

    [Fact]
    public async Task Duplicates_can_be_moved_to_the_trash_and_restored()
    {
        Assert.Contains((await _site.PageAsync("/library")).QuerySelectorAll("article a"), link => link.GetAttribute("href") == "/duplicates");
        var browser = new FormBrowser(_site);
        var page = await browser.GetAsync("/duplicates");
        Assert.Equal(["3 photos", "2 photos"], page.QuerySelectorAll("article section h2").Select(heading => heading.TextContent));

        var left = await browser.SubmitAsync((IHtmlFormElement)page.QuerySelectorAll("article section")[^1].QuerySelector("form")!);

        Assert.Equal(["3 photos"], left.QuerySelectorAll("article section h2").Select(heading => heading.TextContent));
        Assert.Equal(1, (await _site.JsonAsync("/api/duplicates")).GetProperty("total").GetInt32());
        Assert.Empty((await _site.PageAsync("/?q=cat")).QuerySelectorAll(".places"));
        await browser.SubmitAsync((IHtmlFormElement)left.QuerySelector(".undo form")!);
        Assert.Equal(2, (await _site.JsonAsync("/api/duplicates")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Deleting_returns_to_the_stack_and_ignores_foreign_URLs()
    {
        var browser = new FormBrowser(_site);
        var first = (await _site.JsonAsync("/api/duplicates")).GetProperty("stacks")[0].GetProperty("photos")[0].GetProperty("id").GetInt64();
        var page = await browser.GetAsync($"/photos/{first}/stack");

        var left = await browser.SubmitAsync((IHtmlFormElement)page.QuerySelector(".stacked form")!);

        Assert.Equal(["again.jpg", "<b>small.webp"], left.QuerySelectorAll(".stacked strong").Select(path => path.TextContent));
        var form = (IHtmlFormElement)left.QuerySelector(".stacked form")!;
        form.QuerySelector("[name=back]")!.SetAttribute("value", "//evil.example/");
        Assert.NotNull((await browser.SubmitAsync(form)).QuerySelector(".browse"));
        await _site.PageAsync($"/photos/{first}/stack", 404);
    }

    [Fact]
    public async Task Thinning_keeps_the_best_photo_and_can_be_undone()
    {
        var browser = new FormBrowser(_site);
        var page = await browser.GetAsync("/duplicates");
        var stack = page.QuerySelector("article section")!;
        Assert.Equal(["a.jpg"], stack.QuerySelectorAll(".best strong").Select(path => path.TextContent));
        var thin = (IHtmlFormElement)stack.QuerySelector("form[action*=Thin]")!;
        Assert.Contains("move the other 2", thin.TextContent, StringComparison.Ordinal);

        var left = await browser.SubmitAsync(thin);
        Assert.Equal(["copies/b.jpg", "b.jpg"], left.QuerySelectorAll(".stacked strong").Select(path => path.TextContent).OrderByDescending(path => path, StringComparer.Ordinal));
        Assert.Contains("2 photos moved to the trash", left.QuerySelector(".undo")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await _site.JsonAsync("/api/trash")).GetProperty("photos").GetArrayLength());

        var back = await browser.SubmitAsync((IHtmlFormElement)left.QuerySelector(".undo form")!);
        Assert.Equal(3, back.QuerySelector("article section")!.QuerySelectorAll(".stacked li").Length);
        Assert.Null(back.QuerySelector(".undo"));
        Assert.Equal(0, (await _site.JsonAsync("/api/trash")).GetProperty("photos").GetArrayLength());
    }

    [Fact]
    public async Task Thinning_requires_write_access()
    {
        var shown = await _site.GetAsync("/duplicates");
        var form = (await TestSite.HtmlAsync(shown)).QuerySelector("form[action*=Thin]")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"))
        {
            Content = new FormUrlEncodedContent(form.QuerySelectorAll("input").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!))),
            Headers = { { "Cookie", shown.Headers.GetValues("Set-Cookie").Single().Split(';')[0] }, { "X-Forwarded-For", "203.0.113.7" } },
        };

        Assert.Equal(403, (int)(await _site.Client.SendAsync(request, Token)).StatusCode);
        Assert.Equal(0, (await _site.JsonAsync("/api/trash")).GetProperty("photos").GetArrayLength());
    }

    [Fact]
    public async Task Duplicates_and_stacks_have_several_pages()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var number = 1; number <= 13; number++)
        {
            library.Draw(number, $"{number}.jpg");
            library.Draw(number, $"again/{number}.jpg");
        }

        for (var copy = 0; copy < 25; copy++)
            library.Draw(14, $"many/{copy}.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var first = await site.PageAsync("/duplicates");
        Assert.Equal(12, first.QuerySelectorAll("article section").Length);
        Assert.Contains("Stacks 1–12 of 14", first.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        var many = first.QuerySelector("article section")!;
        Assert.Equal((12, "Show all 25 photos"), (many.QuerySelectorAll("li").Length, many.QuerySelectorAll("a")[^1].TextContent));
        var whole = await site.PageAsync(many.QuerySelectorAll("a")[^1].GetAttribute("href")!);
        Assert.Equal(24, whole.QuerySelectorAll(".stacked li").Length);
        Assert.Single((await site.PageAsync(whole.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).QuerySelectorAll(".stacked li"));
        var second = await site.PageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(2, second.QuerySelectorAll("article section").Length);
        Assert.Equal("/duplicates", second.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Contains("No more duplicates", (await site.PageAsync("/duplicates?offset=99")).QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        await site.PageAsync("/duplicates?offset=x", 400);
    }

    [Fact]
    public async Task An_uploaded_duplicate_joins_its_stack_immediately()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Changed(SampleImages.Gallery(3), TestImages.Jpeg(40))), "files", "c2.jpg" } };

        Assert.Equal(201, (int)(await _site.Client.PostAsync("/api/photos", form, Token)).StatusCode);

        Assert.Equal(3, (await _site.JsonAsync("/api/duplicates")).GetProperty("total").GetInt32());
        Assert.Equal(3, (await _site.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt32());
    }

    private Task WriteAsync(string name, byte[] content) => File.WriteAllBytesAsync(Path.Combine(_library.Folder, name), content, Token);
}
