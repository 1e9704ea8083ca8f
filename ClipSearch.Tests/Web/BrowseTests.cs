using System.Globalization;
using AngleSharp.Dom;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Pages;

namespace ClipSearch.Tests.Web;

/// <summary>Photos by date: <c>/browse</c>.</summary>
public sealed class BrowseTests(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>More than two pages, taken at intervals of six hours up to 20 January 2024.</summary>
    private const int Photos = 2 * BrowseModel.Limit + 20;

    private TestLibrary _library = null!;
    private TestSite _site = null!;
    private List<Photo> _all = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 0; i < Photos; i++)
            File.SetLastWriteTime(_library.Draw(i, $"{(i % 2 == 0 ? "even" : "odd")}/{i:000}.jpg"), Taken(i));
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
        _all = await _library.Timeline.ListAsync(PhotoFilter.None, null, Photos, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task The_pages_show_each_photo_once_under_its_month()
    {
        var shown = new List<string>();
        var pages = 0;
        for (var address = "/browse"; address is not null; pages++)
        {
            var page = await _site.PageAsync(address);
            foreach (var month in page.QuerySelectorAll(".month"))
            {
                foreach (var photo in month.QuerySelectorAll(".photos > li"))
                {
                    var index = int.Parse(photo.QuerySelector("img")!.GetAttribute("alt")![..3], CultureInfo.InvariantCulture);
                    Assert.Equal(Taken(index).ToString("MMMM yyyy", CultureInfo.InvariantCulture), month.QuerySelector("h2")!.TextContent);
                    shown.Add(photo.Id!);
                }
            }

            address = page.QuerySelector("#more a")?.GetAttribute("href");
        }

        Assert.Equal(3, pages);
        Assert.Equal(_all.Select(photo => $"photo-{photo.Id}"), shown);
    }

    [Fact]
    public async Task The_list_of_months_has_counts_and_links()
    {
        var page = await _site.PageAsync("/browse");
        var months = Enumerable.Range(0, Photos).GroupBy(i => Taken(i).ToString("yyyy-MM", CultureInfo.InvariantCulture)).ToList();
        var links = page.QuerySelectorAll(".scrubber a").ToList();

        Assert.Equal(months.Select(month => (month.Key, month.Count().ToString(CultureInfo.InvariantCulture))), links.Select(link => (link.GetAttribute("data-month")!, link.QuerySelector(".count")!.FirstChild!.TextContent)));
        Assert.Equal(months.Select(month => month.Key), page.QuerySelectorAll(".jump option").Select(option => option.GetAttribute("value")!));
        Assert.Equal(months[0].Key, Assert.Single(page.QuerySelectorAll(".scrubber [aria-current]")).GetAttribute("data-month"));
        Assert.Contains($"{Photos} photos · {Taken(Photos - 1):MMMM yyyy} – {Taken(0):MMMM yyyy}", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);

        var second = await _site.PageAsync(links[1].GetAttribute("href")!);
        Assert.Equal($"photo-{_all[months[0].Count()].Id}", second.QuerySelector(".photos > li")!.Id);
        Assert.Equal(months[1].Key, Assert.Single(second.QuerySelectorAll(".scrubber [aria-current]")).GetAttribute("data-month"));
        var later = await _site.PageAsync(second.QuerySelector(".before a")!.GetAttribute("href")!);
        Assert.Equal($"photo-{_all[Math.Max(0, months[0].Count() - BrowseModel.Limit)].Id}", later.QuerySelector(".photos > li")!.Id);
    }

    [Fact]
    public async Task A_fragment_continues_the_last_month()
    {
        var page = await _site.PageAsync("/browse");
        var fragment = await _site.FragmentAsync(page.QuerySelector("#more a")!.GetAttribute("hx-get")!);

        var month = page.QuerySelectorAll(".month")[^1].GetAttribute("data-month");
        Assert.Equal(month, Month(_all[BrowseModel.Limit]));
        var list = fragment.Children[0];
        Assert.Equal($"beforeend:#photos-{month}", list.GetAttribute("hx-swap-oob"));
        Assert.NotNull(page.QuerySelector($"#photos-{month}"));
        Assert.Equal($"photo-{_all[BrowseModel.Limit].Id}", list.QuerySelector("li")!.Id);
        Assert.DoesNotContain(month, fragment.QuerySelectorAll(".month").Select(next => next.GetAttribute("data-month")));
        Assert.Equal("true", fragment.QuerySelector("#more")!.GetAttribute("hx-swap-oob"));
        Assert.Equal(BrowseModel.Limit, fragment.QuerySelectorAll(".photos > li").Length);
    }

    [Fact]
    public async Task The_filter_applies_to_all_pages()
    {
        var page = await _site.PageAsync("/browse?folder=odd");
        var next = await _site.PageAsync(page.QuerySelector("#more a")!.GetAttribute("href")!);

        Assert.Equal(Photos / 2, page.QuerySelectorAll(".photos > li").Length + next.QuerySelectorAll(".photos > li").Length);
        Assert.All(next.QuerySelectorAll(".photos a"), link => Assert.StartsWith("odd/", link.GetAttribute("title"), StringComparison.Ordinal));
        Assert.Contains("folder=odd", page.QuerySelector(".scrubber a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("odd", page.QuerySelector(".jump input[name=folder]")!.GetAttribute("value"));
        Assert.Contains("No photos match", (await _site.PageAsync("/browse?type=png")).QuerySelector(".empty h2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_links_back_to_its_position()
    {
        var page = await _site.PageAsync("/browse?folder=even");
        var link = page.QuerySelectorAll(".photos a")[20];
        var photo = await _site.PageAsync(link.GetAttribute("href")!);
        var back = photo.QuerySelector("a.back")!;

        Assert.Equal("Back to photos", back.TextContent);
        var address = back.GetAttribute("href")!.Split('#');
        var there = await _site.PageAsync(address[0]);
        Assert.Equal(address[1], there.QuerySelector(".photos > li")!.Id);
        Assert.Equal(address[1], link.ParentElement!.Id);
        Assert.All(there.QuerySelectorAll(".photos a"), each => Assert.StartsWith("even/", each.GetAttribute("title"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("month=2024")]
    [InlineData("month=10000-01")]
    [InlineData("month=<b>")]
    [InlineData("from=20240531T180211.000000")]
    [InlineData("from=20240531T180211.000000_-1")]
    [InlineData("from=x_1")]
    [InlineData("type=exe")]
    public async Task An_invalid_URL_parameter_names_the_expected_value(string query) =>
        Assert.Contains("Expected", (await _site.PageAsync($"/browse?{query}", 400)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task A_month_before_the_first_photo_links_back()
    {
        var page = await _site.PageAsync("/browse?month=1970-01");

        Assert.Empty(page.QuerySelectorAll(".photos > li"));
        Assert.Equal("/browse", page.QuerySelector(".timeline .empty a")!.GetAttribute("href"));
    }

    private static DateTime Taken(int photo) => new DateTime(2024, 1, 20, 12, 0, 0, DateTimeKind.Local).AddHours(-6 * photo);

    private static string Month(Photo photo) => photo.TakenAt.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
