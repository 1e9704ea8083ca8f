using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;

namespace ClipSearch.Tests.Imaging;

/// <summary>Animations and documents are decoded by their first image, and their images are counted.</summary>
public sealed class FrameCountTests
{
    public static TheoryData<string> Kinds => ["gif", "webp", "png", "avif", "tiff"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Frames_and_pages_are_counted_and_the_first_is_decoded(string format)
    {
        var file = Make(format, 3);
        using var decoded = ImageDecoder.Decode(file, "a");
        Assert.Equal((60, 40, format, 3), (decoded.Header.Width, decoded.Header.Height, decoded.Header.Format, decoded.Header.Frames));
        Assert.True(decoded.Pixels[0] > (format == "avif" ? 40 : 200) && decoded.Pixels[2] < 40);

        using var received = ImageFile.Receive(new MemoryStream(file), file.Length, "a");
        Assert.Equal(3, (await TestDecoders.Shared.DecodeAsync(received, new DecodeRequest(), TestContext.Current.CancellationToken)).Header.Frames);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_still_image_has_one(string format) => Assert.Equal(1, ImageDecoder.ReadHeader(Make(format, 1), "a").Frames);

    [Fact]
    public void A_JPEG_has_one() => Assert.Equal(1, ImageDecoder.ReadHeader(TestImages.Draw(1), "a").Frames);

    [Fact]
    public void Reduced_copies_and_masks_are_no_pages()
    {
        var file = new TiffFile();
        var pages = new uint[] { 0, 1, 2, 4, 0 }.Select(type => file.Directory(
            (254, 4, [type]), (256, 4, [2]), (257, 4, [1]), (258, 3, [8]), (259, 3, [1]), (262, 3, [1]), (277, 3, [1]), (278, 4, [1])).Strip([1, 2])).ToList();
        for (var i = 1; i < pages.Count; i++)
            pages[i - 1].Next = pages[i];

        Assert.Equal(3, ImageDecoder.ReadHeader(file.Write(pages[0]), "a.tif").Frames);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damaged_files_are_counted_in_bounded_time(string format)
    {
        var file = Make(format, 3);
        var random = new Random(5);
        for (var round = 0; round < 3000; round++)
        {
            var damaged = file[..(round % 3 == 0 ? random.Next(file.Length) : file.Length)];
            for (var changes = random.Next(1, 4); changes > 0 && damaged.Length > 0; changes--)
                damaged[random.Next(damaged.Length)] = (byte)(random.Next(2) == 0 ? 0xFF : random.Next(256));
            using var received = ImageFile.Receive(new MemoryStream(damaged), damaged.Length, "a");

            Assert.InRange(FrameCount.Of(received.Bytes, format), 1, 1_000_000);
        }
    }

    private static byte[] Make(string format, int frames) => format switch
    {
        "gif" => Animations.Write(TestImages.Gif, frames),
        "webp" => Animations.WebP(frames),
        "png" => Animations.Png(frames),
        "avif" => frames == 1 ? SampleImages.Avif(TestImages.Draw(1)) : Animations.Avif,
        _ => Animations.Write(TestImages.Tiff, frames),
    };
}
