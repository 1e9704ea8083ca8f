using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Imaging;

/// <summary>JPEGs without their end: usable if nearly all pixels are there, and refused otherwise.</summary>
public sealed class TruncatedJpegTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => ["baseline", "progressive", "restarts", "progressive with restarts", "grey", "small", "drawn", "noise"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_lacks_its_end_marker_has_all_its_pixels(string kind)
    {
        var whole = Make(kind);
        foreach (var length in new[] { whole.Length - 2, whole.Length - 1 })
        {
            using var file = Received(whole[..length]);
            using var complete = TruncatedJpeg.Complete(file, ImageLimits.Default, Token);

            Assert.NotNull(complete);
            using var expected = ImageDecoder.Decode(whole, "whole");
            using var pixels = ImageDecoder.Decode(complete.Content, "complete");
            Assert.Equal(expected.Pixels, pixels.Pixels);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_lacks_some_of_its_last_bytes_is_complete_or_refused_as_its_pixels_say(string kind)
    {
        var whole = Make(kind);
        using var expected = ImageDecoder.Decode(whole, "whole");
        var accepted = 0;
        foreach (var part in new[] { 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97, 0.99, 0.999 })
        {
            using var file = Received(whole[..(int)(whole.Length * part)]);
            using var complete = TruncatedJpeg.Complete(file, ImageLimits.Default, Token);
            if (complete is null)
                continue;

            accepted++;
            using var pixels = ImageDecoder.Decode(complete.Content, "complete");
            var wrong = Enumerable.Range(0, pixels.Width * pixels.Height).Count(i => Enumerable.Range(3 * i, 3).Any(at => Math.Abs(pixels.Pixels[at] - expected.Pixels[at]) > 40));
            Assert.True(wrong <= 0.03 * pixels.Width * pixels.Height, $"{kind}, cut to {part:P1}: {wrong} of {pixels.Width * pixels.Height} pixels differ.");
        }

        Assert.InRange(accepted, 0, 5);
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("progressive")]
    [InlineData("restarts")]
    [InlineData("progressive with restarts")]
    public void Half_a_file_is_refused(string kind)
    {
        var whole = Make(kind);
        using var file = Received(whole[..(whole.Length / 2)]);

        Assert.Null(TruncatedJpeg.Complete(file, ImageLimits.Default, Token));
    }

    [Fact]
    public void A_whole_file_and_other_content_are_left_alone()
    {
        byte[][] files = [Make("baseline"), [.. Make("progressive"), 0, 0, 1, 2], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF], TestImages.Noise(20, 20, TestImages.Png), [1]];
        foreach (var content in files)
        {
            using var file = Received(content);
            Assert.Null(TruncatedJpeg.Complete(file, ImageLimits.Default, Token));
        }
    }

    [Fact]
    public void Damaged_files_never_fail_otherwise()
    {
        var random = new Random(1);
        foreach (var kind in new[] { "baseline", "progressive with restarts" })
        {
            var whole = Make(kind);
            for (var i = 0; i < 60; i++)
            {
                var changed = whole[..random.Next(2, whole.Length)];
                for (var change = 0; change < 4; change++)
                    changed[random.Next(2, changed.Length)] = (byte)random.Next(256);
                using var file = Received(changed);
                TruncatedJpeg.Complete(file, ImageLimits.Default, Token)?.Dispose();
            }
        }
    }

    private static byte[] Make(string kind)
    {
        var photo = File.ReadAllBytes(SampleImages.Gallery(3));
        return kind switch
        {
            "progressive" => SampleImages.Saved(photo, "jpegsave_buffer", ("interlace", "true")),
            "restarts" => SampleImages.Saved(photo, "jpegsave_buffer", ("restart_interval", "7")),
            "progressive with restarts" => SampleImages.Saved(photo, "jpegsave_buffer", ("interlace", "true"), ("restart_interval", "7")),
            "grey" => TestImages.Plain(200, 100, new SixLabors.ImageSharp.PixelFormats.L8(90), TestImages.Jpeg()),
            "small" => TestImages.Draw(5, 24, 16),
            "drawn" => TestImages.Draw(7, 300, 200),
            "noise" => TestImages.Noise(160, 120, TestImages.Jpeg()),
            _ => SampleImages.Saved(photo, "jpegsave_buffer"),
        };
    }

    private static ImageFile Received(byte[] content) => ImageFile.Receive(new MemoryStream(content), content.Length, "cut.jpg");
}
