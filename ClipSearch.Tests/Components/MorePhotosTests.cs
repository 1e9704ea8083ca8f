using Bunit;
using ClipSearch.Web.Components;

namespace ClipSearch.Tests.Components;

public sealed class MorePhotosTests : ComponentTest
{
    [Fact]
    public void More_loads_by_scrolling_or_a_click()
    {
        var more = More(new MorePhotosView("/?q=cat&offset=24", "hits", "/?q=cat&shown=48"));

        var link = more.Find("#more > a.more[rel=next]");
        Assert.Equal(("/?q=cat&offset=24", "/?q=cat&offset=24"), (link.GetAttribute("href"), link.GetAttribute("hx-get")));
        Assert.Equal(
            ["click, near", "#hits", "beforeend", "/?q=cat&shown=48"],
            new[] { "hx-trigger", "hx-target", "hx-swap", "hx-replace-url" }.Select(name => link.GetAttribute(name)!));
        Assert.Equal("Show more photos", link.TextContent.Trim());
        Assert.NotNull(more.Find("#more-problem"));
        Assert.Null(more.Find("#more").GetAttribute("hx-swap-oob"));
    }

    [Fact]
    public void Without_a_page_URL_the_address_bar_is_unchanged() =>
        Assert.False(More(new MorePhotosView("/browse?from=x", "months")).Find("a").HasAttribute("hx-replace-url"));

    [Fact]
    public void A_separate_page_is_a_plain_link()
    {
        var more = More(new MorePhotosView("/?q=cat&offset=48", null));

        Assert.Equal("/?q=cat&offset=48", more.Find("a.more[rel=next]").GetAttribute("href"));
        Assert.Empty(more.FindAll("[hx-get], [hx-trigger], #more-problem"));
    }

    [Fact]
    public void At_the_end_there_is_no_link() => Assert.Equal("", More(new MorePhotosView(null, null)).Find("#more").InnerHtml.Trim());

    private IRenderedComponent<MorePhotos> More(MorePhotosView view) =>
        Show<MorePhotos>(parameters => parameters.Add(more => more.View, view));
}
