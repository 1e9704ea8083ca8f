using Bunit;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Web.Components;
using ClipSearch.Web.Requests;

namespace ClipSearch.Tests.Components;

public sealed class FilterChipsTests : ComponentTest
{
    private static readonly FilterRequest Full = new(
    [
        new(StandardFacets.Folder, "<trip>"),
        new(StandardFacets.TakenFrom, "2019"),
        new(StandardFacets.TakenTo, "2024-05"),
        new(StandardFacets.Orientation, "landscape"),
        new(StandardFacets.Camera, "Pixel"),
        new(StandardFacets.Type, "jpeg"),
    ]);

    /// <summary>The filters: the text of their chip and their URL parameter.</summary>
    public static TheoryData<string, string> Parts => new()
    {
        { "Folder <trip> (remove filter)", "folder" },
        { "From 2019 (remove filter)", "takenFrom" },
        { "To 2024-05 (remove filter)", "takenTo" },
        { "Orientation Landscape (remove filter)", "orientation" },
        { "Camera Pixel (remove filter)", "camera" },
        { "Type jpeg (remove filter)", "type" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Each_filter_is_a_chip_that_links_to_the_search_without_it(string message, string part)
    {
        var chips = Chips(Full).FindAll(".chips .chip");

        var chip = chips.Single(chip => Text(chip) == message);
        var query = System.Web.HttpUtility.ParseQueryString(chip.GetAttribute("href")![1..]);
        Assert.Equal(Full.Parts.Select(each => each.Facet.Name).Where(name => name != part).Prepend("q").Order(), query.AllKeys.Order());
        Assert.Equal(chip.GetAttribute("href"), chip.GetAttribute("hx-get"));
        Assert.Equal(("#results", "true"), (chip.GetAttribute("hx-target"), chip.GetAttribute("hx-push-url")));
        Assert.Equal(6, chips.Count);
    }

    [Fact]
    public void Searching_without_stacks_is_a_chip()
    {
        var chip = Assert.Single(Chips(FilterRequest.None, stacked: false).FindAll(".chip"));

        Assert.Equal(("Duplicates shown separately (remove filter)", "/?q=cat"), (Text(chip), chip.GetAttribute("href")));
    }

    [Fact]
    public void Without_a_filter_there_is_no_list() => Assert.Equal("", Chips(FilterRequest.None).Markup.Trim());

    [Fact]
    public void Chips_are_translated() =>
        Assert.Equal("Ordner", Chips(new FilterRequest([new(StandardFacets.Folder, "trip")]), language: "de").Find(".part").TextContent);

    private IRenderedComponent<FilterChips> Chips(FilterRequest filter, bool stacked = true, string language = "en") => Show<FilterChips>(
        parameters => parameters.Add(chips => chips.Request, new SearchRequest(new PhotoQuery("cat") { Stacked = stacked }, filter)),
        language);
}
