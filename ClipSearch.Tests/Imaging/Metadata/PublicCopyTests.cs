using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;

namespace ClipSearch.Tests.Imaging.Metadata;

/// <summary>Copies without metadata show the same image as the original file and contain nothing else of it.</summary>
public sealed class PublicCopyTests
{
    private const string Secret = "Secret Camera";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A photo like that of a phone held on its side, with a position.</summary>
    private static byte[] Photo { get; } = TestImages.With(
        new TestExif().Camera("Canon", Secret).Orientation(6).Position("N", [(51, 1), (30, 1), (18, 1)], "E", [(0, 1), (7, 1), (30, 1)]),
        File.ReadAllBytes(TestFiles.Golden("formats/drawing.png")));

    [Theory]
    [InlineData("jpegsave_buffer")]
    [InlineData("jpegsave_buffer", "interlace", "true")]
    [InlineData("jpegsave_buffer", "restart_interval", "2")]
    [InlineData("jpegsave_buffer", "profile", "p3")]
    [InlineData("pngsave_buffer")]
    [InlineData("pngsave_buffer", "profile", "p3")]
    [InlineData("webpsave_buffer")]
    [InlineData("webpsave_buffer", "lossless", "true")]
    [InlineData("webpsave_buffer", "profile", "p3")]
    public async Task Pixels_profile_and_orientation_are_kept_and_all_else_is_removed(string saver, string? option = null, string? value = null)
    {
        var file = SampleImages.Saved(Photo, saver, option is null ? [] : [(option, value!)]);
        var before = ImageDecoder.ReadHeader(file, "before");
        Assert.Equal((51.505, $"Canon {Secret}"), (Math.Round(before.Exif.Latitude!.Value, 6), before.Exif.Camera));

        // A motion photo has a video after the image, with its own position.
        var copy = await CopyAsync([.. file, .. "ftypmp42 +51.5050+000.1250/"u8])!;

        Assert.Equal(before with { Exif = ExifFacts.None }, ImageDecoder.ReadHeader(copy!, "copy"));
        AssertSamePixels(file, copy!);
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(copy!), StringComparison.Ordinal);
        Assert.DoesNotContain("ftyp", Encoding.Latin1.GetString(copy!), StringComparison.Ordinal);
        Assert.InRange(copy!.Length, 1, file.Length);
    }

    [Fact]
    public async Task Texts_previews_and_comments_of_a_JPEG_are_removed()
    {
        byte[] Segment(byte marker, string content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. Encoding.Latin1.GetBytes(content)];
        var file = TestImages.Draw(1);
        byte[] full =
        [
            .. file[..2],
            .. Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret</x:xmpmeta>"), .. Segment(0xED, "Photoshop 3.0\08BIM secret"),
            .. Segment(0xE2, "MPF\0 secret"), .. Segment(0xE5, "secret"), .. Segment(0xFE, "secret"), .. Segment(0xE0, "JFXX\0 secret"), 0xFF, 0xFF,
            .. file[3..],
        ];
        AssertSamePixels(file, full);

        var copy = await CopyAsync(full);

        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(copy!), StringComparison.Ordinal);
        Assert.Equal(file, copy);
    }

    [Fact]
    public async Task An_animation_keeps_its_frames_without_comments()
    {
        var file = await File.ReadAllBytesAsync(TestFiles.Golden("formats/animated.gif"), Token);
        var screen = 13 + ((file[10] & 0x80) == 0 ? 0 : 3 << ((file[10] & 7) + 1));
        byte[] full =
        [
            .. file[..screen],
            (byte)'!', 0xFE, 6, .. "secret"u8, 0,
            (byte)'!', 0xFF, 11, .. "XMP DataXMP"u8, 6, .. "secret"u8, 0,
            .. file[screen..], .. "secret"u8,
        ];

        var copy = await CopyAsync(full);

        Assert.Equal(file, copy);
    }

    [Theory]
    [InlineData("heifsave_buffer", "compression", "av1")]
    [InlineData("tiffsave_buffer", "compression", "none")]
    public async Task AVIF_and_TIFF_have_no_copy(string saver, string option, string value) =>
        Assert.Null(await CopyAsync(SampleImages.Saved(Photo, saver, (option, value))));

    /// <summary>A damaged file has a copy without metadata or no copy, and causes no exception.</summary>
    [Theory]
    [InlineData("jpegsave_buffer")]
    [InlineData("pngsave_buffer")]
    [InlineData("webpsave_buffer")]
    [InlineData("gif")]
    public async Task Damaged_files_have_a_copy_without_metadata_or_none(string saver)
    {
        var file = saver == "gif" ? await File.ReadAllBytesAsync(TestFiles.Golden("formats/animated.gif"), Token) : SampleImages.Saved(Photo, saver);
        var random = new Random(7);
        var copies = 0;
        for (var round = 0; round < 3000; round++)
        {
            var damaged = file[..(round % 3 == 0 ? random.Next(file.Length) : file.Length)];
            for (var changes = random.Next(4); changes > 0 && damaged.Length > 0; changes--)
                damaged[random.Next(Math.Min(damaged.Length, round % 2 == 0 ? 600 : int.MaxValue))] = (byte)random.Next(256);

            var copy = await CopyAsync(damaged);

            if (copy is not null && TryReadHeader(copy) is { } header)
            {
                Assert.Equal((null, null), (header.Exif.Latitude, header.Exif.Camera));
                copies++;
            }
        }

        // A quarter of two thirds of the files are not damaged.
        Assert.InRange(copies, 450, 3000);
    }

    [Fact]
    public async Task A_copy_can_be_read_from_any_position()
    {
        await using var copy = (await PublicCopy.OfAsync(new MemoryStream(Photo), Token))!;
        var whole = new byte[copy.Length];
        await copy.ReadExactlyAsync(whole, Token);
        Assert.Equal(0, await copy.ReadAsync(new byte[1], Token));

        foreach (var at in new[] { 0, 1, 20, 40, 100, whole.Length - 1 })
        {
            copy.Seek(at, SeekOrigin.Begin);
            var rest = new byte[whole.Length - at];
            await copy.ReadExactlyAsync(rest, Token);
            Assert.Equal(whole[at..], rest);
        }
    }

    [Fact]
    public async Task A_file_with_too_many_parts_has_no_copy()
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        for (var i = 0; i < 30_000; i++)
            file.Write([0, 0, 0, 0, .. i % 2 == 0 ? "IDAT"u8 : "tEXt"u8, 0, 0, 0, 0]);

        Assert.Null(await PublicCopy.OfAsync(file, Token));
    }

    private static async Task<byte[]?> CopyAsync(byte[] file)
    {
        await using var copy = await PublicCopy.OfAsync(new MemoryStream(file), Token);
        if (copy is null)
            return null;
        using var bytes = new MemoryStream();
        await copy.CopyToAsync(bytes, Token);
        Assert.Equal(copy.Length, bytes.Length);
        return bytes.ToArray();
    }

    private static void AssertSamePixels(byte[] file, byte[] copy)
    {
        using var one = ImageDecoder.Decode(file, "file");
        using var other = ImageDecoder.Decode(copy, "copy");
        Assert.Equal((one.Width, one.Height), (other.Width, other.Height));
        Assert.True(one.Pixels.SequenceEqual(other.Pixels));
    }

    private static ImageHeader? TryReadHeader(byte[] file)
    {
        try
        {
            return ImageDecoder.ReadHeader(file, "copy");
        }
        catch (ImageException)
        {
            return null;
        }
    }
}
