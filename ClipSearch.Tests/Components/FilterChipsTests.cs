using Bunit;
using ClipSearch.Core;
using ClipSearch.Web;
using ClipSearch.Web.Components;

namespace ClipSearch.Tests.Components;

public sealed class FilterChipsTests : ComponentTest
{
    private static readonly FilterRequest Full = new()
    {
        Folder = "<trip>",
        TakenFrom = "2019",
        TakenTo = "2024-05",
        Orientation = "landscape",
        Camera = "Pixel",
        Type = "jpeg",
    };

    /// <summary>Each part: what its chip says, and the part's name in an address.</summary>
    public static TheoryData<string, string> Parts => new()
    {
        { "Folder <trip> : leave this open", "folder" },
        { "From 2019 : leave this open", "takenFrom" },
        { "To 2024-05 : leave this open", "takenTo" },
        { "Stands landscape : leave this open", "orientation" },
        { "Camera Pixel : leave this open", "camera" },
        { "Type jpeg : leave this open", "type" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Each_part_is_a_chip_that_leads_to_the_search_without_it(string says, string part)
    {
        var chips = Chips(Full).FindAll(".chips .chip");

        var chip = chips.Single(chip => Text(chip) == says);
        var query = System.Web.HttpUtility.ParseQueryString(chip.GetAttribute("href")![1..]);
        Assert.Equal(Full.Given.Select(each => each.Name).Where(name => name != part).Prepend("q").Order(), query.AllKeys.Order());
        Assert.Equal(chip.GetAttribute("href"), chip.GetAttribute("hx-get"));
        Assert.Equal(("#results", "true"), (chip.GetAttribute("hx-target"), chip.GetAttribute("hx-push-url")));
        Assert.Equal(6, chips.Count);
    }

    [Fact]
    public void Photos_that_are_not_stacked_are_a_chip_too()
    {
        var chip = Assert.Single(Chips(FilterRequest.None, stacked: false).FindAll(".chip"));

        Assert.Equal(("Each photo by itself : leave this open", "/?q=cat"), (Text(chip), chip.GetAttribute("href")));
    }

    [Fact]
    public void Without_a_filter_there_is_no_list() => Assert.Equal("", Chips(FilterRequest.None).Markup.Trim());

    [Fact]
    public void Chips_are_in_the_language_of_the_page() =>
        Assert.Equal("Ordner", Chips(new FilterRequest { Folder = "trip" }, language: "de").Find(".part").TextContent);

    private IRenderedComponent<FilterChips> Chips(FilterRequest filter, bool stacked = true, string language = "en") => Show<FilterChips>(
        parameters => parameters.Add(chips => chips.Asked, new SearchRequest(new PhotoQuery("cat") { Stacked = stacked }, filter)),
        language);
}
