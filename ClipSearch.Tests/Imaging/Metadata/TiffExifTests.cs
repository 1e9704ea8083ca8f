using System.Buffers.Binary;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Tests.Demo;

namespace ClipSearch.Tests.Imaging.Metadata;

public sealed class TiffExifTests
{
    private const ushort Ascii = 2, Long = 4, Rational = 5;
    private const ushort DateTimeOriginal = 0x9003, Latitude = 2;
    private const int CountAt = 4, ValueAt = 8;

    private static readonly ExifFacts Facts =
        new(new DateTime(2019, 7, 4, 18, 2, 11), new TimeSpan(-3, -30, 0), "Nikon D70", "AF 日本", 0.5, -3) { TakenAtSource = DateSource.ExifOriginal };

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Camera_lens_time_and_position_are_read(bool bigEndian, bool big)
    {
        var header = Header(Tiff(bigEndian, big));

        Assert.Equal((3, 2, "tiff"), (header.Width, header.Height, header.Format));
        Assert.Equal(Facts, header.Exif);
    }

    [Fact]
    public void The_time_of_change_is_used_without_a_time_of_taking() =>
        Assert.Equal(new DateTime(2001, 2, 3, 4, 5, 6), Header(new TiffWriter().Changed("2001:02:03 04:05:06").Write([1, 2], 2)).Exif.TakenAt);

    [Fact]
    public void A_short_camera_name_inside_the_directory_is_read() =>
        Assert.Equal("X10", Header(new TiffWriter().Camera("", "X10").Write([1, 2], 2)).Exif.Camera);

    [Fact]
    public void A_TIFF_without_EXIF_has_no_facts() => Assert.Equal(ExifFacts.None, Header(new TiffWriter().Write([1, 2], 2)).Exif);

    [Theory]
    [InlineData(1, new byte[] { 0, 50, 100, 150, 200, 250 }, 3)]
    [InlineData(3, new byte[] { 250, 200, 150, 100, 50, 0 }, 3)]
    [InlineData(6, new byte[] { 150, 0, 200, 50, 250, 100 }, 2)]
    [InlineData(8, new byte[] { 100, 250, 50, 200, 0, 150 }, 2)]
    public void The_image_is_decoded_upright(ushort orientation, byte[] upright, int width)
    {
        var tiff = new TiffWriter().Orientation(orientation).Write([0, 50, 100, 150, 200, 250], 3);

        using var image = ImageDecoder.Decode(tiff, "test");

        Assert.Equal((width, 6 / width), (image.Width, image.Height));
        Assert.Equal(upright, image.Pixels.ToArray().Where((_, at) => at % 3 == 0));
        Assert.Equal((width, 6 / width), (Header(tiff).Width, Header(tiff).Height));
    }

    [Theory]
    [InlineData(TiffWriter.Make, Ascii, CountAt, uint.MaxValue)]
    [InlineData(TiffWriter.Make, Ascii, CountAt, int.MaxValue)]
    [InlineData(TiffWriter.Make, Ascii, CountAt, 0)]
    [InlineData(TiffWriter.Make, Ascii, ValueAt, uint.MaxValue)]
    [InlineData(TiffWriter.Make, Ascii, ValueAt, 0x7FFFFFFF)]
    public void A_name_outside_the_file_is_ignored(ushort tag, ushort type, int at, uint value) =>
        Assert.Equal(Facts with { Camera = "D70" }, WithChanged(tag, type, at, value));

    [Theory]
    [InlineData(DateTimeOriginal, Ascii, CountAt, uint.MaxValue)]
    [InlineData(DateTimeOriginal, Ascii, ValueAt, uint.MaxValue - 3)]
    public void A_time_outside_the_file_is_ignored(ushort tag, ushort type, int at, uint value) =>
        Assert.Equal(Facts with { TakenAt = null, UtcOffset = null, TakenAtSource = null }, WithChanged(tag, type, at, value));

    [Theory]
    [InlineData(Latitude, Rational, CountAt, uint.MaxValue)]
    [InlineData(Latitude, Rational, CountAt, 0x2000_0000)] // times 8 bytes it is 2^32
    [InlineData(Latitude, Rational, CountAt, 0)]
    [InlineData(Latitude, Rational, ValueAt, uint.MaxValue)]
    [InlineData(TiffWriter.GpsPointer, Long, ValueAt, uint.MaxValue)]
    [InlineData(TiffWriter.GpsPointer, Long, ValueAt, 8)] // the offset of its own directory
    [InlineData(TiffWriter.GpsPointer, Long, ValueAt, 0)]
    public void A_position_outside_the_file_is_ignored(ushort tag, ushort type, int at, uint value) =>
        Assert.Equal(Facts with { Latitude = null, Longitude = null }, WithChanged(tag, type, at, value));

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(8)]
    [InlineData(2)]
    public void A_directory_outside_the_file_or_in_a_loop_is_ignored(uint at) =>
        Assert.Equal(Facts with { TakenAt = null, UtcOffset = null, TakenAtSource = null, Lens = null }, WithChanged(TiffWriter.ExifPointer, Long, ValueAt, at));

    [Fact]
    public void A_loop_of_pages_ends()
    {
        var tiff = Tiff();
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(8 + 2 + (12 * entries)), 8);

        using var image = ImageDecoder.Decode(tiff, "test");

        Assert.Equal(Facts, image.Header.Exif);
    }

    /// <summary>Reading EXIF ends without an exception for any content, even if libvips rejects the image.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void No_changed_byte_makes_the_reader_leave_the_file(bool bigEndian, bool big)
    {
        var tiff = Tiff(bigEndian, big);
        for (var length = 0; length <= tiff.Length; length++)
            Read(tiff[..length]);
        foreach (var value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
        {
            for (var at = 0; at < tiff.Length; at++)
            {
                for (var length = 1; length <= 8; length += 7)
                {
                    var changed = tiff.ToArray();
                    changed.AsSpan(at, Math.Min(length, tiff.Length - at)).Fill(value);
                    Read(changed);
                }
            }
        }
    }

    private static byte[] Tiff(bool bigEndian = false, bool big = false) => new TiffWriter(bigEndian, big)
        .Camera("Nikon", "D70")
        .Lens("AF 日本")
        .TakenAt("2019:07:04 18:02:11", "-03:30")
        .Position("N", [(1, 2)], "W", [(3, 1), (0, 1), (0, 1)])
        .Write([0, 50, 100, 150, 200, 250], 3);

    private static ImageHeader Header(byte[] tiff) => ImageDecoder.ReadHeader(tiff, "test");

    /// <summary>Reads the EXIF of a TIFF in which one number of an entry is changed. The image is unchanged.</summary>
    private static ExifFacts WithChanged(ushort tag, ushort type, int at, uint value)
    {
        var tiff = Tiff();
        byte[] entry = [(byte)tag, (byte)(tag >> 8), (byte)type, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(tiff.AsSpan().IndexOf(entry) + at), value);
        using var image = ImageDecoder.Decode(tiff, "test");
        Assert.Equal(250, image.Pixels[^1]);
        return image.Header.Exif;
    }

    private static unsafe ExifFacts Read(byte[] tiff)
    {
        fixed (byte* memory = tiff)
            return ExifReader.Read(new TiffExif(new ImageBytes(memory, tiff.Length, "test")), [], DateTime.UtcNow);
    }
}
