using System.Buffers.Binary;
using System.Text;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// Reads EXIF data, which has the form of a TIFF, according to TIFF 6.0 and BigTIFF. Only three directories are read, and no chain of
/// directories is followed. The data is untrusted: every offset is checked, and values that are not completely within it are treated as
/// missing.
/// </summary>
internal sealed class TiffExif
{
    /// <summary>The maximum number of entries of a directory that are read, more than any camera writes.</summary>
    private const ulong MaxEntries = 4096;

    /// <summary>The maximum length of a value, in bytes, longer than any valid text.</summary>
    private const ulong MaxValueLength = 4096;

    private const ushort ExifPointer = 0x8769, GpsPointer = 0x8825;
    private const ushort Byte = 1, Ascii = 2, Short = 3, Long = 4, Rational = 5, SignedByte = 6, SignedShort = 8, SignedLong = 9, SignedRational = 10;
    private const ushort Float = 11, Double = 12, Directory = 13, BigLong = 16, BigDirectory = 18, Utf8 = 129;

    private readonly ImageBytes _bytes;
    private readonly bool _isBigEndian;
    private readonly int _wide; // bytes per offset and per count
    private readonly int _countLength; // bytes of the entry count of a directory
    private readonly ulong _main, _exif, _gps;

    /// <param name="bytes">A TIFF, or the EXIF data of another format, with or without the prefix "Exif". It must outlive the reader.</param>
    public TiffExif(ImageBytes bytes)
    {
        var prefix = bytes.Span.StartsWith("Exif\0\0"u8) ? 6 : 0;
        bytes = bytes.From(prefix);
        const int BigTiff = 43;
        _bytes = bytes;
        _isBigEndian = bytes.Span.StartsWith("MM"u8);
        (_wide, _countLength, var firstAt) = Number(2, 2) == BigTiff ? (8, 8, 8UL) : (4, 2, 4UL);
        _main = Number(firstAt, _wide);
        (_exif, _gps) = (Pointer(ExifPointer), Pointer(GpsPointer));
    }

    /// <summary>Reads a text, unmodified; null if it is missing.</summary>
    public string? Text(ExifTag tag)
    {
        var value = Find(DirectoryOf(tag), tag.Number, out _, Ascii, Utf8);
        if (value.IsEmpty)
            return null;
        var end = value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
    }

    /// <summary>
    /// Reads the first numbers of a field. The fraction 0/0 is not a number, and another one with the denominator 0 is infinite.
    /// </summary>
    /// <param name="tag">The field.</param>
    /// <param name="max">The maximum number of numbers.</param>
    /// <returns>The numbers; none if the field is missing.</returns>
    public IReadOnlyList<double> Numbers(ExifTag tag, int max)
    {
        var value = Find(DirectoryOf(tag), tag.Number, out var type, Byte, Short, Long, Rational, SignedByte, SignedShort, SignedLong, SignedRational, Float, Double);
        if (value.IsEmpty)
            return [];
        var unit = (int)UnitLength(type);
        var numbers = new List<double>();
        for (var at = 0; at < value.Length && numbers.Count < max; at += unit)
            numbers.Add(ToDouble(value.Slice(at, unit), type));
        return numbers;
    }

    /// <summary>
    /// Returns the number of pixels that a decoder holds at once: a strip or tile of the first image, and at least one row.
    /// </summary>
    public long BlockPixels(int width, int height)
    {
        const ushort RowsPerStrip = 278, TileWidth = 322, TileLength = 323;
        var (across, down) = (Unsigned(TileWidth), Unsigned(TileLength));
        // A decoder holds a whole row of tiles.
        if (across > 0 && down > 0)
            return (long)UInt128.Min((UInt128)Math.Max(across, (ulong)width) * down, 1UL << 40); // above every limit; prevents an overflow
        var rows = Unsigned(RowsPerStrip);
        return (long)width * (rows == 0 ? height : (long)Math.Min(rows, (ulong)height));
    }

    /// <summary>Reads an unsigned number of the first directory, below 2^32; 0 if it is missing.</summary>
    private ulong Unsigned(ushort number) => Math.Min(Number(Find(_main, number, out _, Short, Long)), uint.MaxValue);

    private ulong DirectoryOf(ExifTag tag) => tag.Directory switch { 0 => _main, 2 => _exif, _ => _gps };

    private ulong Pointer(ushort number) => Number(Find(_main, number, out _, Long, Directory, BigLong, BigDirectory));

    /// <summary>Finds the value of a field; empty if it is missing, of another type, too long or outside the file.</summary>
    private ReadOnlySpan<byte> Find(ulong directory, ushort number, out ushort type, params ReadOnlySpan<ushort> types)
    {
        type = 0;
        // Offset 0 is the header, so it means that there is no directory.
        var entries = directory == 0 ? 0 : Math.Min(Number(directory, _countLength), MaxEntries);
        for (var i = 0UL; i < entries; i++)
        {
            var entry = directory + (ulong)_countLength + (i * (ulong)(4 + _wide + _wide));
            if (Number(entry, 2) != number)
                continue;
            type = (ushort)Number(entry + 2, 2);
            var count = Number(entry + 4, _wide);
            var unit = UnitLength(type);
            if (!types.Contains(type) || count > MaxValueLength / unit)
                return default;
            var valueAt = entry + 4 + (ulong)_wide;
            var length = count * unit;
            return Bytes(length <= (ulong)_wide ? valueAt : Number(valueAt, _wide), length);
        }

        return default;
    }

    /// <summary>Returns the size of one value of a supported type, in bytes.</summary>
    private static ulong UnitLength(ushort type) => type switch
    {
        Byte or Ascii or SignedByte or Utf8 => 1,
        Short or SignedShort => 2,
        Long or SignedLong or Float or Directory => 4,
        _ => 8,
    };

    private double ToDouble(ReadOnlySpan<byte> bytes, ushort type) => type switch
    {
        Rational => (double)Number(bytes[..4]) / Number(bytes[4..]),
        SignedRational => (double)(int)Number(bytes[..4]) / (int)Number(bytes[4..]),
        SignedByte => (sbyte)bytes[0],
        SignedShort => (short)Number(bytes),
        SignedLong => (int)Number(bytes),
        Float => BitConverter.UInt32BitsToSingle((uint)Number(bytes)),
        Double => BitConverter.UInt64BitsToDouble(Number(bytes)),
        _ => Number(bytes),
    };

    /// <summary>Reads an unsigned number; 0 if it is outside the file.</summary>
    private ulong Number(ulong at, int length) => Number(Bytes(at, (ulong)length));

    private ulong Number(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        8 => _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => 0,
    };

    /// <summary>Returns a range of the file; empty if it is not completely within the file.</summary>
    private ReadOnlySpan<byte> Bytes(ulong at, ulong length)
    {
        var all = (ulong)_bytes.Length;
        return length <= all && at <= all - length ? _bytes.Span.Slice((int)at, (int)length) : default;
    }
}
