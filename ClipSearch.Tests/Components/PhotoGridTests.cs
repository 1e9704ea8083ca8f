using Bunit;
using ClipSearch.Core.Library;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;

namespace ClipSearch.Tests.Components;

/// <summary>Images, grids, photos of folders and months, and folder covers.</summary>
public sealed class PhotoGridTests : ComponentTest
{
    private static PhotosView Two =>
        new([Photo(1, "a.jpg"), Photo(2, GalleryFixture.HostileName)], photo => $"/photos/{photo.Id}?month=2019-07", Roots);

    [Fact]
    public void Each_photo_is_a_link_that_the_lightbox_opens()
    {
        var page = Show<PhotoGrid>(parameters => parameters.Add(grid => grid.View, Two));

        Assert.Equal(["photo-1", "photo-2"], page.FindAll("ol.photos[data-lightbox] > li").Select(item => item.Id));
        var link = page.FindAll("a")[1];
        Assert.Equal(
            ("/photos/2?month=2019-07", GalleryFixture.HostileName, "2"),
            (link.GetAttribute("href"), link.GetAttribute("title"), link.GetAttribute("data-id")));
        Assert.Null(page.Find("ol").GetAttribute("hx-swap-oob"));
        Assert.Null(page.Find("ol").GetAttribute("id"));
    }

    [Theory]
    [InlineData(false, "photos", null, null)]
    [InlineData(true, null, "beforeend:#photos", "true")]
    public void The_photos_of_a_folder_are_a_list_or_extend_it(bool isFragment, string? id, string? addTo, string? more)
    {
        var page = Show<FolderPhotos>(
            parameters => parameters.Add(photos => photos.View, Two)
                .Add(photos => photos.Next, "/folders?from=b")
                .Add(photos => photos.IsFragment, isFragment));

        Assert.Equal((id, addTo), (page.Find("ol").GetAttribute("id"), page.Find("ol").GetAttribute("hx-swap-oob")));
        Assert.Equal(more, page.Find("#more").GetAttribute("hx-swap-oob"));
        Assert.Equal("#photos", page.Find("#more a").GetAttribute("hx-target"));
    }

    [Fact]
    public void Each_month_has_a_heading_unless_it_continues()
    {
        var view = Months(
            Photo(1) with { TakenAt = new DateTime(2024, 3, 20) },
            Photo(2) with { TakenAt = new DateTime(2024, 2, 1) },
            Photo(3) with { TakenAt = new DateTime(2024, 2, 1) });
        var page = Show<Months>(parameters => parameters.Add(months => months.View, view));

        Assert.Equal(["March 2024", "February 2024"], page.FindAll(".month > h2").Select(month => month.TextContent));
        Assert.Equal(["photos-2024-03", "photos-2024-02"], page.FindAll(".month > ol").Select(list => list.Id));
        Assert.Equal(
            ("month-2024-02", "2024-02", "title-2024-02"),
            (page.FindAll(".month")[1].Id, page.FindAll(".month")[1].GetAttribute("data-month"), page.FindAll("h2")[1].Id));

        var more = Show<MoreMonths>(
            parameters => parameters.Add(months => months.View, view with { GoesOn = new DateOnly(2024, 3, 1), Next = "/browse?from=x" }));
        Assert.Equal("beforeend:#photos-2024-03", more.Find("ol").GetAttribute("hx-swap-oob"));
        Assert.Equal(["February 2024"], more.FindAll("h2").Select(month => month.TextContent));
        Assert.Equal(
            ("#months", "/browse?from=x"),
            (more.Find("#more[hx-swap-oob=true] a").GetAttribute("hx-target"), more.Find("#more a").GetAttribute("hx-get")));
    }

    [Fact]
    public void Months_are_translated() => Assert.Equal(
        "März 2024",
        Show<Months>(
            parameters => parameters.Add(months => months.View, Months(Photo(1) with { TakenAt = new DateTime(2024, 3, 20) })),
            "de").Find("h2").TextContent);

    [Fact]
    public void An_image_has_its_size_and_placeholder_before_it_loads()
    {
        var photo = Photo(1, width: 1000, height: 90) with { Placeholder = "UklGRg==" };
        var page = Show<PhotoImage>(parameters => parameters.Add(image => image.View, ImageView.InRow(photo)));

        var (svg, img) = (page.Find(".picture svg"), page.Find(".picture img"));
        Assert.Equal(("360", "32"), (svg.GetAttribute("width"), svg.GetAttribute("height")));
        Assert.Equal("data:image/webp;base64,UklGRg==", page.Find("svg image").GetAttribute("href"));
        Assert.Equal(
            ("/photos/1/thumb?v=000000000000", "lazy", "async", "cat.jpg"),
            (img.GetAttribute("src"), img.GetAttribute("loading"), img.GetAttribute("decoding"), img.GetAttribute("alt")));
        Assert.Equal(
            "/photos/1/thumb?v=000000000000 360w, /photos/1/thumb-2x?v=000000000000 720w, /photos/1/preview?v=000000000000 1000w",
            img.GetAttribute("srcset"));
        Assert.StartsWith("calc(12.78 * clamp(", img.GetAttribute("sizes"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_image_has_one_size_and_a_page_image_loads_eagerly()
    {
        var small = Show<PhotoImage>(
            parameters => parameters.Add(image => image.View, ImageView.InRow(Photo(1, width: 61, height: 40)))).Find("img");
        Assert.Equal((null, null, "61"), (small.GetAttribute("srcset"), small.GetAttribute("sizes"), small.GetAttribute("width")));

        var page = Show<PhotoImage>(parameters => parameters.Add(image => image.View, ImageView.OnPage(Photo(1)) with { Alt = "" }));
        Assert.Equal(
            (null, null, ""),
            (page.Find("img").GetAttribute("loading"), page.Find("img").GetAttribute("decoding"), page.Find("img").GetAttribute("alt")));
        Assert.Empty(page.FindAll("svg image"));
    }

    [Fact]
    public void A_folder_has_a_cover_a_name_and_a_count()
    {
        FolderCover[] folders =
        [
            new("<b>", "/photos/<b>", "/folders?path=b", 1, Photo(1)),
            new("trip", "/photos/trip", "/folders?path=trip", 1200, Photo(2)),
        ];
        var page = Show<FolderCovers>(
            parameters => parameters.Add(covers => covers.Folders, folders).Add(covers => covers.Label, "Folders in this folder"));

        Assert.Equal(
            ["<b>|1 photo", "trip|1,200 photos"],
            page.FindAll(".covers[aria-label='Folders in this folder'] a")
                .Select(link => $"{link.QuerySelector(".name")!.TextContent}|{link.QuerySelector(".count")!.TextContent}"));
        Assert.Equal(
            ("/folders?path=b", "/photos/<b>", ""),
            (page.Find("a").GetAttribute("href"), page.Find("a").GetAttribute("title"), page.Find("img").GetAttribute("alt")));
    }

    private static MonthsView Months(params Photo[] photos) =>
        new(
            [.. photos.GroupBy(photo => new DateOnly(photo.TakenAt.Year, photo.TakenAt.Month, 1))],
            photo => PhotoUrls.Page(photo.Id),
            Roots);
}
