using System.Buffers.Binary;
using System.Text;

namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// The EXIF in a TIFF's own directories, which libvips's loader does not offer (8.18), by the layouts of TIFF 6.0 and
/// BigTIFF. Three directories are looked into, and no chain of them is followed. Every offset is checked: the file is
/// hostile, and what does not lie in it as a whole is not there.
/// </summary>
internal sealed class TiffExif : IExifFields
{
    /// <summary>More than any camera writes into a directory.</summary>
    private const ulong MostEntries = 4096;

    /// <summary>More than any text that is a fact.</summary>
    private const ulong LongestValue = 4096;

    private const ushort ExifPointer = 0x8769, GpsPointer = 0x8825;
    private const ushort Ascii = 2, Short = 3, Long = 4, Rational = 5, Directory = 13, BigLong = 16, BigDirectory = 18;
    private const int RationalLength = 8;

    private readonly ImageBytes _bytes;
    private readonly bool _isBigEndian;
    private readonly int _wide; // bytes of an offset and of a count
    private readonly int _countLength; // bytes of a directory's count of entries
    private readonly ulong _main, _exif, _gps;

    public TiffExif(ImageBytes bytes)
    {
        const int BigTiff = 43;
        _bytes = bytes;
        _isBigEndian = bytes.Span.StartsWith("MM"u8);
        (_wide, _countLength, var firstAt) = Number(2, 2) == BigTiff ? (8, 8, 8UL) : (4, 2, 4UL);
        _main = Number(firstAt, _wide);
        (_exif, _gps) = (Pointer(ExifPointer), Pointer(GpsPointer));
    }

    /// <inheritdoc/>
    public string? Text(ExifTag tag)
    {
        var value = Find(DirectoryOf(tag), tag.Number, Ascii);
        if (value.IsEmpty)
            return null;
        var end = value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double>? Fractions(ExifTag tag, int most)
    {
        var value = Find(DirectoryOf(tag), tag.Number, Rational);
        if (value.IsEmpty)
            return null;
        var numbers = new List<double>();
        for (var at = 0; at < value.Length && numbers.Count < most; at += RationalLength)
        {
            var (above, below) = (Number(value.Slice(at, 4)), Number(value.Slice(at + 4, 4)));
            if (below == 0)
                return null;
            numbers.Add((double)above / below);
        }

        return numbers;
    }

    /// <summary>How many pixels a decoder holds at once: those of a strip or a tile of the first image, and no fewer than a row's.</summary>
    public long BlockPixels(int width, int height)
    {
        const ushort RowsPerStrip = 278, TileWidth = 322, TileLength = 323;
        var (across, down) = (Unsigned(TileWidth), Unsigned(TileLength));
        // A row of tiles.
        if (across > 0 && down > 0)
            return (long)UInt128.Min((UInt128)Math.Max(across, (ulong)width) * down, 1UL << 40); // far above every limit, and no overflow later
        var rows = Unsigned(RowsPerStrip);
        return (long)width * (rows == 0 ? height : (long)Math.Min(rows, (ulong)height));
    }

    /// <summary>A number of the first directory below 2^32; 0 where there is none.</summary>
    private ulong Unsigned(ushort number) => Math.Min(Number(Find(_main, number, Short, Long)), uint.MaxValue);

    private ulong DirectoryOf(ExifTag tag) => tag.Directory switch { 0 => _main, 2 => _exif, _ => _gps };

    private ulong Pointer(ushort number) => Number(Find(_main, number, Long, Directory, BigLong, BigDirectory));

    /// <summary>A field's value; empty where it is missing, of another type, too long, or not in the file.</summary>
    private ReadOnlySpan<byte> Find(ulong directory, ushort number, params ReadOnlySpan<ushort> types)
    {
        // In the header's place there is no directory.
        var entries = directory == 0 ? 0 : Math.Min(Number(directory, _countLength), MostEntries);
        for (var i = 0UL; i < entries; i++)
        {
            var entry = directory + (ulong)_countLength + (i * (ulong)(4 + _wide + _wide));
            if (Number(entry, 2) != number)
                continue;
            var type = (ushort)Number(entry + 2, 2);
            var count = Number(entry + 4, _wide);
            var unit = UnitLength(type);
            if (!types.Contains(type) || count > LongestValue / unit)
                return default;
            var valueAt = entry + 4 + (ulong)_wide;
            var length = count * unit;
            return Bytes(length <= (ulong)_wide ? valueAt : Number(valueAt, _wide), length);
        }

        return default;
    }

    /// <summary>The bytes of one value of the types that are read.</summary>
    private static ulong UnitLength(ushort type) => type switch { Ascii => 1, Short => 2, Long or Directory => 4, _ => 8 };

    /// <summary>An unsigned number; zero where it does not lie in the file.</summary>
    private ulong Number(ulong at, int length) => Number(Bytes(at, (ulong)length));

    private ulong Number(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        2 => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        8 => _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => 0,
    };

    /// <summary>A part of the file; empty unless it lies there as a whole.</summary>
    private ReadOnlySpan<byte> Bytes(ulong at, ulong length)
    {
        var all = (ulong)_bytes.Length;
        return length <= all && at <= all - length ? _bytes.Span.Slice((int)at, (int)length) : default;
    }
}
