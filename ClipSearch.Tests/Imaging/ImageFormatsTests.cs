using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Web.Photos;

namespace ClipSearch.Tests.Imaging;

/// <summary>Other code that lists formats agrees with ImageFormats.</summary>
public sealed class ImageFormatsTests
{
    [Fact]
    public void The_filter_offers_every_format_except_other_HEIF() =>
        Assert.Equal(ImageFormats.All.Select(format => format.Name).Where(name => name != ImageFormats.OtherHeif), StandardFacets.Type.Choices);

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("a.JPEG", true)]
    [InlineData("a.tif", true)]
    [InlineData("a.heif", true)]
    [InlineData("a.svg", false)]
    [InlineData("a.pdf", false)]
    [InlineData("jpg", false)]
    [InlineData("a.jpg.txt", false)]
    public void Files_are_photos_by_their_extension(string name, bool isPhoto) => Assert.Equal(isPhoto, ImageFormats.HasExtension(name));

    [Fact]
    public void Names_and_extensions_and_media_types_are_unique()
    {
        Assert.Equal(ImageFormats.All.Count, ImageFormats.All.DistinctBy(format => format.Name).Count());
        Assert.Equal(ImageFormats.All.Count, ImageFormats.All.DistinctBy(format => format.MediaType).Count());
        Assert.Equal(ImageFormats.All.Sum(format => format.Extensions.Count), ImageFormats.All.SelectMany(format => format.Extensions).Distinct().Count());
    }

    [Fact]
    public void The_media_type_of_a_file_is_that_of_its_format()
    {
        byte[][] starts =
        [
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0], [0x89, .. "PNG12345678"u8], [.. "RIFF1234WEBP"u8], [.. "1234ftypavif"u8], [.. "1234ftypheic"u8],
            [.. "GIF89a123456"u8], [.. "II"u8, 42, 0, .. "12345678"u8], [.. "BM1234567890"u8],
        ];

        Assert.Equal(
            ImageFormats.All.Where(format => format.Name != ImageFormats.OtherHeif).Select(format => format.MediaType),
            starts.Select(start => ImageType.Of(start)));
    }
}
