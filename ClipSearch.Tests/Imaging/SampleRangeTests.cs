using System.Buffers.Binary;
using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Imaging;

/// <summary>TIFFs of floating point, of 32-bit and of signed numbers are visible pictures, whatever range of numbers they hold.</summary>
public sealed class SampleRangeTests
{
    private const int Width = 64, Height = 8;

    /// <summary>The type of the samples in a TIFF.</summary>
    public enum Samples
    {
        Natural = 1,
        Whole = 2,
        Real = 3,
    }

    [Theory]
    [InlineData(Samples.Real, 32, 0, 1)]
    [InlineData(Samples.Real, 32, 0, 255)]
    [InlineData(Samples.Real, 32, 0, 65535)]
    [InlineData(Samples.Real, 32, 0, 1e-6)]
    [InlineData(Samples.Real, 32, 300, 400)]
    [InlineData(Samples.Real, 32, -431, 8848)]
    [InlineData(Samples.Real, 32, 0, 1e20)]
    [InlineData(Samples.Natural, 32, 0, 255)]
    [InlineData(Samples.Natural, 32, 0, 65535)]
    [InlineData(Samples.Natural, 32, 0, 4294967295)]
    [InlineData(Samples.Natural, 32, 1_000_000, 1_001_000)]
    [InlineData(Samples.Whole, 32, -2147483648, 2147483647)]
    [InlineData(Samples.Whole, 32, -1000, 1000)]
    [InlineData(Samples.Whole, 16, -431, 8848)]
    [InlineData(Samples.Whole, 8, -100, 100)]
    public void A_gradient_runs_from_black_to_white(Samples type, int bits, double low, double high)
    {
        var file = Tiff(type, bits, 1, (x, _) => low + ((high - low) * x / (Width - 1)));

        using var decoded = ImageDecoder.Decode(file, "a.tif");
        Assert.Equal(new ImageHeader(Width, Height, "tiff"), decoded.Header);
        for (var x = 0; x < Width; x++)
            Assert.InRange(decoded.Pixels[3 * x], (255.0 * x / (Width - 1)) - 3, (255.0 * x / (Width - 1)) + 3);
        using var thumbnail = Image.Load<L8>(Thumbnailer.Create(file, "a.tif", 32));
        Assert.True(thumbnail[0, 2].PackedValue < 20 && thumbnail[31, 2].PackedValue > 235 && thumbnail[16, 2].PackedValue is > 110 and < 150);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(65535)]
    public void A_dark_picture_in_a_usual_range_stays_dark(double white)
    {
        using var decoded = ImageDecoder.Decode(Tiff(Samples.Real, 32, 1, (x, _) => white * 0.3 * x / (Width - 1)), "a.tif");

        Assert.InRange(decoded.Pixels[^1], 73, 79);
    }

    [Fact]
    public void A_few_outliers_do_not_make_the_rest_black()
    {
        // The sun in an HDR image.
        using var decoded = ImageDecoder.Decode(Tiff(Samples.Real, 32, 1, (x, y) => x == 5 && y == 3 ? 1e9 : 4.0 * x / (Width - 1)), "a.tif");

        Assert.InRange(decoded.Pixels[3 * 32], 120, 140);
        Assert.Equal(255, decoded.Pixels[3 * ((3 * Width) + 5)]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-3.4028234663852886e38)]
    [InlineData(3.4028234663852886e38)]
    public void NaN_infinity_and_marks_of_missing_data_are_not_part_of_the_range(double missing)
    {
        using var decoded = ImageDecoder.Decode(Tiff(Samples.Real, 32, 1, (x, y) => y < 4 ? missing : 300 + x), "a.tif");

        for (var x = 0; x < Width; x++)
            Assert.InRange(decoded.Pixels[3 * ((6 * Width) + x)], (255.0 * x / (Width - 1)) - 3, (255.0 * x / (Width - 1)) + 3);
    }

    [Fact]
    public void The_value_that_a_file_declares_as_missing_data_is_not_part_of_the_range()
    {
        var file = Tiff(Samples.Whole, 16, 1, (x, y) => y < 4 ? -9999 : 300 + x, noData: "-9999");
        using var decoded = ImageDecoder.Decode(file, "a.tif");

        Assert.Equal((0, 0), (decoded.Pixels[0], decoded.Pixels[3 * 6 * Width]));
        Assert.InRange(decoded.Pixels[^1], 250, 255);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(7)]
    [InlineData(0)]
    public void An_image_of_one_value_is_decoded(double value)
    {
        using var decoded = ImageDecoder.Decode(Tiff(Samples.Real, 32, 1, (_, _) => value), "a.tif");

        Assert.InRange(decoded.Pixels[0], double.IsNaN(value) ? 0 : 126, double.IsNaN(value) ? 0 : 129);
    }

    [Theory]
    [InlineData(Samples.Real, 1.0)]
    [InlineData(Samples.Real, 12.5)]
    [InlineData(Samples.Natural, 4294967295.0)]
    public void Colours_share_one_range(Samples type, double white)
    {
        using var decoded = ImageDecoder.Decode(Tiff(type, 32, 3, (x, band) => band == 0 ? white : band == 1 ? white / 2 : white * x / (Width - 1)), "a.tif");

        Assert.InRange(decoded.Pixels[0], 253, 255);
        Assert.InRange(decoded.Pixels[1], 124, 131);
        Assert.InRange(decoded.Pixels[2], 0, 3);
        Assert.InRange(decoded.Pixels[^1], 252, 255);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(1, 255.0)]
    [InlineData(3, 1.0)]
    [InlineData(3, 65535.0)]
    public void Transparency_is_flattened_on_white(int colours, double white)
    {
        // Black, and transparent from left to right.
        using var decoded = ImageDecoder.Decode(
            Tiff(Samples.Real, 32, colours + 1, (x, band) => band == colours ? white * (Width - 1 - x) / (Width - 1) : band == 0 && x == 0 ? white : 0, extra: 2), "a.tif");

        Assert.InRange(decoded.Pixels[3 * 32], 125, 132);
        Assert.InRange(decoded.Pixels[3 * (Width - 1)], 254, 255);
    }

    [Fact]
    public void A_second_band_that_is_not_transparency_is_ignored()
    {
        using var decoded = ImageDecoder.Decode(Tiff(Samples.Real, 32, 2, (x, band) => band == 0 ? x / 63.0 : 0, extra: 0), "a.tif");

        Assert.InRange(decoded.Pixels[0], 0, 2);
        Assert.InRange(decoded.Pixels[3 * (Width - 1)], 253, 255);
    }

    [Fact]
    public void Of_many_bands_the_first_is_shown()
    {
        using var decoded = ImageDecoder.Decode(Tiff(Samples.Real, 32, 6, (x, band) => band == 0 ? 100 * x : 1e6, extra: 0), "a.tif");

        Assert.InRange(decoded.Pixels[3 * (Width - 1)], 253, 255);
        Assert.Equal(decoded.Pixels[3 * 20], decoded.Pixels[(3 * 20) + 2]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Unsigned_samples_of_8_and_16_bits_keep_their_range(int bits)
    {
        var white = bits == 8 ? 255 : 65535;
        using var decoded = ImageDecoder.Decode(Tiff(Samples.Natural, bits, 1, (x, _) => Math.Round(0.1 * white * x / (Width - 1))), "a.tif");

        Assert.InRange(decoded.Pixels[^1], 24, 27);
        using var half = ImageDecoder.Decode(Tiff(Samples.Natural, bits, 2, (x, band) => band == 0 ? 0 : white / 2, extra: 2), "a.tif");
        Assert.InRange(half.Pixels[0], 126, 129);
    }

    [Fact]
    public void A_truncated_file_fails()
    {
        var file = Tiff(Samples.Real, 32, 1, (x, _) => x);

        foreach (var length in new[] { 20, file.Length / 2, file.Length - 20 })
            Assert.Throws<ImageException>(() => ImageDecoder.Decode(file.AsSpan(0, length), "a.tif"));
    }

    /// <summary>Writes a TIFF.</summary>
    /// <param name="type">The type of the samples.</param>
    /// <param name="bits">The number of bits of a sample.</param>
    /// <param name="bands">The number of samples of a pixel.</param>
    /// <param name="value">Returns a sample by its column and band; with one band, by its column and row.</param>
    /// <param name="extra">The meaning of samples beyond the colours.</param>
    /// <param name="noData">The value of missing data, as GDAL writes it.</param>
    private static byte[] Tiff(Samples type, int bits, int bands, Func<int, int, double> value, uint extra = 0, string? noData = null)
    {
        var file = new TiffFile();
        var colours = bands >= 3 && bands != 6 ? 3 : 1;
        var main = file.Directory(
            (256, 4, [Width]), (257, 4, [Height]), (258, 3, [.. Enumerable.Repeat((uint)bits, bands)]), (259, 3, [1]), (262, 3, [colours == 3 ? 2u : 1]), (277, 3, [(uint)bands]),
            (278, 4, [Height]), (284, 3, [1]), (339, 3, [.. Enumerable.Repeat((uint)type, bands)]));
        if (bands > colours)
            main.Fields[338] = (3, file.Numbers(2, Enumerable.Repeat(extra, bands - colours)));
        if (noData is not null)
            main.Fields[42113] = (2, [.. Encoding.ASCII.GetBytes(noData), 0]);
        var samples = new List<byte>();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                for (var band = 0; band < bands; band++)
                    samples.AddRange(Sample(type, bits, value(x, bands == 1 ? y : band)));
            }
        }

        return file.Write(main.Strip([.. samples]));
    }

    private static byte[] Sample(Samples type, int bits, double value)
    {
        var bytes = new byte[bits / 8];
        switch (type, bits)
        {
            case (Samples.Real, 32):
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case (Samples.Real, _):
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            default:
                var number = new byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(number, (long)Math.Round(value));
                number.AsSpan(0, bytes.Length).CopyTo(bytes);
                break;
        }

        return bytes;
    }
}
