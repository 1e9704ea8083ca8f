using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ClipSearch.Tests.Imaging;

public sealed class ImageDecoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void An_image_is_decoded_upright_for_every_EXIF_orientation(int orientation)
    {
        var path = TestFiles.Golden($"orientation/orientation-{orientation}.jpg");
        using var decoded = ImageDecoder.Decode(path);
        using var expected = ImageDecoder.Decode(TestFiles.Golden("orientation/upright.png"));

        Assert.True(SampleImages.MeanDifference(decoded, expected) < 1); // JPEG's own loss is 0.67
        Assert.Equal(new ImageHeader(72, 48, "jpeg"), ImageDecoder.ReadHeader(path));
    }

    [Theory]
    [InlineData("24-bit.bmp", "bmp", "drawing.png", 0)]
    [InlineData("8-bit-palette.bmp", "bmp", "drawing.png", 0)]
    [InlineData("animated.gif", "gif", "drawing.png", 0)]
    [InlineData("lossless.webp", "webp", "drawing.png", 0)]
    [InlineData("rgb-16-bit.tiff", "tiff", "drawing.png", 0)]
    [InlineData("grey-16-bit.png", "png", "drawing-grey.png", 0)]
    [InlineData("palette-transparent.png", "png", "drawing-with-hole.png", 0)]
    [InlineData("progressive.jpg", "jpeg", "drawing.png", 1)]
    [InlineData("grey.jpg", "jpeg", "drawing-grey.png", 1)]
    [InlineData("cmyk.jpg", "jpeg", "drawing.png", 30)] // without a profile, decoders assume different inks; an inverted image would differ by 100
    public void Unusual_encodings_are_decoded_correctly(string file, string format, string looksLike, double meanDifference)
    {
        using var decoded = ImageDecoder.Decode(TestFiles.Golden($"formats/{file}"));
        using var expected = ImageDecoder.Decode(TestFiles.Golden($"formats/{looksLike}"));

        Assert.InRange(SampleImages.MeanDifference(decoded, expected), 0, meanDifference);
        Assert.Equal(new ImageHeader(72, 48, format) { Frames = file == "animated.gif" ? 3 : 1 }, decoded.Header);
    }

    [Fact]
    public void AVIF_is_decoded()
    {
        using var decoded = ImageDecoder.Decode(SampleImages.Avif(TestImages.Plain(64, 32, new Rgb24(200, 40, 60), TestImages.Png)), "red.avif");

        Assert.Equal(new ImageHeader(64, 32, "avif"), decoded.Header);
        Assert.InRange(decoded.Pixels[0], 194, 206);
        Assert.InRange(decoded.Pixels[1], 34, 46);
    }

    /// <summary>Compares the upright sRGB pixels with those of ImageSharp, which shares no code with libvips.</summary>
    [Theory]
    [InlineData("formats/24-bit.bmp", 0)]
    [InlineData("formats/8-bit-palette.bmp", 0)]
    [InlineData("formats/animated.gif", 0)]
    [InlineData("formats/drawing.png", 0)]
    [InlineData("formats/drawing-grey.png", 0)]
    [InlineData("formats/drawing-with-hole.png", 0)]
    [InlineData("formats/palette-transparent.png", 0)]
    [InlineData("formats/grey-16-bit.png", 0)]
    [InlineData("formats/lossless.webp", 0)]
    [InlineData("formats/rgb-16-bit.tiff", 0)]
    [InlineData("formats/progressive.jpg", 1)] // JPEG decoders round differently
    [InlineData("formats/grey.jpg", 1)]
    [InlineData("orientation/orientation-1.jpg", 1)]
    [InlineData("orientation/orientation-2.jpg", 1)]
    [InlineData("orientation/orientation-3.jpg", 1)]
    [InlineData("orientation/orientation-4.jpg", 1)]
    [InlineData("orientation/orientation-5.jpg", 1)]
    [InlineData("orientation/orientation-6.jpg", 1)]
    [InlineData("orientation/orientation-7.jpg", 1)]
    [InlineData("orientation/orientation-8.jpg", 1)]
    public void Pixels_equal_those_of_an_independent_decoder(string file, double meanDifference)
    {
        using var decoded = ImageDecoder.Decode(TestFiles.Golden(file));
        using var flattened = Image.Load<Rgba32>(TestFiles.Golden(file)).Clone(image => image.AutoOrient().BackgroundColor(Color.White));
        var pixels = new byte[flattened.Width * flattened.Height * 3];
        flattened.CloneAs<Rgb24>().CopyPixelDataTo(pixels);

        Assert.Equal((flattened.Width, flattened.Height), (decoded.Width, decoded.Height));
        Assert.InRange(SampleImages.MeanDifference(pixels, decoded.Pixels), 0, meanDifference);
    }

    [Fact]
    public void An_embedded_colour_profile_is_applied()
    {
        // sRGB's pure red is (234, 51, 35) in Display P3.
        var file = SampleImages.DisplayP3(TestImages.Plain(1, 1, new Rgb24(234, 51, 35), TestImages.Png), "pngsave_buffer");
        using var decoded = ImageDecoder.Decode(file, "p3.png");

        Assert.InRange(decoded.Pixels[0], 253, 255);
        Assert.InRange(decoded.Pixels[1], 0, 6);
        Assert.InRange(decoded.Pixels[2], 0, 6);
    }

    [Fact]
    public void A_colour_profile_for_other_channels_is_ignored()
    {
        // A grey image with a profile for RGB.
        using var grey = Image.LoadPixelData(new L8[] { new(100), new(200) }, 2, 1);
        var file = SampleImages.DisplayP3(TestImages.Save(grey, new PngEncoder { ColorType = PngColorType.Grayscale }), "tiffsave_buffer");
        using var decoded = ImageDecoder.Decode(file, "grey.tif");

        Assert.Equal([100, 100, 100, 200, 200, 200], decoded.Pixels.ToArray());
    }

    [Fact]
    public void Transparency_of_16_bits_is_flattened_on_white()
    {
        var file = TestImages.Save(
            Image.LoadPixelData(new Rgba64[] { new(0, 0, 0, 32896), new(65535, 0, 0, 65535), new(0, 65535, 0, 0) }, 3, 1),
            new PngEncoder { BitDepth = PngBitDepth.Bit16, ColorType = PngColorType.RgbWithAlpha });
        using var decoded = ImageDecoder.Decode(file, "half.png");

        Assert.Equal([127, 127, 127, 255, 0, 0, 255, 255, 255], decoded.Pixels.ToArray());
    }

    [Fact]
    public void The_format_is_detected_by_content_and_not_by_name()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "photo[1].jpg");
        File.Copy(SampleImages.Drawing, path);

        Assert.Equal("png", ImageDecoder.ReadHeader(path).Format);
        using var decoded = ImageDecoder.Decode(path);
        Assert.Equal(72, decoded.Width);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void The_pixel_limit_is_checked_before_decoding()
    {
        var file = TestImages.Noise(200, 100, TestImages.Jpeg())[..2000]; // decoding it would fail as truncated
        var failure = Assert.Throws<ImageException>(
            () => ImageDecoder.Decode(file, "bomb.jpg", limits: new ImageLimits { MaxPixels = 10_000 }));

        Assert.Equal("bomb.jpg has 200 x 100 pixels, over the limit of 10,000.", failure.Message);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    [InlineData("tiff")]
    [InlineData("avif")]
    public void A_truncated_file_fails_with_one_sentence(string format)
    {
        var whole = format switch
        {
            "jpeg" => TestImages.Noise(160, 120, TestImages.Jpeg()),
            "png" => TestImages.Noise(160, 120, TestImages.Png),
            "webp" => TestImages.Noise(160, 120, TestImages.WebP),
            "gif" => TestImages.Noise(160, 120, TestImages.Gif),
            "tiff" => TestImages.Noise(160, 120, TestImages.Tiff),
            _ => SampleImages.Avif(TestImages.Noise(160, 120, TestImages.Png)),
        };
        using (ImageDecoder.Decode(whole, "whole"))
        {
        }

        foreach (var part in new[] { 0.05, 0.5, 0.9 })
        {
            var failure = Assert.Throws<ImageException>(() => ImageDecoder.Decode(whole.AsSpan(0, (int)(whole.Length * part)), "holiday/cut.pic"));
            Assert.StartsWith("holiday/cut.pic cannot be read as an image: ", failure.Message);
            Assert.EndsWith(".", failure.Message);
            Assert.DoesNotContain("reported no reason", failure.Message);
            Assert.DoesNotContain(failure.Message, char.IsControl);
        }
    }

    [Theory]
    [InlineData("none", "false")]
    [InlineData("none", "true")]
    [InlineData("lzw", "false")]
    [InlineData("deflate", "true")]
    [InlineData("jpeg", "false")]
    public void A_truncated_TIFF_is_not_half_black(string compression, string isTiled)
    {
        var whole = SampleImages.Saved(File.ReadAllBytes(SampleImages.Gallery(3)), "tiffsave_buffer", ("compression", compression), ("tile", isTiled));

        foreach (var part in new[] { 0.3, 0.5, 0.9, 0.97 })
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(whole.AsSpan(0, (int)(whole.Length * part)), "cut.tif"));
    }

    [Fact]
    public void A_truncated_TIFF_with_its_directory_at_the_beginning_is_not_half_black()
    {
        const int Edge = 64, Rows = 8, Strips = Edge / Rows, StripBytes = 3 * Edge * Rows;
        (ushort Tag, ushort Type, uint Count, uint Value)[] entries =
        [
            (256, 3, 1, Edge), (257, 3, 1, Edge), (258, 3, 3, 8 + 2 + 120 + 4), (259, 3, 1, 1), (262, 3, 1, 2), (273, 4, Strips, 8 + 2 + 120 + 4 + 6), (277, 3, 1, 3),
            (278, 3, 1, Rows), (279, 4, Strips, 8 + 2 + 120 + 4 + 6 + (4 * Strips)), (284, 3, 1, 1),
        ];
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(8);
        writer.Write((ushort)entries.Length);
        foreach (var (tag, type, count, value) in entries)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(count);
            writer.Write(value);
        }

        writer.Write(0);
        for (var i = 0; i < 3; i++)
            writer.Write((ushort)8);
        var start = 8 + 2 + 120 + 4 + 6 + (8 * Strips);
        for (var i = 0; i < Strips; i++)
            writer.Write(start + (i * StripBytes));
        for (var i = 0; i < Strips; i++)
            writer.Write(StripBytes);
        writer.Write(Enumerable.Repeat((byte)200, Strips * StripBytes).ToArray());
        var whole = file.ToArray();
        using (var decoded = ImageDecoder.Decode(whole, "whole.tif"))
            Assert.All(decoded.Pixels.ToArray(), value => Assert.Equal(200, value));

        foreach (var part in new[] { 0.02, 0.2, 0.5, 0.9, 0.97 })
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(whole.AsSpan(0, (int)(whole.Length * part)), "cut.tif"));
        using (ImageDecoder.Decode(whole.AsSpan(0, whole.Length - 2), "nearly.tif"))
        {
        }

        for (var at = 0; at < start; at++)
        {
            var changed = whole.ToArray();
            changed[at] = 0xFF;
            _ = TiffStructure.MissingShare(changed);
        }
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><rect width=\"10\" height=\"10\"/></svg>")]
    [InlineData("%PDF-1.7\n1 0 obj\n")]
    [InlineData("P3\n1 1\n255\n1 2 3\n")]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("2 2\n1 2\n3 4\n")]
    [InlineData("push graphic-context\nviewbox 0 0 1 1\n")]
    [InlineData("#define x_width 1\n#define x_height 1\nstatic char x_bits[] = {0};\n")]
    [InlineData("")]
    public void No_other_format_reaches_a_loader(string content)
    {
        var failure = Assert.Throws<ImageException>(() => ImageDecoder.Decode(Encoding.UTF8.GetBytes(content), "drawing.jpg"));

        Assert.Equal("drawing.jpg cannot be read as an image: its content is not jpeg, png, webp, avif, heic, gif, tiff, bmp, jxl or RAW.", failure.Message);
    }

    [Fact]
    public void Untrusted_loaders_are_disabled()
    {
        var svg = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>");
        var failure = Assert.Throws<ImageException>(() => VipsErrors.Run("drawing.svg", () => Build(svg)));

        Assert.Contains("svgload", failure.Message);

        static unsafe int Build(byte[] svg)
        {
            fixed (byte* memory = svg)
            {
                using var source = ImageLoader.Source(new ImageBytes(memory, svg.Length, "drawing.svg"));
                using var load = new VipsOperation("svgload_source").With("source", source);
                using var image = load.BuildImage();
                return 0;
            }
        }
    }

    [Fact]
    public void Missing_empty_and_too_large_files_are_reported_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory();
        var empty = Path.Combine(folder.FullName, "empty\nfile.jpg");
        File.WriteAllBytes(empty, []);

        Assert.Equal($"{empty.Replace('\n', '\uFFFD')} cannot be read as an image: the file is empty.",
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(empty)).Message);
        Assert.StartsWith("/nowhere/x.jpg cannot be read as an image: ", Assert.Throws<ImageException>(() => ImageDecoder.Decode("/nowhere/x.jpg")).Message);
        Assert.IsType<UnauthorizedAccessException>(Assert.Throws<ImageException>(() => ImageDecoder.Decode(folder.FullName)).InnerException);
        Assert.EndsWith("over the limit of 0 MiB.",
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(SampleImages.Turned, limits: new ImageLimits { MaxFileBytes = 100 })).Message);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Messages_of_concurrent_failures_are_not_mixed()
    {
        (string Name, byte[] File)[] images =
        [
            ("cut.jpg", TestImages.Noise(160, 120, TestImages.Jpeg())[..^2000]),
            ("cut.png", TestImages.Noise(160, 120, TestImages.Png)[..^2000]),
            ("cut.webp", TestImages.Noise(160, 120, TestImages.WebP)[..^2000]),
            ("cut.gif", TestImages.Noise(160, 120, TestImages.Gif)[..^8000]),
        ];
        var alone = images.Select(Message).ToArray();
        Assert.Equal(images.Length, alone.Distinct().Count());

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, i =>
        {
            Assert.Equal(alone[i % images.Length], Message(images[i % images.Length]));
            using var good = ImageDecoder.Decode(SampleImages.Turned);
        });

        static string Message((string Name, byte[] File) image) =>
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(image.File, image.Name)).Message;
    }

    [Fact]
    public void A_large_JPEG_is_decoded_at_a_reduced_scale_of_at_least_six_times_its_target()
    {
        var file = TestImages.Noise(2000, 1300, TestImages.Jpeg());
        using var exact = ImageDecoder.Decode(file, "large.jpg", shortestEdge: 224);
        using var reduced = ImageDecoder.Decode(file, "large.jpg", shortestEdge: 100);
        using var png = ImageDecoder.Decode(TestImages.Noise(700, 700, TestImages.Png), "large.png", shortestEdge: 10);

        Assert.Equal((2000, 1300), (exact.Width, exact.Height));
        Assert.Equal((1000, 650), (reduced.Width, reduced.Height));
        Assert.Equal(new ImageHeader(2000, 1300, "jpeg"), reduced.Header);
        Assert.Equal(700, png.Width);
    }

    [Theory]
    [InlineData(6000, 4000, 224, 2)]
    [InlineData(8000, 6000, 224, 4)]
    [InlineData(4000, 3000, 224, 2)]
    [InlineData(4000, 2687, 224, 1)]
    [InlineData(60000, 40000, 32, 8)]
    public void The_reduced_scale_keeps_at_least_six_times_the_target(int width, int height, int shortestEdge, int divisor) =>
        Assert.Equal(divisor, ReducedScale.For(new ImageHeader(width, height, "jpeg"), shortestEdge));

    [Fact]
    public void Pixels_cannot_be_read_after_disposal()
    {
        var decoded = ImageDecoder.Decode(SampleImages.Turned);
        decoded.Dispose();

        Assert.Throws<ObjectDisposedException>(() => decoded.Pixels.Length);
    }
}
