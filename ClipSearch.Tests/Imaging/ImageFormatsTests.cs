using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Imaging;

/// <summary>The list of image formats, and other code that lists them.</summary>
public sealed class ImageFormatsTests
{
    private static readonly ImageFormat Mosaic = new("mosaic", "image/x-mosaic", [".mos", ".mosaic"], false)
    {
        HasSignature = start => start.StartsWith("MOSAIC"u8),
        Loader = "VipsForeignLoadMosaicSource",
    };

    [Fact]
    public void Nothing_but_an_entry_in_the_list_adds_a_format()
    {
        var formats = new ImageFormatList([.. ImageFormats.All, Mosaic]);

        Assert.True(formats.HasExtension("a.MOSAIC"));
        Assert.Same(Mosaic, formats.Find("mosaic"));
        Assert.Same(Mosaic, formats.OfContent("MOSAIC"u8));
        Assert.Same(Mosaic, formats.OfLoader("VipsForeignLoadMosaicSource", null));
        Assert.Equal([.. ImageFormats.All.Loaders, "VipsForeignLoadMosaicSource"], formats.Loaders);
        Assert.Equal([.. ImageFormats.All.FilterNames, "mosaic"], formats.FilterNames);
        Assert.Null(ImageFormats.All.OfContent("MOSAIC"u8));
    }

    [Fact]
    public void The_filter_offers_every_format_except_other_HEIF_and_RAW_and_videos_as_one() =>
        Assert.Equal([.. ImageFormats.All.Where(format => !format.IsRaw && format.Name != "heif").Select(format => format.Name), "raw", "video"], StandardFacets.Type.Choices);

    [Fact]
    public void RAW_is_marked() =>
        Assert.Equal(["arw", "cr2", "cr3", "dng", "nef", "orf", "pef", "raf", "rw2", "srw"], ImageFormats.All.Where(format => format.IsRaw).Select(format => format.Name).Order());

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("a.JPEG", true)]
    [InlineData("a.tif", true)]
    [InlineData("a.jfif", true)]
    [InlineData("a.JPE", true)]
    [InlineData("a.mpo", true)]
    [InlineData("a.jps", true)]
    [InlineData("a.heif", true)]
    [InlineData("a.NEF", true)]
    [InlineData("a.cr3", true)]
    [InlineData("a.dng", true)]
    [InlineData("a.svg", false)]
    [InlineData("a.pdf", false)]
    [InlineData("jpg", false)]
    [InlineData("a.jpg.txt", false)]
    public void Files_are_photos_by_their_extension(string name, bool isPhoto) => Assert.Equal(isPhoto, ImageFormats.All.HasExtension(name));

    [Fact]
    public void Names_and_extensions_and_media_types_are_unique()
    {
        Assert.Equal(ImageFormats.All.Count, ImageFormats.All.DistinctBy(format => format.Name).Count());
        Assert.Equal(ImageFormats.All.Count, ImageFormats.All.DistinctBy(format => format.MediaType).Count());
        Assert.Equal(ImageFormats.All.Sum(format => format.Extensions.Count), ImageFormats.All.SelectMany(format => format.Extensions).Distinct().Count());
    }

    [Fact]
    public void The_content_determines_the_format()
    {
        byte[][] starts =
        [
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0], [0x89, .. "PNG12345678"u8], [.. "RIFF1234WEBP"u8], [.. "1234ftypavif"u8], [.. "1234ftypheic"u8],
            [.. "GIF89a123456"u8], [.. "II"u8, 42, 0, .. "12345678"u8], [.. "BM1234567890"u8], SkippedImages.Jxl[..12],
        ];

        Assert.Equal(ImageFormats.All.FilterNames.Where(name => name != "raw"), starts.Select(start => ImageFormats.All.OfContent(start)?.Name));
        Assert.Equal("heic", ImageFormats.All.OfContent("1234ftypmif1"u8)?.Name);
        Assert.Equal("jxl", ImageFormats.All.OfContent(SkippedImages.JxlContainer().AsSpan(0, ImageFormatList.SignatureLength))?.Name);
        // The other kinds of RAW begin like any TIFF.
        Assert.Equal(
            ["cr2", "cr3", "tiff", "tiff", "tiff", "tiff", "tiff", "tiff", "raf", "orf", "rw2", "rw2"],
            RawFiles.Kinds.Select(kind => ImageFormats.All.OfContent(RawFiles.Write(kind.Extension).AsSpan(0, ImageFormatList.SignatureLength))?.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("R")]
    [InlineData("RIFF1234")]
    [InlineData("RIFF1234WAVE")]
    [InlineData("1234ftyp")]
    [InlineData("1234ftypmp42")]
    [InlineData("<svg xmlns=")]
    [InlineData("<!DOCTYPE html>")]
    public void Other_content_has_no_format(string start) => Assert.Null(ImageFormats.All.OfContent(System.Text.Encoding.Latin1.GetBytes(start)));

    [Theory]
    [InlineData("VipsForeignLoadHeifSource", "av1", "avif")]
    [InlineData("VipsForeignLoadHeifSource", "hevc", "heic")]
    [InlineData("VipsForeignLoadHeifSource", "j2k", "heif")]
    [InlineData("VipsForeignLoadHeifSource", null, "heif")]
    [InlineData("VipsForeignLoadJpegSource", null, "jpeg")]
    [InlineData("VipsForeignLoadSvgSource", null, null)]
    public void The_loader_of_libvips_determines_the_format(string loader, string? compression, string? name) =>
        Assert.Equal(name, ImageFormats.All.OfLoader(loader, compression)?.Name);
}
