using AngleSharp.Dom;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Pages;

namespace ClipSearch.Tests.Web;

/// <summary>Photos by folder: <c>/folders</c>.</summary>
public sealed class FoldersTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Hostile = "<b>&\"'日本 #?%41+";

    private TestLibrary _library = null!;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "top.jpg");
        for (var i = 0; i <= FoldersModel.Limit; i++)
            _library.Draw(10 + i, $"trip/{i:00}.jpg");
        _library.Draw(100, $"trip/{Hostile}/a.jpg");
        _library.Draw(101, "trip/zoo/deep/er/b.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task Each_page_shows_one_level_and_links_down_and_up()
    {
        var top = await _site.PageAsync("/folders");
        Assert.Equal(["trip|63 photos"], Covers(top));
        Assert.Equal(["top.jpg"], Photos(top));

        var trip = await _site.PageAsync(top.QuerySelector(".covers a")!.GetAttribute("href")!);
        Assert.Equal([$"{Hostile}|1 photo", "zoo|1 photo"], Covers(trip));
        Assert.Equal("63 photos", trip.QuerySelector(".summary")!.TextContent);
        var hostile = await _site.PageAsync(trip.QuerySelectorAll(".covers a")[0].GetAttribute("href")!);
        Assert.Equal((Hostile, $"trip/{Hostile}/a.jpg"), (hostile.QuerySelector("h1")!.TextContent, hostile.QuerySelector(".photos a")!.GetAttribute("title")));
        Assert.Equal(["Folders", "trip", Hostile], hostile.QuerySelectorAll(".trail a").Select(link => link.TextContent));

        var deep = await _site.PageAsync("/folders?path=trip/zoo/deep/er");
        Assert.Equal(["b.jpg"], Photos(deep));
        foreach (var (link, name) in deep.QuerySelectorAll(".trail a").Skip(1).Zip(["trip", "zoo", "deep", "er"]))
            Assert.Equal(name, (await _site.PageAsync(link.GetAttribute("href")!)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task The_photos_of_a_folder_have_next_and_previous_pages()
    {
        var page = await _site.PageAsync("/folders?path=trip");
        Assert.Equal(Enumerable.Range(0, FoldersModel.Limit).Select(i => $"{i:00}.jpg"), Photos(page));

        var more = page.QuerySelector("#more a")!.GetAttribute("href")!;
        var next = await _site.PageAsync(more);
        Assert.Equal([$"{FoldersModel.Limit:00}.jpg"], Photos(next));
        Assert.Equal("/folders?path=trip", next.QuerySelector(".before a")!.GetAttribute("href"));
        var fragment = await _site.FragmentAsync(more);
        Assert.Equal("beforeend:#photos", fragment.QuerySelector(".photos")!.GetAttribute("hx-swap-oob"));
        Assert.NotNull(page.QuerySelector("#photos"));
        Assert.Equal(Photos(next), fragment.QuerySelectorAll(".photos img").Select(image => image.GetAttribute("alt")!));
        Assert.Null(fragment.QuerySelector("#more a"));
    }

    [Fact]
    public async Task A_photo_links_back_to_its_position_in_the_folder()
    {
        var page = await _site.PageAsync("/folders?path=trip");
        var photo = await _site.PageAsync(page.QuerySelectorAll(".photos a")[7].GetAttribute("href")!);
        var back = photo.QuerySelector("a.back")!.GetAttribute("href")!.Split('#');

        var there = await _site.PageAsync(back[0]);
        Assert.Equal("07.jpg", Photos(there).First());
        Assert.Equal(back[1], there.QuerySelector(".photos > li")!.Id);
    }

    [Theory]
    [InlineData("/folders?path=trip", FoldersModel.Limit + 1)]
    [InlineData("/folders?path=trip/zoo/deep/er", 1)]
    [InlineData("/folders", 2)] // PHOTOS_DIR itself
    public async Task Next_follows_the_order_of_the_folder(string folder, int photos)
    {
        // The order by date differs from the order by name.
        _library.Draw(102, "also.jpg");
        File.SetLastWriteTimeUtc(Path.Combine(_library.Folder, "trip/05.jpg"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(Path.Combine(_library.Folder, "also.jpg"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await _library.SyncAsync(TestContext.Current.CancellationToken);
        var listed = new List<string>();
        for (var page = folder; page is not null;)
        {
            var part = await _site.PageAsync(page);
            listed.AddRange(part.QuerySelectorAll(".photos a").Select(link => link.GetAttribute("href")!));
            page = part.QuerySelector("#more a")?.GetAttribute("href");
        }

        Assert.Equal(photos, listed.Count);
        var seen = new List<string>();
        for (var address = listed[0]; address is not null;)
        {
            var page = await _site.PageAsync(address);
            Assert.Equal(seen.LastOrDefault(), page.QuerySelector("a[rel=prev]")?.GetAttribute("href"));
            seen.Add(address);
            Assert.Equal($"{seen.Count} of {photos}", page.QuerySelector(".trail .place")!.TextContent);
            Assert.StartsWith("/folders?path=", page.QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(listed, seen);
    }

    [Fact]
    public async Task The_page_of_a_folder_searches_that_folder()
    {
        var form = (await _site.PageAsync("/folders?path=trip/zoo")).QuerySelector("form.inside")!;
        Assert.Equal("/", form.GetAttribute("action"));
        var folder = form.QuerySelector("[name=folder]")!.GetAttribute("value")!;

        var results = await _site.PageAsync($"/?q=cat&folder={Uri.EscapeDataString(folder)}");
        Assert.Equal(["b.jpg"], results.QuerySelectorAll("#hits img").Select(image => image.GetAttribute("alt")!));
    }

    [Theory]
    [InlineData("/folders?path=../../../../etc", 404, "Folder not found")]
    [InlineData("/folders?path=/etc", 404, "Folder not found")]
    [InlineData("/folders?path=tri", 404, "Folder not found")]
    [InlineData("/folders?path=trip/00.jpg", 404, "Folder not found")]
    [InlineData("/folders?path=s3://bucket", 404, "Folder not found")]
    [InlineData("/folders?path=trip%00", 400, "Invalid value")]
    [InlineData("/folders?path=trip&from=%00", 400, "Invalid value")]
    public async Task A_folder_outside_the_library_is_not_shown(string address, int status, string title) =>
        Assert.Equal(title, (await _site.PageAsync(address, status)).QuerySelector(".problem h2")!.TextContent);

    [Fact]
    public async Task Several_library_folders_form_the_top_level()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "summer/1.jpg");
        library.Draw(2, "winter/2.jpg");
        var options = new ClipSearchOptions
        {
            DatabaseUrl = library.Options.DatabaseUrl,
            PhotosDirs = [Path.Combine(library.Folder, "summer"), Path.Combine(library.Folder, "winter")],
            DataDir = library.Options.DataDir,
            ModelsDir = library.Options.ModelsDir,
            ClipModel = library.Options.ClipModel,
            Port = 0,
        };
        await using var site = await (await TestSite.StartAsync(options)).SeededAsync();

        var top = await site.PageAsync("/folders");
        Assert.Equal(["summer|1 photo", "winter|1 photo"], Covers(top));
        Assert.Empty(Photos(top));
        var winter = await site.PageAsync(top.QuerySelectorAll(".covers a")[1].GetAttribute("href")!);
        Assert.Equal(["2.jpg"], Photos(winter));
        Assert.Equal(["Folders", "winter"], winter.QuerySelectorAll(".trail a").Select(link => link.TextContent));
    }

    private static IEnumerable<string> Covers(IParentNode page) =>
        page.QuerySelectorAll(".covers a").Select(link => $"{link.QuerySelector(".name")!.TextContent}|{link.QuerySelector(".count")!.TextContent}");

    private static IEnumerable<string> Photos(IParentNode page) => page.QuerySelectorAll(".photos img").Select(image => image.GetAttribute("alt")!);
}
