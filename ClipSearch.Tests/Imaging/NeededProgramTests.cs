using System.IO.Compression;
using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Imaging;

/// <summary>Files that the bundled libvips does not read: the message names the remedy, and nothing else.</summary>
public sealed class NeededProgramTests
{
    [Theory]
    [InlineData("ftypheic")]
    [InlineData("ftypheix")]
    [InlineData("ftypmif1")]
    public async Task The_message_for_an_HEIC_is_the_remedy(string brand) => Assert.Equal(
        "IMG_0001.HEIC needs a libvips that reads HEIC; run scripts/setup --libvips, or set LIBVIPS_PATH to one.", (await ErrorAsync(SkippedImages.Heic(brand), "IMG_0001.HEIC")).Message);

    [Fact]
    public async Task The_message_for_a_JPEG_XL_is_the_remedy()
    {
        const string Message = "trip/a.jpg needs a libvips that reads JPEG XL; run scripts/setup --libvips, or set LIBVIPS_PATH to one.";

        foreach (var file in new[] { SkippedImages.Jxl, SkippedImages.JxlContainer() })
        {
            var error = await ErrorAsync(file, "trip/a.jpg");
            Assert.Equal((Message, ".jxl", false), (error.Message, error.Needs, error.IsTemporary));
        }
    }

    [Fact]
    public async Task An_AVIF_with_the_brand_of_any_HEIF_is_read()
    {
        var file = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(SampleImages.Avif(TestImages.Noise(64, 64, TestImages.Png))).Replace("ftypavif", "ftypmif1", StringComparison.Ordinal));
        using var received = ImageFile.Receive(new MemoryStream(file), file.Length, "a.heif");

        Assert.Equal(64, (await TestDecoders.Shared.DecodeAsync(received, new DecodeRequest { WithAppearance = true }, TestContext.Current.CancellationToken)).Header.Width);
    }

    [Fact]
    public void Each_program_has_an_extension_of_a_format_or_of_its_own_and_a_clause_as_remedy()
    {
        Assert.Equal(NeededPrograms.All.Count, NeededPrograms.All.DistinctBy(program => program.Extension).Count());
        Assert.All(NeededPrograms.All, program =>
        {
            Assert.Same(program, NeededPrograms.Find(program.Extension));
            Assert.StartsWith("needs ", program.Remedy, StringComparison.Ordinal);
            Assert.NotEqual('.', program.Remedy[^1]);
        });
        Assert.Null(NeededPrograms.Find(".jpg"));
        Assert.False(NeededPrograms.IsMissing(".unknown"));
    }

    [Fact]
    public void Compressed_metadata_of_a_JPEG_XL_counts_uncompressed_up_to_the_limit()
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 100; i++)
                brotli.Write(new byte[1 << 20]);
        }

        var bomb = SkippedImages.JxlContainer(("brob", [.. "xml "u8, .. compressed.ToArray()]));

        Assert.InRange(bomb.Length, 1, 100_000);
        Assert.InRange(JxlStructure.MetadataBytes(bomb, 64 << 20), (64 << 20) + 1, 65 << 20);
        Assert.Equal(3 + 100L * (1 << 20), JxlStructure.MetadataBytes(SkippedImages.JxlContainer(("Exif", [1, 2, 3]), ("brob", [.. "xml "u8, .. compressed.ToArray()])), 1 << 30));
        foreach (var length in Enumerable.Range(0, 60))
            JxlStructure.MetadataBytes(bomb.AsSpan(0, length), 1 << 20);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EXIF_and_XMP_of_a_JPEG_XL_are_found_compressed_or_not(bool isCompressed)
    {
        byte[] exif = [0, 0, 0, 2, 9, 9, .. "II*\0"u8, .. new byte[200]];
        var file = SkippedImages.JxlContainer(Box("Exif", exif), Box("xml ", "<x/>"u8));

        Assert.Equal(exif[6..], JxlStructure.Exif(file, 1000));
        Assert.Equal("<x/>"u8.ToArray(), JxlStructure.Xmp(file, 1000));
        Assert.Empty(JxlStructure.Exif(file, 100));
        Assert.Empty(JxlStructure.Exif(SkippedImages.JxlContainer(Box("Exif", [0, 0, 0, 9, 1])), 1000));
        Assert.Empty(JxlStructure.Exif(SkippedImages.Jxl, 1000));
        foreach (var length in Enumerable.Range(0, file.Length))
            JxlStructure.Exif(file.AsSpan(0, length), 1000);

        (string, byte[]) Box(string type, ReadOnlySpan<byte> content)
        {
            if (!isCompressed)
                return (type, content.ToArray());
            using var compressed = new MemoryStream();
            using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
                brotli.Write(content);
            return ("brob", [.. Encoding.ASCII.GetBytes(type), .. compressed.ToArray()]);
        }
    }

    private static async Task<ImageException> ErrorAsync(byte[] content, string name)
    {
        using var file = ImageFile.Receive(new MemoryStream(content), content.Length, name);
        return await Assert.ThrowsAsync<ImageException>(() => TestDecoders.Shared.DecodeAsync(file, new DecodeRequest { WithAppearance = true }, TestContext.Current.CancellationToken));
    }
}
