using System.Buffers.Binary;
using System.Text;

namespace ClipSearch.Tests.Native.Vips;

/// <summary>Puts EXIF into a JPEG, from the layout of the standard (CIPA DC-008): a TIFF header and three directories in an APP1 segment.</summary>
internal sealed class ExifWriter
{
    private const ushort Ascii = 2, Long = 4, Rational = 5;
    private const ushort ExifPointer = 0x8769, GpsPointer = 0x8825;

    private readonly SortedDictionary<ushort, (ushort Type, uint Count, byte[] Value)> _main = [], _exif = [], _gps = [];

    public ExifWriter Camera(string make, string model) => Put(_main, 0x010F, make).Put(_main, 0x0110, model);

    public ExifWriter Lens(string model) => Put(_exif, 0xA434, model);

    public ExifWriter TakenAt(string dateTime, string? offset = null)
    {
        Put(_exif, 0x9003, dateTime);
        return offset is null ? this : Put(_exif, 0x9011, offset);
    }

    public ExifWriter Changed(string dateTime) => Put(_main, 0x0132, dateTime);

    public ExifWriter Position(string north, (uint Above, uint Below)[] latitude, string east, (uint Above, uint Below)[] longitude) =>
        Put(_gps, 1, north).Put(_gps, 2, latitude).Put(_gps, 3, east).Put(_gps, 4, longitude);

    /// <summary>The JPEG with this in place of any EXIF it had.</summary>
    public byte[] Into(byte[] jpeg)
    {
        byte[] content = [.. "Exif\0\0"u8, .. Tiff()];
        var segment = new byte[4];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        return [.. jpeg[..2], .. segment, .. content, .. WithoutExif(jpeg[2..])];
    }

    private static byte[] WithoutExif(byte[] segments)
    {
        var at = 0;
        var kept = new List<byte>();
        while (segments[at + 1] is >= 0xE0 and <= 0xEF)
        {
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(segments.AsSpan(at + 2));
            if (segments[at + 1] != 0xE1)
                kept.AddRange(segments.AsSpan(at, length));
            at += length;
        }

        return [.. kept, .. segments[at..]];
    }

    private ExifWriter Put(SortedDictionary<ushort, (ushort, uint, byte[])> directory, ushort tag, string text)
    {
        byte[] value = [.. Encoding.UTF8.GetBytes(text), 0];
        directory[tag] = (Ascii, (uint)value.Length, value);
        return this;
    }

    private ExifWriter Put(SortedDictionary<ushort, (ushort, uint, byte[])> directory, ushort tag, (uint Above, uint Below)[] numbers)
    {
        var value = new byte[numbers.Length * 8];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan(i * 8), numbers[i].Above);
            BinaryPrimitives.WriteUInt32LittleEndian(value.AsSpan((i * 8) + 4), numbers[i].Below);
        }

        directory[tag] = (Rational, (uint)numbers.Length, value);
        return this;
    }

    private byte[] Tiff()
    {
        const int Header = 8;
        _main[ExifPointer] = _main[GpsPointer] = (Long, 1, new byte[4]);
        var exifAt = Header + Length(_main);
        var gpsAt = exifAt + Length(_exif);
        _main[ExifPointer] = (Long, 1, BitConverter.GetBytes(exifAt));
        _main[GpsPointer] = (Long, 1, BitConverter.GetBytes(gpsAt));
        return [.. "II"u8, 42, 0, Header, 0, 0, 0, .. Directory(_main, Header), .. Directory(_exif, exifAt), .. Directory(_gps, gpsAt)];
    }

    private static int Length(SortedDictionary<ushort, (ushort Type, uint Count, byte[] Value)> directory) =>
        6 + (12 * directory.Count) + directory.Values.Sum(entry => entry.Value.Length > 4 ? entry.Value.Length : 0);

    private static byte[] Directory(SortedDictionary<ushort, (ushort Type, uint Count, byte[] Value)> directory, int at)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var valuesAt = at + 6 + (12 * directory.Count);
        writer.Write((ushort)directory.Count);
        foreach (var (tag, (type, count, value)) in directory)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(count);
            if (value.Length > 4)
            {
                writer.Write(valuesAt);
                valuesAt += value.Length;
            }
            else
            {
                writer.Write([.. value, .. new byte[4 - value.Length]]);
            }
        }

        writer.Write(0);
        foreach (var (_, _, value) in directory.Values)
        {
            if (value.Length > 4)
                writer.Write(value);
        }

        return bytes.ToArray();
    }
}
