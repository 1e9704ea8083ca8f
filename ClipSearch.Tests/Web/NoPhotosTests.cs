using AngleSharp.Dom;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>What the pages of photos say where there are none, and how the library's page tells of its folders.</summary>
public sealed class NoPhotosTests(PostgresFixture postgres)
{
    private static readonly (string Name, string Value) Elsewhere = ("X-Forwarded-For", "203.0.113.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/browse")]
    [InlineData("/folders")]
    public async Task The_first_photos_are_asked_for_as_far_as_whoever_looks_can_bring_them(string address)
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: "a-token-of-some-length"))).SeededAsync();

        var page = await site.PageAsync(address);
        Assert.Equal("There are no photos yet", page.QuerySelector(".empty h2")!.TextContent);
        Assert.Contains(library.Folder, page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await site.PageAsync("/library")).QuerySelector("#add form"));
        Assert.Equal("/library#add", page.QuerySelector(".empty a")!.GetAttribute("href"));

        var guest = await TestSite.HtmlAsync(await site.GetAsync(address, Elsewhere));
        Assert.Equal("/signin", guest.QuerySelector(".empty a")!.GetAttribute("href"));
        var told = await TestSite.HtmlAsync(await site.GetAsync("/library", Elsewhere));
        Assert.Empty(told.QuerySelectorAll("#add form, form[method=post]"));
        Assert.Contains("ACCESS_TOKEN", told.QuerySelector("#add")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/signin", told.QuerySelector("#add a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_library_that_is_read_only_says_so()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, readOnly: true))).SeededAsync();

        Assert.Contains("READ_ONLY", (await site.PageAsync("/browse")).QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        var page = await site.PageAsync("/library");
        Assert.Contains("READ_ONLY", page.QuerySelector("#add")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("#add form"));
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_told_with_its_remedy()
    {
        await using var library = await postgres.NewLibraryAsync();
        var missing = Path.Combine(library.Folder, "not here");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, photosDir: missing))).SeededAsync();

        var empty = (await site.PageAsync("/browse")).QuerySelector(".empty")!;
        Assert.Equal("The photos are not there", empty.QuerySelector("h2")!.TextContent);
        Assert.Contains($"There is no folder {missing}", empty.TextContent, StringComparison.Ordinal);
        var state = Assert.Single((await site.PageAsync("/library")).QuerySelectorAll(".states li"));
        Assert.Equal((missing, "not available"), (state.QuerySelector("code")!.TextContent, state.QuerySelector(".state")!.TextContent));
        Assert.Contains("make it, or name another one", state.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_suddenly_empty_keeps_its_photos_and_says_so()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.bmp");
        await library.SyncAsync(Token);
        File.Delete(Path.Combine(library.Folder, "a.bmp"));
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var state = Assert.Single((await site.PageAsync("/library")).QuerySelectorAll(".states li"));
        Assert.Equal(("not available", "1 photo"), (state.QuerySelector(".state")!.TextContent, state.QuerySelector("a")!.TextContent));
        Assert.Contains("is its drive not mounted?", state.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_which_none_can_be_read_are_told_with_the_way_to_the_reasons()
    {
        await using var library = await postgres.NewLibraryAsync();
        foreach (var name in new[] { "a.png", "b.jpg" })
            await File.WriteAllTextAsync(Path.Combine(library.Folder, name), "This is no picture.", Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var empty = (await site.PageAsync("/folders")).QuerySelector(".empty")!;
        Assert.Contains("2 files, and none of them", empty.TextContent, StringComparison.Ordinal);
        var told = await site.PageAsync("/library");
        Assert.NotNull(told.QuerySelector(new Uri(site.Address, empty.QuerySelector("a")!.GetAttribute("href")).Fragment));
        Assert.Equal("2", told.QuerySelector(".figures .failed strong")!.TextContent);
        Assert.All(told.QuerySelectorAll(".failures li"), failure => Assert.DoesNotContain(library.Folder, failure.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_photos_are_announced_while_they_come()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.bmp");
        await using var held = await HeldPictures.OfAsync(library);
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library));
        await TestSite.UntilAsync(() => site.Sync.Status.Found == 1);

        var page = await site.PageAsync("/browse");
        Assert.Equal("The first photos are on their way", page.QuerySelector(".empty h2")!.TextContent);
        Assert.Contains("0 of 1 photos", page.QuerySelector("#seeding")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("being looked through", (await site.PageAsync("/library")).QuerySelector(".state")!.TextContent);

        await held.DisposeAsync();
        await site.SeededAsync();
        Assert.Single((await site.PageAsync("/browse")).QuerySelectorAll(".photos > li"));
    }
}
