using AngleSharp.Dom;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>The pages of a library without photos.</summary>
public sealed class NoPhotosTests(PostgresFixture postgres)
{
    private static readonly (string Name, string Value) Elsewhere = ("X-Forwarded-For", "203.0.113.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_library_offers_what_the_visitor_may_do()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: "a-token-of-some-length", trustLoopback: true))).SeededAsync();

        foreach (var address in new[] { "/", "/?q=cat", "/browse", "/folders" })
        {
            var page = await site.PageAsync(address);
            Assert.Equal("No photos yet", page.QuerySelector(".empty h2")!.TextContent);
            Assert.Contains(library.Folder, page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("/library#add", page.QuerySelector(".empty a")!.GetAttribute("href"));
            var guest = await TestSite.HtmlAsync(await site.GetAsync(address, Elsewhere));
            Assert.Equal("/signin", guest.QuerySelector(".empty a")!.GetAttribute("href"));
        }

        Assert.NotNull((await site.PageAsync("/library")).QuerySelector("#add form"));
        var guestPage = await TestSite.HtmlAsync(await site.GetAsync("/library", Elsewhere));
        Assert.Empty(guestPage.QuerySelectorAll("#add form, form[method=post]"));
        Assert.Contains("ACCESS_TOKEN", guestPage.QuerySelector("#add")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/signin", guestPage.QuerySelector("#add a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_read_only_library_says_so()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, readOnly: true))).SeededAsync();

        Assert.Contains("READ_ONLY", (await site.PageAsync("/browse")).QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        var page = await site.PageAsync("/library");
        Assert.Contains("READ_ONLY", page.QuerySelector("#add")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("#add form"));
    }

    [Fact]
    public async Task A_suddenly_empty_folder_keeps_its_photos_and_is_reported()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        File.Delete(Path.Combine(library.Folder, "a.jpg"));
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var state = Assert.Single((await site.PageAsync("/library")).QuerySelectorAll(".states li"));
        Assert.Equal(("Not available", "1 photo"), (state.QuerySelector(".state")!.TextContent, state.QuerySelector("a")!.TextContent));
        Assert.Contains("Check whether its drive is mounted.", state.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
    }
}
