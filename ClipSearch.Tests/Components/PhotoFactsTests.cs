using Bunit;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Tests.Demo;
using ClipSearch.Tests.Web;
using ClipSearch.Web.Components;

namespace ClipSearch.Tests.Components;

/// <summary>The details of a photo, and the notice after a delete.</summary>
public sealed class PhotoFactsTests : ComponentTest
{
    private static readonly FactsView Plain = new(Photo(7), "cat.jpg", "?q=cat&at=1", "/icons.abc.svg");

    [Fact]
    public void A_plain_photo_has_its_details_and_actions()
    {
        var page = Facts(Plain);

        Assert.Equal(("7", "cat.jpg"), (page.Find(".facts").GetAttribute("data-id"), page.Find("h1").TextContent));
        Assert.Equal(["cat.jpg", "4 July 2019, 18:02 Date from the file’s modification time", "640 × 480 pixels", "JPEG, 2.4 MB"], Values(page));
        Assert.Equal(
            ["/?like=7", "/photos/7/file", "/photos/7/file", "/photos/7?q=cat&at=1"],
            page.FindAll(".actions a").Select(link => link.GetAttribute("href")));
        Assert.Equal("/icons.abc.svg#similar", page.Find(".actions use").GetAttribute("href"));
        Assert.Empty(page.FindAll("form, .notice, .note, dd a"));
    }

    [Fact]
    public void EXIF_data_is_escaped()
    {
        var exif = new ExifFacts(new DateTime(2019, 7, 4, 18, 2, 0), TimeSpan.FromHours(9), "<b>Pixel", "<i>50 mm", -33.85875, 151.2);

        var page = Facts(Plain with { Photo = Photo(7, GalleryFixture.HostileName) with { Exif = exif, UtcOffset = exif.UtcOffset, TakenAtSource = DateSource.ExifOriginal } });

        Assert.Equal(["4 July 2019, 18:02 (UTC+09:00) Date from EXIF", "<b>Pixel", "<i>50 mm"], Values(page).Skip(1).Take(3));
        Assert.Equal("33.85875° S, 151.20000° E", Values(page)[^1]);
        Assert.Equal(GalleryFixture.HostileName, page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("b, i, img"));
    }

    [Fact]
    public void The_path_links_to_the_folder_and_its_neighbours()
    {
        var page = Facts(Plain with
        {
            Path = "trip/cat.jpg",
            Folder = "trip",
            InFolder = new PhotoPosition(2, 1200, 6, 8),
            PageInFolder = id => $"/photos/{id}?path=trip",
        });

        Assert.Equal(("trip/cat.jpg", "/folders?path=trip"), (Values(page)[0], page.Find("dd > a").GetAttribute("href")));
        Assert.Equal("2 of 1,200", page.Find("dd.place").TextContent.Trim());
        Assert.Equal(["/photos/6?path=trip", "/photos/8?path=trip"], page.FindAll("dd.place a").Select(link => link.GetAttribute("href")));
        Assert.Empty(Facts(Plain with { InFolder = new PhotoPosition(1, 1, null, null) }).FindAll("dd.place"));
        Assert.Single(Facts(Plain with { InFolder = new PhotoPosition(1, 2, null, 8) }).FindAll("dd.place a"));
    }

    [Fact]
    public void Copies_and_the_stack_are_links_that_keep_the_list()
    {
        var page = Facts(Plain with { Copies = [(9, "copies/<b>.jpg")], InStack = 3 });

        var copy = page.FindAll("dl > div")[1];
        Assert.Equal(
            ("Copy", "copies/<b>.jpg", "/photos/9?q=cat&at=1"),
            (copy.QuerySelector("dt")!.TextContent, copy.QuerySelector("a")!.TextContent, copy.QuerySelector("a")!.GetAttribute("href")));
        Assert.Contains(
            page.FindAll(".actions a"),
            link => Text(link) == "Show stack (3 photos)" && link.GetAttribute("href") == "/photos/7/stack?q=cat&at=1");
    }

    [Fact]
    public void A_missing_file_is_reported() =>
        Assert.Contains(
            "has been moved or deleted", Facts(Plain with { IsLost = true }).Find(".notice").TextContent, StringComparison.Ordinal);

    [Fact]
    public void An_unsupported_format_opens_as_a_large_image()
    {
        var page = Facts(Plain with { Photo = Photo(7) with { Format = "tiff" } });

        Assert.Equal("/photos/7/large?v=000000000000", page.Find("a.full").GetAttribute("href"));
        Assert.Contains("4096", page.Find(".note").TextContent, StringComparison.Ordinal);
        Assert.Equal("/photos/7/file", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public void A_photo_that_can_be_deleted_has_a_form_with_a_token()
    {
        var form = Facts(Plain with { Token = Token }).Find("form[method=post]");

        Assert.Equal(
            ("/photos/7?q=cat&at=1", "a-token"),
            (form.GetAttribute("action"), form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")));
    }

    [Fact]
    public void The_date_has_its_source_and_a_form_that_corrects_it()
    {
        var named = Plain with { Photo = Photo(7) with { TakenAtSource = DateSource.FileName }, DateToken = Token };

        Assert.Equal("Date from the file name", Facts(named).Find(".source").TextContent);
        Assert.Equal("Datum aus dem Dateinamen", Facts(named, "de").Find(".source").TextContent);
        var form = Assert.Single(Facts(named).FindAll(".correct form"));
        Assert.Equal(("/photos/7?handler=TakenAt&q=cat&at=1", "post"), (form.GetAttribute("action"), form.GetAttribute("method")));
        Assert.Equal(form.GetAttribute("action"), form.GetAttribute("hx-post"));
        Assert.Equal(
            ["takenAt=2019-07-04T18:02:00", "__RequestVerificationToken=a-token"],
            form.QuerySelectorAll("input").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}"));
        Assert.Equal(2, Facts(named with { Photo = named.Photo with { TakenAtSource = DateSource.Correction } }).FindAll(".correct form").Count);
    }

    [Fact]
    public void The_altitude_is_shown_with_the_position()
    {
        var exif = ExifFacts.None with { Latitude = 31.5, Longitude = 35.5, Altitude = -432.4 };
        var low = Plain with { Photo = Photo(7) with { Exif = exif } };

        Assert.Equal("432 m below sea level", Values(Facts(low))[^1]);
        Assert.Equal("8.849 m über dem Meeresspiegel", Values(Facts(low with { Photo = Photo(7) with { Exif = exif with { Altitude = 8848.6 } } }, "de"))[^1]);
        Assert.DoesNotContain(Values(Facts(low with { ShowsPlace = false })), value => value.Contains("sea level", StringComparison.Ordinal));
    }

    [Fact]
    public void Details_are_translated() => Assert.Contains("640 × 480 Pixel", Values(Facts(Plain, "de")));

    [Fact]
    public void A_deleted_photo_can_be_restored()
    {
        var form = Show<UndoNotice>(
            parameters => parameters.Add(undo => undo.Trashed, [12]).Add(undo => undo.Token, Token))
            .Find(".undo[role=status] form[method=post]");

        Assert.Equal("/trash?handler=Restore", form.GetAttribute("action"));
        Assert.Equal(
            ["id=12", "__RequestVerificationToken=a-token"],
            form.QuerySelectorAll("input").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}"));
    }

    private IRenderedComponent<PhotoFacts> Facts(FactsView view, string language = "en") =>
        Show<PhotoFacts>(parameters => parameters.Add(facts => facts.View, view), language);

    private static List<string> Values(IRenderedComponent<PhotoFacts> page) => [.. page.FindAll("dd").Select(value => Text(value))];
}
