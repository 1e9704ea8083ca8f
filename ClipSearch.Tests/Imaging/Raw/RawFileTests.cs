using System.Diagnostics;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Raw;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Imaging.Raw;

/// <summary>Camera RAW files are shown through the JPEG that the camera has embedded.</summary>
public sealed class RawFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The extension of every kind.</summary>
    public static TheoryData<string> Extensions => [.. RawFiles.Kinds.Select(kind => kind.Extension)];

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task Each_kind_is_shown_through_its_largest_preview_with_its_own_metadata(string extension)
    {
        var parts = await DecodeAsync(RawFiles.Write(extension), $"IMG_1{extension}");

        Assert.Equal((RawFiles.Width, RawFiles.Height, Format(extension)), (parts.Header.Width, parts.Header.Height, parts.Header.Format));
        AssertColour(parts, RawFiles.Width, RawFiles.Height, new Rgb24(200, 40, 60));
        var exif = parts.Header.Exif;
        Assert.Contains(" Test ", exif.Camera, StringComparison.Ordinal);
        Assert.Equal(("Test Lens 50mm", new DateTime(2021, 6, 5, 14, 3, 2)), (exif.Lens, exif.TakenAt));
        Assert.Equal((51.505, 7), (Math.Round(exif.Latitude!.Value, 6), Math.Round(exif.Longitude!.Value, 6)));
        Assert.False(parts.Header.IsDamaged);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task The_orientation_is_that_of_the_RAW_file(string extension)
    {
        using var halves = new Image<Rgb24>(RawFiles.Width, RawFiles.Height, new Rgb24(10, 20, 220));
        for (var y = 0; y < halves.Height; y++)
        {
            for (var x = 0; x < halves.Width / 2; x++)
                halves[x, y] = new Rgb24(220, 20, 10);
        }

        var parts = await DecodeAsync(RawFiles.Write(extension, TestImages.Save(halves, TestImages.Jpeg()), orientation: 6), $"IMG_1{extension}");

        Assert.Equal((RawFiles.Height, RawFiles.Width), (parts.Header.Width, parts.Header.Height));
        using var upright = Image.Load<Rgb24>(parts.Thumbnail);
        Assert.Equal((RawFiles.Height, RawFiles.Width), (upright.Width, upright.Height));
        // The left edge of the sensor is the top of the photograph.
        Assert.True(upright[100, 20].R > 200 && upright[100, 280].B > 200);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task A_small_preview_is_shown_and_the_size_is_that_of_the_photograph(string extension)
    {
        var parts = await DecodeAsync(RawFiles.Write(extension, RawFiles.Small), $"IMG_1{extension}");

        // A RAF states its size in its preview only.
        Assert.Equal(extension == ".raf" ? (48, 32) : (RawFiles.Width, RawFiles.Height), (parts.Header.Width, parts.Header.Height));
        AssertColour(parts, 48, 32, new Rgb24(30, 160, 220));
    }

    [Fact]
    public async Task The_size_is_that_of_a_preview_that_shows_another_part()
    {
        var parts = await DecodeAsync(RawFiles.Write(".arw", RawFiles.Jpeg(80, 80, new Rgb24(1, 2, 3))), "a.arw");

        Assert.Equal((80, 80), (parts.Header.Width, parts.Header.Height));
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task A_file_without_a_preview_fails_with_the_remedy(string extension)
    {
        var error = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(RawFiles.Write(extension, []), $"trip/IMG_1{extension}"));

        Assert.Equal(
            $"trip/IMG_1{extension} has no preview that ClipSearch can show. Convert it with a JPEG preview, for example with Adobe DNG Converter, or set LIBVIPS_PATH to a libvips that reads RAW.",
            error.Message);
    }

    [Theory]
    [InlineData(".nef", "scan.tif", "nef")]
    [InlineData(".dng", "scan.tiff", "dng")]
    [InlineData(".cr3", "a.jpg", "cr3")]
    [InlineData(".orf", "a", "orf")]
    public async Task The_content_determines_the_format(string extension, string name, string format) =>
        Assert.Equal(format, (await DecodeAsync(RawFiles.Write(extension), name)).Header.Format);

    [Theory]
    [InlineData("scan.tif")]
    [InlineData("scan.nef")]
    [InlineData("scan.dng")]
    public async Task A_TIFF_of_a_camera_maker_stays_a_TIFF(string name)
    {
        var file = SampleImages.Saved(
            TestImages.With(new TestExif().Camera("NIKON CORPORATION", "NIKON D70"), TestImages.Plain(30, 20, new Rgb24(200, 40, 60), TestImages.Jpeg())), "tiffsave_buffer");
        var parts = await DecodeAsync(file, name);

        Assert.Equal((30, 20, "tiff"), (parts.Header.Width, parts.Header.Height, parts.Header.Format));
        Assert.False(TestImages.Plain(30, 20, new Rgb24(200, 40, 60), TestImages.Tiff) is var plain && RawFormat(plain, "a.tif") is not null);
    }

    [Fact]
    public async Task A_reduced_RAW_without_sensor_data_is_recognised_by_its_extension()
    {
        var file = new TiffFile();
        var main = file.Directory((256, 4, [48]), (257, 4, [32]), (258, 3, [8, 8, 8]), (259, 3, [1]), (262, 3, [2]), (277, 3, [3]), (278, 4, [32]))
            .Strip(Enumerable.Repeat((byte)250, 48 * 32 * 3).ToArray());
        main.Below = [file.Directory((259, 3, [6])).Jpeg(RawFiles.Full)];
        var content = file.Write(main);

        Assert.Equal(("nef", 300), await HeaderAsync("small.NEF"));
        Assert.Equal(("tiff", 48), await HeaderAsync("small.tif"));

        async Task<(string, int)> HeaderAsync(string name)
        {
            var header = (await DecodeAsync(content, name)).Header;
            return (header.Format, header.Width);
        }
    }

    [Fact]
    public async Task RAW_of_an_unknown_camera_is_no_TIFF()
    {
        var file = new TiffFile();
        var main = file.Directory((256, 4, [48]), (257, 4, [32]), (258, 3, [8, 8, 8]), (259, 3, [1]), (262, 3, [2]), (277, 3, [3])).Strip(new byte[48 * 32 * 3]);
        main.Below = [file.Directory((256, 4, [480]), (257, 4, [320]), (262, 3, [32803])).Strip(new byte[99])];

        var error = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(file.Write(main), "a.tif"));

        Assert.Equal("a.tif is a RAW file of a camera maker that ClipSearch does not know. Convert it to DNG or JPEG.", error.Message);
    }

    [Fact]
    public async Task The_colour_profile_of_the_preview_is_applied()
    {
        // sRGB's pure red is (234, 51, 35) in Display P3.
        var preview = SampleImages.DisplayP3(RawFiles.Jpeg(RawFiles.Width, RawFiles.Height, new Rgb24(234, 51, 35)), "jpegsave_buffer");

        AssertColour(await DecodeAsync(RawFiles.Write(".nef", preview), "a.nef"), RawFiles.Width, RawFiles.Height, new Rgb24(255, 0, 0), 8);
    }

    [Fact]
    public async Task A_truncated_preview_is_judged_like_any_JPEG()
    {
        var whole = RawFiles.Write(".raf", await File.ReadAllBytesAsync(SampleImages.Gallery(3), Token))[..^900];

        Assert.False((await DecodeAsync(whole, "a.raf")).Header.IsDamaged);
        Assert.True((await DecodeAsync(whole[..^2], "a.raf")).Header.IsDamaged);
        await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(whole[..(whole.Length / 2)], "a.raf"));
    }

    [Fact]
    public async Task The_limits_apply_to_the_preview()
    {
        var huge = RawFiles.Full.ToArray();
        var frame = huge.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (huge[frame + 5], huge[frame + 7]) = (0xFF, 0xFF);

        var error = await Assert.ThrowsAsync<ImageException>(() => DecodeAsync(RawFiles.Write(".nef", huge), "a.nef"));

        Assert.Contains("pixels, over the limit of", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Numbers in the file lead anywhere: back, to each other, beyond the end.</summary>
    [Theory]
    [MemberData(nameof(Extensions))]
    public void Hostile_files_are_read_in_bounded_time_without_other_errors(string extension)
    {
        var file = RawFiles.Write(extension, RawFiles.Small);
        var random = new Random(3);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 4000; round++)
        {
            var damaged = file[..(round % 4 == 0 ? random.Next(file.Length) : file.Length)];
            for (var changes = random.Next(1, 4); changes > 0 && damaged.Length > 4; changes--)
            {
                var at = random.Next(4, damaged.Length);
                damaged[at] = random.Next(3) switch { 0 => 0xFF, 1 => damaged[random.Next(damaged.Length)], _ => (byte)random.Next(256) };
            }

            try
            {
                using var received = Received(damaged, $"a{extension}");
                using var preview = RawFile.Read(received.Bytes) is { } raw ? raw.ExtractPreview() : null;
            }
            catch (ImageException)
            {
                // The file is refused.
            }
        }

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Directories_that_lead_in_circles_end()
    {
        // A directory that is the next one and all of those below itself.
        byte[] file =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 2, 0, 0x4A, 1, 4, 0, 0xFF, 0xFF, 0, 0, 38, 0, 0, 0, 6, 1, 3, 0, 1, 0, 0, 0, 0x23, 0x80, 0, 0, 8, 0, 0, 0,
            .. Enumerable.Range(0, 0xFFFF).SelectMany(i => BitConverter.GetBytes(8)),
        ];

        Assert.Null(RawFormat(file, "a.tif", out var error));
        Assert.Contains("a camera maker that ClipSearch does not know", error, StringComparison.Ordinal);
    }

    private static async Task<DecodedParts> DecodeAsync(byte[] content, string name)
    {
        using var file = Received(content, name);
        return await TestDecoders.Shared.DecodeAsync(file, new DecodeRequest { WithAppearance = true, ThumbnailEdge = 1600 }, Token);
    }

    private static void AssertColour(DecodedParts parts, int width, int height, Rgb24 colour, int tolerance = 5)
    {
        using var image = Image.Load<Rgb24>(parts.Thumbnail);
        Assert.Equal((width, height), (image.Width, image.Height));
        var pixel = image[width / 2, height / 2];
        Assert.InRange(Math.Max(Math.Abs(pixel.R - colour.R), Math.Max(Math.Abs(pixel.G - colour.G), Math.Abs(pixel.B - colour.B))), 0, tolerance);
    }

    private static string Format(string extension) => RawFiles.Kinds.Single(kind => kind.Extension == extension).Format;

    private static string? RawFormat(byte[] content, string name) => RawFormat(content, name, out _);

    private static string? RawFormat(byte[] content, string name, out string? error)
    {
        using var file = Received(content, name);
        try
        {
            error = null;
            return RawFile.Read(file.Bytes)?.Format;
        }
        catch (ImageException e)
        {
            error = e.Message;
            return null;
        }
    }

    private static ImageFile Received(byte[] content, string name) => ImageFile.Receive(new MemoryStream(content), content.Length, name);
}
