using Bunit;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Components;
using ClipSearch.Web.Requests;

namespace ClipSearch.Tests.Components;

/// <summary>The search results in each state, and the results that are appended.</summary>
public sealed class SearchResultsTests : ComponentTest
{
    private const float Score = 0.3126f;

    [Fact]
    public void Results_without_relevance_show_their_score()
    {
        var page = Show(Of(Hits(2), total: 1234));

        Assert.Equal("Best matches for cat · 1,234 photos 12 ms", Text(page.Find(".summary")));
        Assert.Equal("cat", page.Find(".summary q").TextContent);
        var tile = page.Find("#hits > [data-photo]");
        Assert.Equal(("photo-1", "1"), (tile.Id, tile.GetAttribute("data-photo")));
        Assert.Equal(
            ("/photos/1?q=cat&at=1", "1.jpg"),
            (tile.QuerySelector("a")!.GetAttribute("href"), tile.QuerySelector("a")!.GetAttribute("title")));
        Assert.Equal(("1.jpg", "0.313"), (tile.QuerySelector(".name")!.TextContent, tile.QuerySelector(".score")!.TextContent));
        Assert.Empty(page.FindAll(".marks, .stack, .weaker, .good, .nothing, .before, .chips"));
        Assert.Equal(("1", "1234"), (page.Find("#hits").GetAttribute("start"), page.Find("#hits").GetAttribute("data-total")));
    }

    [Theory]
    [InlineData(-0.0004f, "0.000")]
    [InlineData(-0.25f, "−0.250")]
    [InlineData(1f, "1.000")]
    public void A_score_has_three_decimals_and_a_minus_sign(float score, string shown) =>
        Assert.Equal(shown, Show(Of([new SearchHit(Photo(1), score, false)])).Find(".score").TextContent);

    [Fact]
    public void Good_matches_come_before_the_divider_and_are_counted()
    {
        var page = Show(
            Of(
                [Hit(1, Relevance.Good), Hit(2, Relevance.Good), Hit(3, Relevance.Weak)],
                result => result with { FirstWeak = 2, Good = 2 }));

        Assert.Equal(["shape-85", "shape-85", "row-end", "weaker", "shape-85"], page.FindAll("#hits > li").Select(item => item.ClassName));
        Assert.Equal("Weaker matches", page.Find(".weaker h2").TextContent);
        Assert.Equal("Best matches for cat · 3 photos 2 good matches 12 ms", Text(page.Find(".summary")));
        Assert.Equal("1.jpg – cosine similarity 0.313 (1: identical, 0: unrelated)", page.Find("#photo-1 a").GetAttribute("title"));
        Assert.Empty(page.FindAll(".score, .nothing"));
    }

    [Fact]
    public void One_good_match_is_singular() =>
        Assert.Equal("1 good match", Show(Of([Hit(1, Relevance.Good)], result => result with { Good = 1 })).Find(".good").TextContent);

    [Fact]
    public void Without_good_matches_a_message_replaces_the_divider()
    {
        var page = Show(Of([Hit(1, Relevance.Weak)], result => result with { FirstWeak = 0, Good = 0 }));

        Assert.Equal("No close matches Showing the nearest photos.", Text(page.Find(".nothing[data-announce]")));
        Assert.Empty(page.FindAll(".weaker, .row-end, .good"));
        Assert.Single(page.FindAll("#hits > [data-photo]"));
    }

    [Fact]
    public void A_later_page_may_start_with_the_divider()
    {
        var page = Show(Of([Hit(1, Relevance.Weak)], result => result with { FirstWeak = 0 }, offset: 24, total: 60));

        Assert.Equal("weaker", page.Find("#hits > li:nth-child(2)").ClassName);
        Assert.Empty(page.FindAll(".nothing"));
    }

    [Fact]
    public void A_tile_shows_name_matches_copies_and_its_stack()
    {
        var page = Show(Of([new SearchHit(Photo(7), Score, IsNamed: true) { Places = 1200, Stacked = 4 }]));

        Assert.Equal(["File name match", "1,200 copies"], page.FindAll(".marks > span").Select(mark => mark.TextContent));
        var stack = page.Find("a.stack");
        Assert.Equal(("+3 more in this stack", "/photos/7/stack?q=cat"), (stack.TextContent, stack.GetAttribute("href")));
    }

    [Fact]
    public void The_link_of_a_tile_has_the_data_of_the_lightbox()
    {
        var page = Show(Of([new SearchHit(Photo(7, width: 8192, height: 4096), Score, false)]));

        var link = page.Find("#hits[data-lightbox] a");
        Assert.Equal(
            ["7", "4096", "2048", "/photos/7/large?v=000000000000", "/photos/7/preview?v=000000000000", "1600"],
            new[] { "data-id", "data-width", "data-height", "data-large", "data-preview", "data-preview-width" }
                .Select(name => link.GetAttribute(name)!));
    }

    [Fact]
    public void Hostile_names_and_queries_are_escaped()
    {
        var page = Show(
            Of(
                [new SearchHit(Photo(1, GalleryFixture.HostileName), Score, false)],
                result => result with { Query = GalleryFixture.HostileName }));

        Assert.Equal(GalleryFixture.HostileName, page.Find(".name").TextContent);
        Assert.Equal(GalleryFixture.HostileName, page.Find("#hits img").GetAttribute("alt"));
        Assert.Equal(GalleryFixture.HostileName, page.Find("#hits a").GetAttribute("title"));
        Assert.Equal(GalleryFixture.HostileName, page.Find(".summary q").TextContent);
        Assert.Single(page.FindAll("img"));
        Assert.Empty(page.FindAll("[onerror]"));
    }

    [Fact]
    public void A_long_query_is_cut_between_characters()
    {
        Assert.Equal(
            new string('a', 119) + "…",
            Show(Of(Hits(1), result => result with { Query = new string('a', 119) + "😀b" })).Find("q").TextContent);
        Assert.Equal(new string('a', 120), Show(Of(Hits(1), result => result with { Query = new string('a', 120) })).Find("q").TextContent);
    }

    [Fact]
    public void A_cut_query_has_a_notice()
    {
        Assert.Contains(
            "Only the beginning was used",
            Show(Of(Hits(1), result => result with { QueryWasCut = true })).Find("#query-cut").TextContent,
            StringComparison.Ordinal);
        Assert.Empty(Show(Of(Hits(1))).FindAll("#query-cut"));
    }

    [Fact]
    public void A_search_by_image_is_named_in_the_summary() =>
        Assert.Equal(
            "Best matches for this image · 59 photos 12 ms",
            Text(Show(Of(Hits(1), result => result with { Query = "" }, total: 59)).Find(".summary")));

    [Fact]
    public void One_result_is_singular() =>
        Assert.StartsWith("Best match for cat · 1 photo", Text(Show(Of(Hits(1))).Find(".summary")), StringComparison.Ordinal);

    [Fact]
    public void A_later_page_has_its_range_and_a_link_back()
    {
        var page = Show(Of(Hits(12), offset: 48, total: 60));

        Assert.Equal("Matches for cat · 49–60 of 60 photos 12 ms", Text(page.Find(".summary")));
        Assert.Equal("/?q=cat&offset=24", page.Find(".before a[rel=prev]").GetAttribute("href"));
        Assert.Equal(
            ("49", "/photos/1?q=cat&at=49"), (page.Find("#hits").GetAttribute("start"), page.Find("#hits a").GetAttribute("href")));
    }

    [Fact]
    public void A_page_after_the_last_result_links_back()
    {
        var page = Show(Of([], offset: 5000, total: 60));

        Assert.Equal("No more results Total results: 60. Back to the best matches", Text(page.Find(".empty[data-announce]")));
        Assert.Equal("/?q=cat", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(page.FindAll("#hits, #more, .summary"));
    }

    [Fact]
    public void A_filter_without_matches_can_be_removed()
    {
        var page = Show(Of([], total: 0, filter: new FilterRequest([new(StandardFacets.TakenFrom, "2999")])));

        Assert.Equal("No photos match the filter", page.Find(".empty h2").TextContent);
        Assert.Equal("/?q=cat", page.Find(".empty a").GetAttribute("href"));
        Assert.Single(page.FindAll(".chip"));
    }

    [Fact]
    public void An_empty_library_says_so_once()
    {
        var sync = Sync(Done with { Found = 0 });
        var page = Show<SearchResults>(parameters => parameters.Add(results => results.View, new ResultsView(sync, Roots)
        {
            NoPhotos = new NoPhotosView(sync, [Folder], IsReadOnly: false, MayWrite: true, HasToken: false),
        }));

        Assert.Equal("No photos yet", Assert.Single(page.FindAll(".empty h2")).TextContent);
        Assert.Empty(page.FindAll("#hits, .notice"));
    }

    [Fact]
    public void Before_the_first_search_only_a_running_scan_is_shown()
    {
        Assert.Equal(
            "", Show<SearchResults>(parameters => parameters.Add(results => results.View, new ResultsView(Sync(), Roots))).Markup.Trim());
        var running = Sync(Done with { State = SyncState.Running });
        Assert.NotNull(
            Show<SearchResults>(parameters => parameters.Add(results => results.View, new ResultsView(running, Roots))).Find("#seeding"));
    }

    [Fact]
    public void More_results_are_tiles_and_a_link_that_replaces_the_previous_one()
    {
        var view = View([Hit(1, Relevance.Good), Hit(2, Relevance.Weak)], result => result with { FirstWeak = 1 }, 24) with
        {
            More = new MorePhotosView("/?q=cat&offset=48", "hits", "/?q=cat&shown=72"),
        };
        var page = Show<MoreResults>(parameters => parameters.Add(more => more.View, view));

        Assert.Equal(["photo-1", "", "", "photo-2"], page.FindAll("li").Select(item => item.Id ?? ""));
        Assert.Equal("/photos/2?q=cat&at=26", page.Find("#photo-2 a").GetAttribute("href"));
        var link = page.Find("#more[hx-swap-oob=true][hx-sync='form.search:abort'] a");
        Assert.Equal(("/?q=cat&offset=48", "/?q=cat&shown=72"), (link.GetAttribute("hx-get"), link.GetAttribute("hx-replace-url")));
        Assert.Empty(page.FindAll("ol, .summary"));
    }

    [Fact]
    public void The_last_results_remove_the_link_to_more()
    {
        var page = Show<MoreResults>(parameters => parameters.Add(more => more.View, View([], null, 60)));

        Assert.Equal("", Assert.Single(page.FindAll("#more")).TextContent.Trim());
        Assert.Empty(page.FindAll("li, a, .empty"));
    }

    [Fact]
    public void Words_and_numbers_are_translated()
    {
        var page = Show(Of(Hits(1), total: 1234), "de");

        Assert.StartsWith("Beste Treffer für cat · 1.234 Fotos", Text(page.Find(".summary")), StringComparison.Ordinal);
        Assert.Equal("0,313", page.Find(".score").TextContent);
    }

    private static SearchHit Hit(long id, Relevance relevance) => new(Photo(id, $"{id}.jpg"), Score, false) { Relevance = relevance };

    private static SearchHit[] Hits(int count) =>
        [.. Enumerable.Range(1, count).Select(id => new SearchHit(Photo(id, $"{id}.jpg"), Score, false))];

    private static ResultsView View(
        SearchHit[] hits, Func<SearchResult, SearchResult>? change, int offset = 0, long? total = null, FilterRequest? filter = null)
    {
        var result = new SearchResult("a model", "cat", false, hits, total ?? hits.Length, TimeSpan.FromMilliseconds(12));
        return new ResultsView(Sync(), Roots)
        {
            Request = new SearchRequest(new PhotoQuery("cat") { Offset = offset }, filter ?? FilterRequest.None),
            Result = change is null ? result : change(result),
        };
    }

    private static Action<ComponentParameterCollectionBuilder<SearchResults>> Of(
        SearchHit[] hits, Func<SearchResult, SearchResult>? change = null, int offset = 0, long? total = null,
        FilterRequest? filter = null) =>
        parameters => parameters.Add(results => results.View, View(hits, change, offset, total, filter));
}
