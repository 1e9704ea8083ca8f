using ClipSearch.Core.Library;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Photos;

namespace ClipSearch.Tests.Web;

/// <summary>The shapes of images in the style sheets and in <see cref="ImageView"/>.</summary>
public sealed class ImageShapeTests
{
    private static readonly string Styles = Path.Combine(TestFiles.Repository, "ClipSearch.Web", "wwwroot", "css");

    [Fact]
    public async Task The_style_sheet_has_every_shape()
    {
        var committed = Path.Combine(Styles, "shapes.css");
        if (await File.ReadAllTextAsync(committed, TestContext.Current.CancellationToken) == ImageShape.StyleSheet)
            return;
        var received = Path.Combine(TestFiles.Repository, "TestResults", "shapes.css");
        await File.WriteAllTextAsync(received, ImageShape.StyleSheet, TestContext.Current.CancellationToken);
        Assert.Fail($"{committed} differs from ImageShape.StyleSheet. If the change is intended: cp {received} {committed}");
    }

    [Fact]
    public async Task The_row_height_matches_the_style_sheet() => Assert.Contains(
        $"  --row: {ImageView.Row};", await File.ReadAllTextAsync(Path.Combine(Styles, "tokens.css"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Fact]
    public void A_shape_crops_at_most_one_percent_of_its_image()
    {
        for (var width = 250; width <= 4000; width += 7)
            Assert.InRange(ImageShape.Of(Photo(width, 1000)).Ratio / (width / 1000.0), 0.99, 1.0101);
    }

    [Theory]
    [InlineData(100_000, 1, "shape-140")]
    [InlineData(1, 100_000, "shape-0")]
    [InlineData(640, 640, "shape-70")]
    public void Extreme_aspect_ratios_get_the_outermost_shape(int width, int height, string shape) =>
        Assert.Equal(shape, ImageShape.Of(Photo(width, height)).Class);

    private static Photo Photo(int width, int height) =>
        new(1, "/photos/a.jpg", width, height, new string('0', 64), 1, "jpeg", default, new(null, null, null, null, null, null));
}
