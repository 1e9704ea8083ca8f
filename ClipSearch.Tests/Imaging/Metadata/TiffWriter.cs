using System.Buffers.Binary;
using System.Text;
using ClipSearch.Core.Library;

namespace ClipSearch.Tests.Imaging.Metadata;

/// <summary>
/// Writes TIFFs with EXIF in either byte order and as BigTIFF, which ImageSharp does not write, from the layout of the standards
/// (CIPA DC-008, TIFF 6.0, BigTIFF): a header and three directories.
/// </summary>
/// <param name="bigEndian">Whether numbers are big-endian.</param>
/// <param name="big">Whether it is a BigTIFF.</param>
internal sealed class TiffWriter(bool bigEndian = false, bool big = false)
{
    public const ushort Make = 0x010F, ExifPointer = 0x8769, GpsPointer = 0x8825;

    private const ushort Ascii = 2, Short = 3, Long = 4, Rational = 5;
    private const ushort StripOffsets = 0x0111;

    private readonly SortedDictionary<ushort, (ushort Type, uint Count, byte[] Value)> _main = [], _exif = [], _gps = [];
    private readonly int _wide = big ? 8 : 4;
    private readonly int _countLength = big ? 8 : 2;

    public TiffWriter Camera(string make, string model) => Put(_main, Make, make).Put(_main, 0x0110, model);

    public TiffWriter Lens(string model) => Put(_exif, 0xA434, model);

    public TiffWriter TakenAt(string dateTime, string? offset = null)
    {
        Put(_exif, 0x9003, dateTime);
        return offset is null ? this : Put(_exif, 0x9011, offset);
    }

    public TiffWriter Changed(string dateTime) => Put(_main, 0x0132, dateTime);

    public TiffWriter Orientation(ushort orientation) => Put(_main, 0x0112, Short, Number(orientation, 2));

    public TiffWriter Position(string north, (uint Above, uint Below)[] latitude, string east, (uint Above, uint Below)[] longitude) =>
        Put(_gps, 1, north).Put(_gps, 2, latitude).Put(_gps, 3, east).Put(_gps, 4, longitude);

    /// <summary>Sets any field.</summary>
    /// <param name="directory">The directory: 0 for the image, 2 for the camera, 3 for GPS.</param>
    /// <param name="tag">The tag number.</param>
    /// <param name="type">The type of the values.</param>
    /// <param name="unit">The length of one value in bytes.</param>
    /// <param name="values">The values as unsigned numbers, each of up to 4 bytes; a fraction has two.</param>
    public TiffWriter Field(int directory, ushort tag, ushort type, int unit, params IEnumerable<uint> values) => Put(
        directory switch { 0 => _main, 2 => _exif, _ => _gps }, tag, type, [.. values.SelectMany(value => Number(value, Math.Min(unit, 4)))], unit);

    /// <summary>Sets a text.</summary>
    public TiffWriter Text(int directory, ushort tag, string text) => Put(directory switch { 0 => _main, 2 => _exif, _ => _gps }, tag, text);

    /// <summary>Writes EXIF data without an image.</summary>
    public byte[] WriteExif() => Tiff();

    /// <summary>Writes a TIFF of grey pixels, one byte each, row by row.</summary>
    public byte[] Write(byte[] pixels, int width)
    {
        (ushort Tag, int Value)[] image =
        [
            (0x0100, width), (0x0101, pixels.Length / width), (0x0102, 8), (0x0103, 1), (0x0106, 1), (StripOffsets, 0), (0x0115, 1), (0x0116, pixels.Length / width), (0x0117, pixels.Length),
        ];
        foreach (var (tag, value) in image)
            Put(_main, tag, Long, Number((ulong)value, 4));
        Put(_main, StripOffsets, Long, Number((ulong)Tiff().Length, 4));
        return [.. Tiff(), .. pixels];
    }

    private TiffWriter Put(SortedDictionary<ushort, (ushort, uint, byte[])> directory, ushort tag, string text) =>
        Put(directory, tag, Ascii, [.. Encoding.UTF8.GetBytes(text), 0], unit: 1);

    private TiffWriter Put(SortedDictionary<ushort, (ushort, uint, byte[])> directory, ushort tag, (uint Above, uint Below)[] numbers) =>
        Put(directory, tag, Rational, [.. numbers.SelectMany(number => Number(number.Above, 4).Concat(Number(number.Below, 4)))], unit: 8);

    private TiffWriter Put(SortedDictionary<ushort, (ushort, uint, byte[])> directory, ushort tag, ushort type, byte[] value, int? unit = null)
    {
        directory[tag] = (type, (uint)(value.Length / (unit ?? value.Length)), value);
        return this;
    }

    private byte[] Tiff()
    {
        var headerLength = 2 * _wide;
        Put(_main, ExifPointer, Long, new byte[4]).Put(_main, GpsPointer, Long, new byte[4]);
        var exifAt = headerLength + Length(_main);
        var gpsAt = exifAt + Length(_exif);
        Put(_main, ExifPointer, Long, Number((ulong)exifAt, 4)).Put(_main, GpsPointer, Long, Number((ulong)gpsAt, 4));
        byte[] kind = big ? [.. Number(43, 2), .. Number(8, 2), .. Number(0, 2)] : Number(42, 2);
        return
        [
            .. bigEndian ? "MM"u8 : "II"u8, .. kind, .. Number((ulong)headerLength, _wide),
            .. Directory(_main, headerLength), .. Directory(_exif, exifAt), .. Directory(_gps, gpsAt),
        ];
    }

    private int Length(SortedDictionary<ushort, (ushort Type, uint Count, byte[] Value)> directory) =>
        ValuesAt(directory) + directory.Values.Sum(entry => entry.Value.Length > _wide ? entry.Value.Length : 0);

    private int ValuesAt(SortedDictionary<ushort, (ushort Type, uint Count, byte[] Value)> directory) =>
        _countLength + ((4 + (2 * _wide)) * directory.Count) + _wide;

    private byte[] Directory(SortedDictionary<ushort, (ushort Type, uint Count, byte[] Value)> directory, int at)
    {
        List<byte> entries = [.. Number((ulong)directory.Count, _countLength)], values = [];
        var valuesAt = at + ValuesAt(directory);
        foreach (var (tag, (type, count, value)) in directory)
        {
            entries.AddRange([.. Number(tag, 2), .. Number(type, 2), .. Number(count, _wide)]);
            if (value.Length > _wide)
            {
                entries.AddRange(Number((ulong)(valuesAt + values.Count), _wide));
                values.AddRange(value);
            }
            else
            {
                entries.AddRange([.. value, .. new byte[_wide - value.Length]]);
            }
        }

        return [.. entries, .. Number(0, _wide), .. values];
    }

    private byte[] Number(ulong value, int length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        var number = bytes[..length];
        if (bigEndian)
            Array.Reverse(number);
        return number;
    }
}
