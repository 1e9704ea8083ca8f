using Bunit;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Web.Components;

namespace ClipSearch.Tests.Components;

public sealed class StackPhotosTests : ComponentTest
{
    private static readonly Photo Best = Photo(1, "a.jpg", 864, 576);

    private static StackView View => new(
        new PhotoStack(3, [Best, Photo(2, "<b>small.webp"), Photo(3, "x.jpg") with { Path = "s3://bucket/x.jpg" }]),
        Roots,
        photo => $"/back?{photo.Id}")
    {
        Best = Best,
        Token = Token,
    };

    [Fact]
    public void Each_photo_has_its_path_size_and_date()
    {
        var photos = Stack(View).FindAll(".stacked[data-lightbox] > li");

        Assert.Equal(["a.jpg", "<b>small.webp", "s3://bucket/x.jpg"], photos.Select(photo => photo.QuerySelector("strong")!.TextContent));
        Assert.Contains("864 × 576 pixels, JPEG, 2.4 MB", Text(photos[0]), StringComparison.Ordinal);
        Assert.Contains("2019", Text(photos[0]), StringComparison.Ordinal);
        Assert.Equal(
            ("/photos/1", "1"),
            (photos[0].QuerySelector("a")!.GetAttribute("href"), photos[0].QuerySelector("a")!.GetAttribute("data-id")));
    }

    [Fact]
    public void The_best_photo_is_marked()
    {
        Assert.Equal("a.jpg", Assert.Single(Stack(View).FindAll(".best > p:has(strong)")).TextContent);
        Assert.Single(Stack(View).FindAll(".badge"));
        Assert.Empty(Stack(View with { Best = null }).FindAll(".best, .badge"));
    }

    [Fact]
    public void Photos_on_disk_can_be_deleted_and_photos_in_a_bucket_cannot()
    {
        var forms = Stack(View).FindAll("form[method=post]");

        Assert.Equal(["/photos/1", "/photos/2"], forms.Select(form => form.GetAttribute("action")));
        Assert.Equal(
            ["back=/back?2", "__RequestVerificationToken=a-token"],
            forms[1].QuerySelectorAll("input[type=hidden]").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}"));
        Assert.Contains("<b>small.webp", forms[1].QuerySelector("button")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_library_has_no_delete_forms() =>
        Assert.Empty(Stack(View with { Token = null }).FindAll("form, input"));

    private IRenderedComponent<StackPhotos> Stack(StackView view) =>
        Show<StackPhotos>(parameters => parameters.Add(stack => stack.View, view));
}
