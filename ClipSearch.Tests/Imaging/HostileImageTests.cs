using System.Text.RegularExpressions;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Imaging;

/// <summary>Small files that would take much memory or time are refused with a sentence before they take any.</summary>
[Collection(AloneCollection.Name)]
public sealed partial class HostileImageTests
{
    private const long MiB = 1 << 20;

    /// <summary>The files, and the end of the expected message.</summary>
    public static TheoryData<string, string> Files => new()
    {
        { "1,000 channels", "has 1,000 channels, over the limit of 64." },
        { "one strip", "MiB of memory to decode, over the limit of 1,536 MiB." },
        { "large tile", "tile size out of range." },
        { "wide.png", "has 9000000 x 1 pixels, over the limit of 100,000 for a side." },
        { "tall.png", "has 1 x 100001 pixels, over the limit of 100,000 for a side." },
        { "zTXt", "has more metadata than the limit of 64 MiB." },
        { "iTXt", "has more metadata than the limit of 64 MiB." },
        { "iCCP", "has more metadata than the limit of 64 MiB." },
        { "texts.avif", "has more metadata than the limit of 64 MiB." },
        { "comments.jpg", "has more metadata than the limit of 64 MiB." },
        { "frames.gif", "has more frames than the limit of 50,000." },
        { "frames.webp", "has more frames than the limit of 50,000." },
        { "lossless.webp", "MiB of memory to decode, over the limit of 1,536 MiB." },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_hostile_file_is_refused_in_bounded_memory(string kind, string message)
    {
        var file = File(kind);
        Assert.InRange(file.Length, 1, 70 * MiB);
        foreach (var decode in new Action[] { () => ImageDecoder.Decode(file, "photo", shortestEdge: 224).Dispose(), () => Thumbnailer.Create(file, "photo", 360) })
        {
            ImageException? failure = null;
            var peak = await ResidentMemory.PeakOfAsync(() =>
            {
                failure = Assert.Throws<ImageException>(decode);
                return Task.CompletedTask;
            });

            Assert.StartsWith("photo ", failure!.Message, StringComparison.Ordinal);
            Assert.EndsWith(message, failure.Message, StringComparison.Ordinal);
            Assert.InRange(peak, long.MinValue, 64 * MiB);
        }
    }

    [Fact]
    public async Task EXIF_with_overlapping_values_takes_bounded_memory()
    {
        var file = HostileImages.WithOverlappingExif(TestImages.Draw(1));

        Assert.InRange(await ResidentMemory.PeakOfAsync(() => Task.Run(() => ImageDecoder.Decode(file, "photo").Dispose())), long.MinValue, 128 * MiB);
    }

    [Theory]
    [InlineData("heifsave_buffer", "compression", "av1", 4_000)]
    [InlineData("gifsave_buffer", "effort", "1", 8_000)]
    [InlineData("jpegsave_buffer", "interlace", "true", 8_000)]
    [InlineData("pngsave_buffer", "interlace", "true", 8_000)]
    public async Task A_format_that_is_decoded_as_a_whole_is_refused_before_decoding(string saver, string option, string value, int edge)
    {
        var file = SampleImages.Black(edge, edge, saver, option, value);
        var limits = new ImageLimits { MaxDecodedBytes = 80 << 20 };

        Assert.InRange(await ResidentMemory.PeakOfAsync(() =>
        {
            Assert.EndsWith("over the limit of 80 MiB.", Assert.Throws<ImageException>(() => ImageDecoder.Decode(file, "photo", limits: limits)).Message, StringComparison.Ordinal);
            return Task.CompletedTask;
        }), long.MinValue, 24 * MiB);
    }

    /// <summary>The limit applies to an estimate, which must not be below the actual memory.</summary>
    [Theory]
    [InlineData("jpegsave_buffer", null, null)]
    [InlineData("jpegsave_buffer", "interlace", "true")]
    [InlineData("pngsave_buffer", null, null)]
    [InlineData("pngsave_buffer", "interlace", "true")]
    [InlineData("webpsave_buffer", "effort", "0")]
    [InlineData("webpsave_buffer", "lossless", "true")]
    [InlineData("heifsave_buffer", "compression", "av1")]
    [InlineData("gifsave_buffer", "effort", "1")]
    [InlineData("tiffsave_buffer", "compression", "deflate")]
    [InlineData("tiffsave_buffer", "tile", "true")]
    public async Task Decoding_takes_no_more_memory_than_estimated(string saver, string? option, string? value)
    {
        var file = SampleImages.Black(6_000, 5_000, saver, option, value);
        var estimate = MemoryOf(file);

        var peak = await ResidentMemory.PeakOfAsync(() =>
        {
            ImageDecoder.Decode(file, "photo").Dispose();
            return Task.CompletedTask;
        });

        TestContext.Current.SendDiagnosticMessage($"{saver} {option} {peak / MiB} of {estimate / MiB}");
        Assert.InRange(peak, 0, estimate + (48 * MiB));
    }

    [Fact]
    public void Decoding_ends_at_the_timeout()
    {
        var file = SampleImages.Black(10_000, 10_000, "pngsave_buffer");
        var limits = new ImageLimits { Timeout = TimeSpan.FromMilliseconds(1) };

        Assert.Equal("slow.png took longer to decode than the limit of 0.001 s.", Assert.Throws<ImageException>(() => ImageDecoder.Decode(file, "slow.png", limits: limits)).Message);
        Assert.Equal("slow.png took longer to decode than the limit of 0.001 s.", Assert.Throws<ImageException>(() => Thumbnailer.Create(file, "slow.png", 360, limits)).Message);
    }

    [Fact]
    public void Decoding_a_BMP_ends_at_the_timeout()
    {
        var path = Path.GetTempFileName();
        TestImages.WriteSparseBmp(path, 10_000, 10_000);

        Assert.EndsWith("took longer to decode than the limit of 0.001 s.", Assert.Throws<ImageException>(
            () => ImageDecoder.Decode(path, limits: new ImageLimits { Timeout = TimeSpan.FromMilliseconds(1) })).Message, StringComparison.Ordinal);
        System.IO.File.Delete(path);
    }

    [Fact]
    public async Task Decoding_ends_when_it_is_cancelled()
    {
        var file = SampleImages.Black(16_000, 16_000, "pngsave_buffer");
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        // The decoded image would take 732 MiB.
        Assert.InRange(await ResidentMemory.PeakOfAsync(() => Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => ImageDecoder.Decode(file, "unwanted.png", cancellationToken: cancellation.Token), CancellationToken.None))), long.MinValue, 32 * MiB);
        Assert.ThrowsAny<OperationCanceledException>(() => Thumbnailer.Create(file, "unwanted.png", 360, cancellationToken: cancellation.Token));
    }

    [Fact]
    public void Large_photos_of_every_kind_are_decoded()
    {
        foreach (var (saver, option) in new[] { ("jpegsave_buffer", null), ("jpegsave_buffer", "interlace"), ("pngsave_buffer", "interlace"), ("tiffsave_buffer", null), ("tiffsave_buffer", "tile") })
        {
            using var image = ImageDecoder.Decode(SampleImages.Black(12_000, 8_400, saver, option, "true"), "large", shortestEdge: 224);
            Assert.Equal((12_000, 8_400), (image.Header.Width, image.Header.Height));
        }

        var sixteenBits = TestImages.Plain(6_000, 4_000, new Rgb48(1, 2, 3), TestImages.Tiff);
        using var tiff = ImageDecoder.Decode(sixteenBits, "sixteen bits");
        Assert.Equal(6_000, tiff.Width);
    }

    private static byte[] File(string kind) => kind switch
    {
        "1,000 channels" => HostileImages.Tiff(1000, 1000, 1000),
        "one strip" => HostileImages.Tiff(20_000, 13_000, 3, rowsPerStrip: 13_000),
        "large tile" => HostileImages.TiledTiff(100, 10_000),
        "wide.png" => HostileImages.Png(9_000_000, 1),
        "tall.png" => HostileImages.Png(1, 100_001),
        "zTXt" or "iTXt" => HostileImages.PngWithChunks(kind, 90),
        "iCCP" => HostileImages.PngWithChunks(kind, 2),
        "texts.avif" => HostileImages.AvifWithCompressedTexts(SampleImages.Avif(TestImages.WithXmp(TestImages.Draw(1))), 30),
        "comments.jpg" => HostileImages.WithComments(TestImages.Draw(1), 1050),
        "frames.gif" => HostileImages.Gif(50_001),
        "frames.webp" => HostileImages.WebP(50_001),
        _ => HostileImages.LosslessWebP(16_383, 16_383),
    };

    /// <summary>Returns the estimated memory for decoding an image, in bytes.</summary>
    private static long MemoryOf(byte[] file)
    {
        var failure = Assert.Throws<ImageException>(() => ImageDecoder.Decode(file, "photo", limits: new ImageLimits { MaxDecodedBytes = 0 }));
        return long.Parse(Mebibytes().Match(failure.Message).Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) * MiB;
    }

    [GeneratedRegex("takes ([0-9,]+) MiB")]
    private static partial Regex Mebibytes();
}
