using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace ClipSearch.Tests.Web;

[Collection(GalleryCollection.Name)]
public sealed partial class SearchPageTests(GalleryFixture gallery)
{
    private readonly TestSite _site = gallery.Site;

    [Fact]
    public async Task The_first_page_warns_of_a_test_model_and_has_no_examples()
    {
        var page = await _site.PageAsync("/");

        var box = page.QuerySelector("form[role=search] input[name=q]")!;
        Assert.NotEqual("", page.QuerySelector($"label[for={box.Id}]")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("#hits, .problem, .examples"));
        var alarm = page.QuerySelector(".alarm")!.TextContent;
        Assert.Contains("clipsearch/tiny is a test model", alarm, StringComparison.Ordinal);
        Assert.Contains("scripts/clipsearch model pull openai/clip-vit-base-patch32", alarm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_shows_the_nearest_photos()
    {
        var page = await _site.PageAsync("/?q=man+jumping");

        Assert.Equal("man jumping", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.StartsWith("man jumping", page.Title, StringComparison.Ordinal);
        Assert.Contains($"Best matches for man jumping · {GalleryFixture.Photos} photos", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        var hits = page.QuerySelectorAll("#hits > [data-photo]");
        Assert.Equal(24, hits.Length);
        Assert.All(hits, hit =>
        {
            var image = hit.QuerySelector("img")!;
            Assert.Matches(@"^/photos/\d+/thumb\?v=[0-9a-f]{12}$", image.GetAttribute("src"));
            Assert.Equal("lazy", image.GetAttribute("loading"));
            Assert.Equal(hit.QuerySelector(".name")!.TextContent, image.GetAttribute("alt"));
            Assert.InRange(int.Parse(image.GetAttribute("width")!), 1, 480);
            Assert.InRange(int.Parse(image.GetAttribute("height")!), 1, 480);
            Assert.Matches(@"^/photos/\d+\?q=man%20jumping&at=\d+$", hit.QuerySelector("a")!.GetAttribute("href"));
        });
        var scores = hits.Select(hit => double.Parse(hit.QuerySelector(".score")!.TextContent.Replace('−', '-'))).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(hits, hit => Assert.Matches(@"^(?!−0\.000)−?[01]\.\d{3}$", hit.QuerySelector(".score")!.TextContent));
    }

    [Theory]
    [InlineData("/?q=man+jumping")]
    [InlineData("/?q=cat&offset=24")]
    [InlineData("/?q=cat&offset=5000")]
    [InlineData("/?q=%20", 400)]
    [InlineData("/?q=cat&offset=x", 400)]
    [InlineData("/")]
    public async Task A_fragment_equals_the_results_of_the_page(string address, int status = 200)
    {
        var page = await _site.PageAsync(address, status);
        var fragment = await _site.FragmentAsync(address, status);

        Assert.Equal(WithoutTime(page.QuerySelector("#results")!), WithoutTime(fragment));
    }

    [Theory]
    [InlineData("/?q=cat", 200)]
    [InlineData("/?q=", 400)]
    public async Task The_navigation_marks_the_current_page_on_errors_too(string address, int status)
    {
        var page = await _site.PageAsync(address, status);

        Assert.Equal("/", Assert.Single(page.QuerySelectorAll(".nav [aria-current]")).GetAttribute("href"));
    }

    [Fact]
    public async Task A_history_restore_gets_the_whole_page()
    {
        var response = await _site.GetAsync("/?q=cat", ("HX-Request", "true"), ("HX-History-Restore-Request", "true"));

        Assert.NotNull((await TestSite.HtmlAsync(response)).QuerySelector("form #q[value=cat]"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/?q=")]
    public async Task Caches_distinguish_page_and_fragment(string address)
    {
        foreach (var response in new[] { await _site.GetAsync(address), await _site.GetFragmentAsync(address) })
        {
            Assert.Contains("HX-Request", string.Join(',', response.Headers.Vary), StringComparison.Ordinal);
            Assert.Equal("no-cache, private", response.Headers.CacheControl!.ToString());
        }
    }

    [Fact]
    public async Task The_links_to_more_reach_each_photo_once()
    {
        var seen = new List<string>();
        var address = "/?q=outer+space";
        while (address is not null)
        {
            var page = await _site.PageAsync(address);
            seen.AddRange(page.QuerySelectorAll("#hits > li > a").Select(link => link.GetAttribute("href")!));
            address = page.QuerySelector("#more a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(GalleryFixture.Photos, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("/?q=")]
    [InlineData("/?q=+%09%E3%80%80")]
    public async Task An_empty_query_gets_an_error(string address)
    {
        var page = await _site.PageAsync(address, 400);

        Assert.Contains("Describe a photo", page.QuerySelector("#results .problem")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offset=x", "offset is “x”")]
    [InlineData("offset=-1", "offset is “-1”")]
    [InlineData("offset=2147483648", "offset is “2147483648”")]
    [InlineData("limit=201", "limit is “201”")]
    [InlineData("shown=601", "shown is “601”. Expected a whole number from 1 to 600")]
    public async Task An_invalid_number_gets_an_error_and_keeps_the_query(string number, string message)
    {
        var page = await _site.PageAsync($"/?q=cat&{number}", 400);

        Assert.Contains(message, page.QuerySelector("#results .problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("cat", page.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_query_above_the_token_limit_is_cut_with_a_notice()
    {
        var page = await _site.PageAsync("/?q=" + string.Join('+', Enumerable.Repeat("photograph", 300)));

        Assert.InRange(page.QuerySelector(".summary q")!.TextContent.Length, 100, 121);
        Assert.Contains("Only the beginning was used", page.QuerySelector("#query-cut")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(24, page.QuerySelectorAll("#hits > [data-photo]").Length);
        Assert.Null((await _site.PageAsync("/?q=cat")).QuerySelector("#query-cut"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onfocus=alert(1) x='")]
    [InlineData("a\0b\u0001\u001b[31m\u007f")]
    [InlineData("👩‍👩‍👧‍👦🏳️‍🌈")]
    [InlineData("%n%s{0}{{7*7}}@Model $1; DROP TABLE photos; --")]
    [InlineData("\u202eright to left")]
    public async Task Hostile_queries_are_escaped(string query)
    {
        var page = await _site.PageAsync("/?q=" + Uri.EscapeDataString(query));

        Assert.Equal(query.Replace('\0', '\uFFFD'), page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.NotEmpty(page.QuerySelectorAll("script[src]"));
        Assert.Empty(page.QuerySelectorAll("script:not([src]), [onerror], [onfocus], img[src=x]"));
        Assert.Equal(24, page.QuerySelectorAll("#hits > [data-photo]").Length);
    }

    [Theory]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF%FE")]
    [InlineData("%u0041%")]
    public async Task Invalid_UTF8_is_searched_as_text(string encoded)
    {
        var page = await _site.PageAsync("/?q=" + encoded);

        Assert.Equal(24, page.QuerySelectorAll("#hits > [data-photo]").Length);
    }

    [Fact]
    public async Task Hostile_file_names_are_escaped()
    {
        var page = await _site.PageAsync("/?q=cat&limit=200");

        var hit = page.QuerySelectorAll("#hits > [data-photo]").Single(hit => hit.QuerySelector(".name")!.TextContent == GalleryFixture.HostileName);
        Assert.Equal(GalleryFixture.HostileName, hit.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Empty(page.QuerySelectorAll("[onerror]"));
        // Non-Latin letters are not encoded in the HTML.
        foreach (var response in new[] { await _site.GetAsync("/?q=cat&limit=200"), await _site.GetFragmentAsync("/?q=cat&limit=200") })
        {
            Assert.Contains(
                "a &quot;b&quot; &lt;img src=x onerror=alert(1)&gt; &amp; &#x27;ö&#x27; 日本",
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_failed_load_of_more_targets_its_own_error()
    {
        var response = await _site.GetAsync("/?q=cat&offset=x", ("HX-Request", "true"), ("HX-Target", "hits"));

        Assert.Equal("#more-problem", response.Headers.GetValues("HX-Retarget").Single());
        Assert.Equal("innerHTML", response.Headers.GetValues("HX-Reswap").Single());
    }

    [Fact]
    public async Task An_unknown_URL_is_a_page_with_the_search_box()
    {
        var page = await _site.PageAsync("/nowhere", 404);

        Assert.Contains("Page not found", page.QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form #q"));
    }

    [Fact]
    public async Task An_unsupported_method_gets_405_with_a_page()
    {
        var response = await _site.Client.DeleteAsync("/photos/1/thumb", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("does not support the HTTP method", (await TestSite.HtmlAsync(response)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_logged_without_its_text()
    {
        await _site.PageAsync("/?q=my+very+private+wish");

        Assert.Contains(_site.Log.All, line => line.Contains("Searched for 20 characters: 24 results of 60 photos", StringComparison.Ordinal));
        Assert.DoesNotContain(_site.Log.All, line => line.Contains("private wish", StringComparison.Ordinal));
    }

    private static string WithoutTime(IElement element) => Whitespace().Replace(Milliseconds().Replace(element.InnerHtml, "… ms"), " ").Trim();

    [GeneratedRegex(@"[\d,]+ ms")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
