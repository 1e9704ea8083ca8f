using System.Net;
using System.Text.Json;

namespace ClipSearch.Tests.Web;

[Collection(GalleryCollection.Name)]
public sealed class SearchApiTests(GalleryFixture gallery)
{
    private readonly TestSite _site = gallery.Site;

    [Fact]
    public async Task A_response_has_the_documented_properties()
    {
        var result = await _site.JsonAsync("/api/search?q=man+jumping&limit=3");

        Assert.Equal(["model", "query", "total", "hits", "tookMs"], result.EnumerateObject().Select(property => property.Name));
        Assert.Equal("clipsearch/tiny", result.GetProperty("model").GetString());
        Assert.Equal("man jumping", result.GetProperty("query").GetString());
        Assert.Equal(GalleryFixture.Photos, result.GetProperty("total").GetInt64());
        Assert.Equal(3, result.GetProperty("hits").GetArrayLength());
        Assert.All(result.GetProperty("hits").EnumerateArray(), hit =>
        {
            Assert.Equal(["id", "path", "score", "width", "height", "thumbnailUrl", "fileUrl", "placeholder"], hit.EnumerateObject().Select(property => property.Name));
            Assert.InRange(hit.GetProperty("score").GetDouble(), -1.0001, 1.0001);
            Assert.False(Path.IsPathRooted(hit.GetProperty("path").GetString()));
            Assert.Equal($"/photos/{hit.GetProperty("id")}/file", hit.GetProperty("fileUrl").GetString());
        });
    }

    [Theory]
    [InlineData("cat", 0)]
    [InlineData("outer+space", 24)]
    public async Task The_API_returns_the_results_of_the_page_in_order(string query, int offset)
    {
        var page = await _site.PageAsync($"/?q={query}&offset={offset}");
        var result = await _site.JsonAsync($"/api/search?q={query}&offset={offset}");

        Assert.Equal(
            page.QuerySelectorAll("#hits img").Select(image => image.GetAttribute("src")),
            result.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("thumbnailUrl").GetString()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(200, GalleryFixture.Photos)]
    public async Task The_limit_bounds_the_number_of_results(int limit, int hits)
    {
        Assert.Equal(hits, (await _site.JsonAsync($"/api/search?q=cat&limit={limit}")).GetProperty("hits").GetArrayLength());
    }

    [Theory]
    [InlineData("folder=drawn", GalleryFixture.Photos - 4)]
    [InlineData("folder=drawn/", GalleryFixture.Photos - 4)]
    [InlineData("folder=draw", 0)]
    [InlineData("type=jpeg&folder=drawn&orientation=square", GalleryFixture.Photos - 4)]
    [InlineData("type=jpg", GalleryFixture.Photos - 3)]
    [InlineData("orientation=landscape&type=PNG", 3)]
    [InlineData("takenTo=1999", 0)]
    [InlineData("takenFrom=2020", GalleryFixture.Photos)]
    [InlineData("camera=&folder=&takenFrom=", GalleryFixture.Photos)]
    public async Task A_filter_applies_to_results_and_total_on_page_and_API(string filter, int photos)
    {
        var result = await _site.JsonAsync($"/api/search?q=cat&limit=200&{filter}");
        Assert.Equal((photos, photos), (result.GetProperty("total").GetInt32(), result.GetProperty("hits").GetArrayLength()));

        var page = await _site.PageAsync($"/?q=cat&limit=200&{filter}");
        Assert.Equal(photos, page.QuerySelectorAll("#hits > [data-photo]").Length);
        if (photos == 0)
            Assert.Contains("No photos match the filter", page.QuerySelector("#results h2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_name_match_ranks_first_and_is_marked()
    {
        var page = await _site.PageAsync("/?q=DRAWN%2F017.jpg");

        Assert.Equal("017.jpg", page.QuerySelector("#hits > [data-photo] .name")!.TextContent);
        Assert.Single(page.QuerySelectorAll("#hits .named"));
    }

    [Fact]
    public async Task The_links_to_more_and_back_keep_the_filter()
    {
        var page = await _site.PageAsync("/?q=cat&folder=drawn&takenFrom=2020");

        Assert.Equal("/?q=cat&folder=drawn&takenFrom=2020&offset=24", page.QuerySelector("a.more")!.GetAttribute("href"));
        Assert.Equal("drawn", page.QuerySelector("[name=folder]")!.GetAttribute("value"));
        Assert.Equal(["/?q=cat&takenFrom=2020", "/?q=cat&folder=drawn"], page.QuerySelectorAll("#results a.chip").Select(chip => chip.GetAttribute("href")));
        var photo = await _site.PageAsync(page.QuerySelector("#hits a")!.GetAttribute("href")!);
        Assert.StartsWith("/?q=cat&folder=drawn&takenFrom=2020#photo-", photo.QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/search", 400, "Describe a photo")]
    [InlineData("/api/search?q=%20", 400, "Describe a photo")]
    [InlineData("/api/search?q=cat&limit=0", 400, "limit is “0”. Expected a whole number from 1 to 200.")]
    [InlineData("/api/search?q=cat&limit=1e2", 400, "limit is “1e2”")]
    [InlineData("/api/search?q=cat&offset=-3", 400, "offset is “-3”")]
    [InlineData("/api/search?q=cat&takenFrom=yesterday", 400, "takenFrom is “yesterday”. Expected a time such as 2024")]
    [InlineData("/api/search?q=cat&takenTo=2024-02-30", 400, "takenTo is “2024-02-30”")]
    [InlineData("/api/search?q=cat&orientation=upside+down", 400, "orientation is “upside down”. Expected one of landscape, portrait, square.")]
    [InlineData("/api/search?q=cat&type=svg", 400, "type is “svg”. Expected one of jpeg, png,")]
    [InlineData("/api/search?q=cat&folder=a%00b", 400, "folder is")]
    [InlineData("/api/nothing", 404, "There is no page at this address")]
    public async Task An_error_has_its_status_and_message(string address, int status, string message)
    {
        var problem = await _site.JsonAsync(address, status);

        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()));
        Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task API_errors_are_JSON_for_htmx_too()
    {
        var response = await _site.GetFragmentAsync("/api/search");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Status_has_model_photos_and_sync()
    {
        var status = await _site.JsonAsync("/api/status");

        Assert.Equal("clipsearch/tiny", status.GetProperty("model").GetString());
        Assert.False(status.GetProperty("modelHasKnowledge").GetBoolean());
        Assert.Contains("Its weights are random", status.GetProperty("modelAdvice").GetString(), StringComparison.Ordinal);
        Assert.Equal(GalleryFixture.Photos, status.GetProperty("photos").GetInt64());
        Assert.Equal("done", status.GetProperty("sync").GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("sync").GetProperty("error").ValueKind);
    }
}
