using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Imaging;

public sealed class ThumbnailerTests
{
    [Fact]
    public void The_longest_edge_has_the_requested_length() => Assert.Equal(new ImageHeader(200, 50, "webp"), Header(TestImages.Noise(400, 100, TestImages.Jpeg()), 200));

    [Fact]
    public void A_small_image_is_not_enlarged() => Assert.Equal(new ImageHeader(72, 48, "webp"), Header(File.ReadAllBytes(SampleImages.Turned), 500));

    [Theory]
    [InlineData("orientation/orientation-6.jpg", "orientation/upright.png")]
    [InlineData("orientation/orientation-7.jpg", "orientation/upright.png")]
    [InlineData("formats/24-bit.bmp", "formats/drawing.png")]
    [InlineData("formats/rgb-16-bit.tiff", "formats/drawing.png")]
    [InlineData("formats/animated.gif", "formats/drawing.png")]
    public void A_thumbnail_resembles_its_image(string file, string looksLike)
    {
        using var thumbnail = Decoded(Golden(file), 72);
        using var expected = ImageDecoder.Decode(TestFiles.Golden(looksLike));

        Assert.InRange(SampleImages.MeanDifference(thumbnail, expected), 0, 4);
    }

    [Fact]
    public void A_BMP_is_scaled_down() => Assert.Equal(new ImageHeader(36, 24, "webp"), Header(Golden("formats/24-bit.bmp"), 36));

    [Fact]
    public void Transparency_is_flattened_on_white()
    {
        using var thumbnail = Decoded(TestImages.Plain(64, 64, default(Rgba32), TestImages.Png), 32);

        Assert.All(thumbnail.Pixels.ToArray(), value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_colour_profile_is_applied_and_not_copied()
    {
        var red = TestImages.Plain(64, 64, new Rgb24(234, 51, 35), TestImages.Png);
        var file = Thumbnailer.Create(SampleImages.DisplayP3(red, "pngsave_buffer"), "p3.png", 32);
        using var thumbnail = ImageDecoder.Decode(file, "thumbnail");

        Assert.InRange(thumbnail.Pixels[0], 250, 255);
        Assert.InRange(thumbnail.Pixels[1], 0, 8);
        Assert.DoesNotContain("ICCP", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_is_not_copied()
    {
        var image = File.ReadAllBytes(SampleImages.Turned);
        Assert.Contains("Exif", Encoding.Latin1.GetString(image), StringComparison.Ordinal);

        Assert.DoesNotContain("exif", Encoding.Latin1.GetString(Thumbnailer.Create(image, "turned.jpg", 40)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Extreme_shapes_keep_at_least_one_pixel()
    {
        Assert.Equal(new ImageHeader(100, 1, "webp"), Header(TestImages.Noise(5000, 1, TestImages.Png), 100));
        // libjpeg could decode these at a scale at which an edge is shorter than a pixel.
        Assert.Equal(new ImageHeader(100, 1, "webp"), Header(TestImages.Noise(5000, 1, TestImages.Jpeg()), 100));
        Assert.Equal(new ImageHeader(1, 100, "webp"), Header(TestImages.Noise(3, 5000, TestImages.Jpeg()), 100));
    }

    [Theory]
    [InlineData("formats/progressive.jpg")]
    [InlineData("formats/24-bit.bmp")]
    [InlineData("formats/animated.gif")]
    [InlineData("preprocess/rgb-1000x90-stripes.png")]
    public void A_placeholder_is_tiny_and_resembles_its_image(string name)
    {
        using var image = ImageDecoder.Decode(TestFiles.Golden(name));
        using var small = ImageDecoder.Decode(Thumbnailer.Create(image, name, 20, quality: 95), "small");

        var file = Thumbnailer.CreatePlaceholder(image, name);

        using var placeholder = ImageDecoder.Decode(file, "placeholder");
        Assert.Equal("webp", placeholder.Header.Format);
        Assert.InRange(file.Length, 40, 250);
        Assert.InRange(SampleImages.MeanDifference(placeholder, small), 0, 16);
    }

    [Fact]
    public void Truncated_and_too_large_images_fail_with_one_sentence()
    {
        var cut = TestImages.Noise(400, 300, TestImages.Jpeg())[..20_000];

        Assert.StartsWith("cut.jpg cannot be read as an image: ", Assert.Throws<ImageException>(() => Thumbnailer.Create(cut, "cut.jpg", 100)).Message, StringComparison.Ordinal);
        Assert.Equal("cut.jpg has 400 x 300 pixels, over the limit of 100,000.",
            Assert.Throws<ImageException>(() => Thumbnailer.Create(cut, "cut.jpg", 100, new ImageLimits { MaxPixels = 100_000 })).Message);
    }

    private static byte[] Golden(string name) => File.ReadAllBytes(TestFiles.Golden(name));

    private static ImageHeader Header(byte[] image, int longestEdge) => ImageDecoder.ReadHeader(Thumbnailer.Create(image, "image", longestEdge), "thumbnail");

    private static DecodedImage Decoded(byte[] image, int longestEdge) => ImageDecoder.Decode(Thumbnailer.Create(image, "image", longestEdge), "thumbnail");
}
