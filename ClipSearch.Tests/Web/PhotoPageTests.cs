using AngleSharp.Dom;

namespace ClipSearch.Tests.Web;

/// <summary>The page of a photo within the list that links to it.</summary>
[Collection(GalleryCollection.Name)]
public sealed class PhotoPageTests(GalleryFixture gallery)
{
    private readonly TestSite _site = gallery.Site;

    [Fact]
    public async Task Next_follows_the_results_of_a_search()
    {
        var hits = (await _site.JsonAsync("/api/search?q=cat&limit=200")).GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetInt64()).ToList();
        var address = (await _site.PageAsync("/?q=cat&limit=10")).QuerySelector("#hits a")!.GetAttribute("href");
        var seen = new List<long>();
        string? before = null;
        while (address is not null)
        {
            var page = await _site.PageAsync(address);
            seen.Add(Id(page.QuerySelector(".facts")!));
            Assert.Equal($"{seen.Count} of {hits.Count}", page.QuerySelector(".trail .place")!.TextContent);
            Assert.Equal(before, page.QuerySelector("a[rel=prev]")?.GetAttribute("href"));
            var offset = (seen.Count - 1) / 10 * 10;
            Assert.Equal($"/?q=cat&limit=10{(offset > 0 ? $"&offset={offset}" : "")}#photo-{seen[^1]}", page.QuerySelector("a.back")!.GetAttribute("href"));
            (before, address) = (address, page.QuerySelector("a[rel=next]")?.GetAttribute("href"));
        }

        Assert.Equal(hits, seen);
    }

    [Fact]
    public async Task Back_links_to_the_tile()
    {
        var results = await _site.PageAsync("/?q=cat&offset=24");
        var page = await _site.PageAsync(results.QuerySelectorAll("#hits a")[3].GetAttribute("href")!);
        var back = page.QuerySelector("a.back")!.GetAttribute("href")!.Split('#');

        Assert.Equal("/?q=cat&offset=24", back[0]);
        Assert.Equal(results.QuerySelectorAll("#hits > [data-photo]")[3].Id, back[1]);
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(17, 6)]
    [InlineData(30, null)]
    [InlineData(2000000000, null)]
    public async Task A_photo_is_found_near_its_previous_rank(int rank, int? found)
    {
        var id = (await _site.JsonAsync("/api/search?q=cat&limit=200")).GetProperty("hits")[5].GetProperty("id").GetInt64();
        var page = await _site.PageAsync($"/photos/{id}?q=cat&at={rank}");

        Assert.Equal(found is null ? null : $"{found} of 60", page.QuerySelector(".trail .place")?.TextContent);
        Assert.Equal(found is not null, page.QuerySelector("a[rel=next]") is not null);
    }

    [Theory]
    [InlineData("?q=cat&at=x")]
    [InlineData("?q=&at=1")]
    [InlineData("?q=cat&at=1&offset=-1")]
    [InlineData("?like=987654321&at=1")]
    [InlineData("?folder=a%00b")]
    [InlineData("?path=a%00b")]
    [InlineData("?path=elsewhere")]
    public async Task An_invalid_list_parameter_still_shows_the_photo(string list)
    {
        var page = await _site.PageAsync($"/photos/1{list}");

        Assert.NotNull(page.QuerySelector("article.photo h1"));
        Assert.StartsWith("/", page.QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/browse?from=", 60)]
    [InlineData("?folder=drawn", "/browse?from=", 56)]
    [InlineData("?type=png", "/browse?from=", 3)]
    public async Task Next_follows_a_filtered_library_by_date(string list, string back, int photos)
    {
        var all = (await _site.JsonAsync($"/api/photos{list}{(list.Length == 0 ? "?" : "&")}limit=200")).GetProperty("photos").EnumerateArray().Select(photo => photo.GetProperty("id").GetInt64()).ToList();
        Assert.Equal(photos, all.Count);
        var seen = new List<long>();
        for (var address = $"/photos/{all[0]}{list}"; address is not null;)
        {
            var page = await _site.PageAsync(address);
            seen.Add(Id(page.QuerySelector(".facts")!));
            Assert.Equal($"{seen.Count} of {photos}", page.QuerySelector(".trail .place")!.TextContent);
            Assert.Equal(seen.Count == 1, page.QuerySelector("a[rel=prev]") is null);
            Assert.StartsWith(back, page.QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.EndsWith($"#photo-{seen[^1]}", page.QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task A_photo_has_its_position_in_the_folder()
    {
        var inFolder = (await _site.PageAsync("/folders?path=drawn")).QuerySelectorAll(".photos a").Select(link => link.GetAttribute("href")!).ToList();
        var page = await _site.PageAsync($"{inFolder[1].Split('?')[0]}?q=cat");

        Assert.Equal("/folders?path=drawn", page.QuerySelector("dd > a")!.GetAttribute("href"));
        var place = page.QuerySelector("dd.place")!;
        Assert.Equal("2 of 56", place.TextContent.Trim());
        Assert.Equal([inFolder[0], inFolder[2]], place.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public async Task The_fragment_has_the_same_details_as_the_page()
    {
        const string Address = "/photos/1?q=cat&at=1";
        var (page, facts) = (await _site.PageAsync(Address), await _site.FragmentAsync(Address));

        // Each response has a different antiforgery token.
        foreach (var token in page.QuerySelectorAll("[name=__RequestVerificationToken]").Concat(facts.QuerySelectorAll("[name=__RequestVerificationToken]")).ToList())
            token.Remove();
        Assert.Equal(page.QuerySelector("figcaption > .facts")!.OuterHtml, facts.QuerySelector(".facts")!.OuterHtml);
        Assert.Single(facts.Children);
        Assert.Equal("Photo not found", (await _site.FragmentAsync("/photos/987654321", 404)).QuerySelector(".problem h2")!.TextContent);
    }

    [Fact]
    public async Task A_tile_has_the_data_of_the_lightbox()
    {
        var page = await _site.PageAsync("/?q=wide.png");
        var list = page.QuerySelector("#hits")!;
        var tile = list.QuerySelector("a[data-id]")!;

        Assert.Equal("60", list.GetAttribute("data-total"));
        Assert.True(list.HasAttribute("data-lightbox"));
        Assert.Equal(("1000", "90", "1000"), (tile.GetAttribute("data-width"), tile.GetAttribute("data-height"), tile.GetAttribute("data-preview-width")));
        Assert.EndsWith("?q=wide.png&at=1", tile.GetAttribute("href"), StringComparison.Ordinal);
        foreach (var attribute in new[] { "data-preview", "data-large" })
            Assert.Equal("image/webp", (await _site.GetAsync(tile.GetAttribute(attribute)!)).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_lightbox_loads_nothing_before_it_opens()
    {
        var page = await _site.PageAsync("/");

        Assert.DoesNotContain(page.QuerySelectorAll("link, script"), part => (part.GetAttribute("href") ?? part.GetAttribute("src") ?? "").Contains("photoswipe", StringComparison.Ordinal));
        var parts = ((AngleSharp.Html.Dom.IHtmlTemplateElement)page.QuerySelector("template#lightbox")!).Content;
        foreach (var address in parts.QuerySelectorAll("link").Select(link => link.GetAttribute("href")).Append(parts.QuerySelector("script")!.GetAttribute("src")))
            Assert.Contains("immutable", (await _site.GetAsync(address!)).Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var icons = parts.QuerySelector("use")!.GetAttribute("href")!.Split('#')[0];
        Assert.Contains("immutable", (await _site.GetAsync(icons)).Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    private static long Id(IElement facts) => long.Parse(facts.GetAttribute("data-id")!);
}
