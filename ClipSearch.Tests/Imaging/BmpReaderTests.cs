using System.Buffers.Binary;
using ClipSearch.Core.Imaging;

namespace ClipSearch.Tests.Imaging;

/// <summary>BMP files written from Microsoft's description of the format.</summary>
public sealed class BmpReaderTests
{
    private static readonly byte[] Red = [255, 0, 0], Green = [0, 255, 0], Blue = [0, 0, 255], White = [255, 255, 255], Black = [0, 0, 0];

    [Fact]
    public void One_bit_with_a_palette() =>
        AssertPixels([Red, Blue, Red], Bmp(3, 1, 1, 0, palette: [0, 0, 255, 0, 255, 0, 0, 0], pixels: [0b010_00000, 0, 0, 0]));

    [Fact]
    public void Four_bits_with_a_short_palette() =>
        AssertPixels([Red, Green, Black], Bmp(3, 1, 4, 0, palette: [0, 0, 255, 0, 0, 255, 0, 0], pixels: [0x01, 0xF0, 0, 0], colours: 2));

    [Fact]
    public void Rows_run_from_the_bottom_up_or_from_the_top_down()
    {
        byte[] pixels = [0, 0, 255, 0, /**/ 0, 255, 0, 0];
        AssertPixels([Green, Red], Bmp(1, 2, 24, 0, pixels: pixels));
        AssertPixels([Red, Green], Bmp(1, -2, 24, 0, pixels: pixels));
    }

    [Fact]
    public void Sixteen_bits_are_555_without_masks() =>
        AssertPixels([Red, White], Bmp(2, 1, 16, 0, pixels: [0x00, 0x7C, 0xFF, 0x7F]));

    [Fact]
    public void Sixteen_bits_with_masks_565() =>
        AssertPixels([Green, White], Bmp(2, 1, 16, 3, masks: [0xF800, 0x07E0, 0x001F], pixels: [0xE0, 0x07, 0xFF, 0xFF]));

    [Fact]
    public void Thirty_two_bits_without_masks_are_opaque() =>
        AssertPixels([Red, Green], Bmp(2, 1, 32, 0, pixels: [0, 0, 255, 0, 0, 255, 0, 128]));

    [Fact]
    public void An_alpha_mask_is_flattened_on_white_unless_all_of_it_is_zero()
    {
        uint[] masks = [0xFF, 0xFF00, 0xFF0000, 0xFF000000];
        AssertPixels([Red, [127, 127, 127], White], Bmp(3, 1, 32, 6, masks: masks, pixels: [255, 0, 0, 255, 0, 0, 0, 128, 0, 0, 0, 0]));
        AssertPixels([Red, Blue], Bmp(2, 1, 32, 6, masks: masks, pixels: [255, 0, 0, 0, 0, 0, 255, 0]));
    }

    [Fact]
    public void Eight_bit_runs_literals_moves_and_row_ends()
    {
        byte[] palette = [0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0];
        byte[] runs =
        [
            2, 1, 1, 2, 0, 0, // red red green, next row
            0, 3, 1, 2, 3, 0, 0, 0, // literally red green blue and a byte of padding, next row
            0, 2, 2, 0, 1, 3, 0, 1, // two to the right, blue, end
        ];
        AssertPixels([Black, Black, Blue, Red, Green, Blue, Red, Red, Green], Bmp(3, 3, 8, 1, palette: palette, pixels: runs, colours: 4));
    }

    [Fact]
    public void Four_bit_runs_alternate_two_colours() =>
        AssertPixels([Red, Green, Red], Bmp(3, 1, 4, 2, palette: [0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0], pixels: [3, 0x12, 0, 1], colours: 3));

    [Fact]
    public void The_OS2_header() => AssertPixels([Red],
        [.. "BM"u8, 30, 0, 0, 0, 0, 0, 0, 0, 26, 0, 0, 0, 12, 0, 0, 0, 1, 0, 1, 0, 1, 0, 24, 0, 0, 0, 255, 0]);

    [Fact]
    public void Runs_beyond_the_image_are_ignored() =>
        AssertPixels([Red], Bmp(1, 1, 8, 1, palette: [0, 0, 255, 0], pixels: [255, 0, 0, 2, 255, 255, 255, 0, 0, 1], colours: 1));

    [Fact]
    public void Truncated_and_changed_files_give_pixels_or_one_sentence()
    {
        byte[][] files =
        [
            Bmp(3, 3, 8, 1, palette: new byte[16], pixels: [2, 1, 1, 2, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 2, 2, 0, 1, 3, 0, 1], colours: 4),
            Bmp(2, 2, 32, 6, masks: [0xFF, 0xFF00, 0xFF0000, 0xFF000000], pixels: new byte[16]),
            Bmp(3, 2, 4, 0, palette: new byte[64], pixels: new byte[8]),
        ];
        var limits = new ImageLimits { MaxPixels = 1_000_000 };
        foreach (var file in files)
        {
            for (var length = 2; length < file.Length; length++)
                Try(file[..length], mustFail: length < file.Length - 4);
            for (var at = 2; at < file.Length; at++)
            {
                foreach (var value in new byte[] { 0, 1, 2, 3, 127, 128, 255 })
                {
                    var changed = (byte[])file.Clone();
                    changed[at] = value;
                    Try(changed, mustFail: false);
                }
            }
        }

        void Try(byte[] file, bool mustFail)
        {
            try
            {
                ImageDecoder.Decode(file, "x.bmp", limits: limits).Dispose();
                Assert.False(mustFail, $"A bitmap cut to {file.Length} bytes was read.");
            }
            catch (ImageException failure)
            {
                Assert.StartsWith("x.bmp ", failure.Message);
            }
        }
    }

    [Fact]
    public void A_size_over_the_limit_and_an_unknown_compression_are_refused()
    {
        Assert.Equal("x.bmp has 100000 x 100000 pixels, over the limit of 268,435,456.", Message(Bmp(100_000, 100_000, 24, 0)));
        Assert.Contains("bitmaps of 24 bits with compression 5 are not supported", Message(Bmp(1, 1, 24, 5)));

        static string Message(byte[] file) => Assert.Throws<ImageException>(() => ImageDecoder.Decode(file, "x.bmp")).Message;
    }

    private static void AssertPixels(byte[][] expected, byte[] file)
    {
        using var decoded = ImageDecoder.Decode(file, "x.bmp");
        Assert.Equal(expected.SelectMany(pixel => pixel), decoded.Pixels.ToArray());
        Assert.Equal("bmp", decoded.Header.Format);
    }

    private static byte[] Bmp(
        int width, int height, short bits, int compression, uint[]? masks = null, byte[]? palette = null, byte[]? pixels = null, int colours = 0)
    {
        var extra = new byte[(masks?.Length ?? 0) * 4];
        for (var i = 0; i < masks?.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(extra.AsSpan(i * 4), masks[i]);
        byte[] tables = [.. extra, .. palette ?? []];
        var header = new byte[54];
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(10), header.Length + tables.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(28), bits);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(30), compression);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(46), colours);
        return [.. header, .. tables, .. pixels ?? []];
    }
}
