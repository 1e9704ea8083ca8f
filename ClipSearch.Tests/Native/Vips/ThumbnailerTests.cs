using System.Text;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Native.Vips;

public sealed class ThumbnailerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(ThumbnailFormat.WebP, "webp")]
    [InlineData(ThumbnailFormat.Jpeg, "jpeg")]
    public void The_longest_edge_is_kept_and_the_format_is_the_one_asked_for(ThumbnailFormat format, string name)
    {
        var path = File("wide.png", Pictures.Noise(400, 100, "pngsave_buffer"));

        Assert.Equal(new ImageHeader(200, 50, name), ImageDecoder.ReadHeader(Thumbnailer.Create(path, 200, format), "thumbnail"));
    }

    [Fact]
    public void A_small_picture_is_not_enlarged() =>
        Assert.Equal(new ImageHeader(72, 48, "webp"), ImageDecoder.ReadHeader(Thumbnailer.Create(Pictures.Drawing, 500), "thumbnail"));

    [Theory]
    [InlineData("orientation/orientation-6.jpg", "orientation/upright.png")]
    [InlineData("orientation/orientation-7.jpg", "orientation/upright.png")]
    [InlineData("formats/24-bit.bmp", "formats/drawing.png")]
    [InlineData("formats/rgb-16-bit.tiff", "formats/drawing.png")]
    [InlineData("formats/animated.gif", "formats/drawing.png")]
    public void A_thumbnail_looks_like_its_picture(string picture, string looksLike)
    {
        using var thumbnail = ImageDecoder.Decode(
            Thumbnailer.Create(TestFiles.Golden(picture), 72, ThumbnailFormat.Jpeg, quality: 95), "thumbnail");
        using var expected = ImageDecoder.Decode(TestFiles.Golden(looksLike));

        Assert.True(Pictures.MeanDifference(thumbnail, expected) < 4);
    }

    [Fact]
    public void A_bmp_is_made_smaller_too() =>
        Assert.Equal(
            new ImageHeader(36, 24, "webp"), ImageDecoder.ReadHeader(Thumbnailer.Create(TestFiles.Golden("formats/24-bit.bmp"), 36), "thumbnail"));

    [Fact]
    public void Transparency_is_flattened_on_white()
    {
        var path = File("clear.png", Pictures.Save(new byte[64 * 64 * 4], 64, 64, 4, "srgb", "pngsave_buffer"));
        using var thumbnail = ImageDecoder.Decode(Thumbnailer.Create(path, 32), "thumbnail");

        Assert.All(thumbnail.Pixels.ToArray(), value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_profile_is_applied_and_not_carried_over()
    {
        byte[] red = [.. Enumerable.Repeat(new byte[] { 234, 51, 35 }, 64 * 64).SelectMany(pixel => pixel)];
        var path = File("p3.png", Pictures.Save(red, 64, 64, 3, "srgb", "pngsave_buffer", ("profile", "p3")));
        var file = Thumbnailer.Create(path, 32, ThumbnailFormat.Jpeg, quality: 95);
        using var thumbnail = ImageDecoder.Decode(file, "thumbnail");

        Assert.InRange(thumbnail.Pixels[0], 250, 255);
        Assert.InRange(thumbnail.Pixels[1], 0, 8);
        Assert.DoesNotContain("ICC_PROFILE", Encoding.Latin1.GetString(file));
    }

    [Theory]
    [InlineData(ThumbnailFormat.WebP)]
    [InlineData(ThumbnailFormat.Jpeg)]
    public void Metadata_does_not_leak(ThumbnailFormat format)
    {
        var picture = Pictures.Turned;
        Assert.Contains("Exif", Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(picture)));

        Assert.DoesNotContain("exif", Encoding.Latin1.GetString(Thumbnailer.Create(picture, 40, format)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Extreme_shapes_keep_at_least_one_pixel()
    {
        var path = File("line.png", Pictures.Noise(5000, 1, "pngsave_buffer"));

        Assert.Equal(new ImageHeader(100, 1, "webp"), ImageDecoder.ReadHeader(Thumbnailer.Create(path, 100), "thumbnail"));
    }

    [Theory]
    [InlineData("formats/progressive.jpg")]
    [InlineData("formats/24-bit.bmp")]
    [InlineData("formats/animated.gif")]
    [InlineData("preprocess/rgb-1000x90-stripes.png")]
    public void A_placeholder_is_tiny_and_resembles_its_picture(string name)
    {
        var path = TestFiles.Golden(name);
        using var picture = ImageDecoder.Decode(path);
        using var small = ImageDecoder.Decode(Thumbnailer.Create(path, 20, ThumbnailFormat.Jpeg, quality: 95), "small");

        var file = Thumbnailer.CreatePlaceholder(picture, name);

        using var placeholder = ImageDecoder.Decode(file, "placeholder");
        Assert.Equal("webp", placeholder.Header.Format);
        Assert.InRange(file.Length, 40, 250);
        Assert.InRange(Pictures.MeanDifference(placeholder, small), 0, 16);
    }

    [Fact]
    public void A_truncated_picture_and_one_over_the_limit_fail_in_one_sentence()
    {
        var path = File("cut.jpg", Pictures.Noise(400, 300, "jpegsave_buffer")[..20_000]);

        Assert.StartsWith($"{path} cannot be read as a picture: ", Assert.Throws<ImageException>(() => Thumbnailer.Create(path, 100)).Message);
        Assert.Equal($"{path} has 400 x 300 pixels, over the limit of 100,000.",
            Assert.Throws<ImageException>(() => Thumbnailer.Create(path, 100, limits: new ImageLimits { MaxPixels = 100_000 })).Message);
    }

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }
}
