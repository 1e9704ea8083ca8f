using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>A field of a TIFF directory.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="At">The offset of the first value in the data.</param>
/// <param name="Length">The length of all values, in bytes; 0 if they are not completely within the data.</param>
internal readonly record struct TiffField(ushort Type, ulong At, ulong Length);

/// <summary>
/// Reads directories and fields of a TIFF: TIFF 6.0, BigTIFF, and what cameras derive from them. The file is untrusted: what is not
/// completely within the data is treated as missing.
/// </summary>
internal sealed class TiffReader
{
    public const ushort Byte = 1, Ascii = 2, Short = 3, Long = 4, Rational = 5, SignedByte = 6, Undefined = 7, SignedShort = 8, SignedLong = 9, SignedRational = 10;
    public const ushort Float = 11, Double = 12, Directory = 13, BigLong = 16, BigDirectory = 18, Utf8 = 129;

    /// <summary>The maximum number of entries of a directory that are read, more than any camera writes.</summary>
    private const ulong MaxEntries = 4096;

    private const int BigTiff = 43;

    private readonly ImageBytes _bytes;
    private readonly bool _isBigEndian;
    private readonly int _wide; // bytes per offset and per count
    private readonly int _countLength; // bytes of the entry count of a directory

    /// <param name="bytes">A TIFF. It must outlive the reader.</param>
    public TiffReader(ImageBytes bytes)
        : this(bytes, bytes.Span.StartsWith("MM"u8), isBig: IsBig(bytes.Span))
    {
        First = NumberAt(_wide == 8 ? 8UL : 4, _wide);
    }

    /// <param name="bytes">Directories without a header, whose offsets are relative to the start of the data. It must outlive the reader.</param>
    /// <param name="isBigEndian">Whether numbers are big-endian.</param>
    public TiffReader(ImageBytes bytes, bool isBigEndian)
        : this(bytes, isBigEndian, isBig: false)
    {
    }

    private TiffReader(ImageBytes bytes, bool isBigEndian, bool isBig)
    {
        (_bytes, _isBigEndian) = (bytes, isBigEndian);
        (_wide, _countLength) = isBig ? (8, 8) : (4, 2);
    }

    /// <summary>The offset of the first directory; 0 if there is none.</summary>
    public ulong First { get; }

    /// <summary>Whether numbers are big-endian.</summary>
    public bool IsBigEndian => _isBigEndian;

    /// <summary>Finds a field. Offset 0 is the header, so it means that there is no directory.</summary>
    public TiffField? Find(ulong directory, ushort number)
    {
        for (var (i, entries) = (0UL, Entries(directory)); i < entries; i++)
        {
            var entry = EntryAt(directory, i);
            if (NumberAt(entry, 2) != number)
                continue;
            var type = (ushort)NumberAt(entry + 2, 2);
            var count = NumberAt(entry + 4, _wide);
            var unit = UnitLength(type);
            var all = (ulong)_bytes.Length;
            if (count > all / unit)
                return new TiffField(type, 0, 0);
            var length = count * unit;
            var at = entry + 4 + (ulong)_wide;
            if (length > (ulong)_wide)
                at = NumberAt(at, _wide);
            return new TiffField(type, at, at <= all - length ? length : 0);
        }

        return null;
    }

    /// <summary>Returns the offset of the directory after another one; 0 if there is none.</summary>
    public ulong Next(ulong directory) => directory == 0 ? 0 : NumberAt(EntryAt(directory, NumberAt(directory, _countLength)), _wide);

    /// <summary>Reads the first whole numbers of a field.</summary>
    /// <param name="directory">The offset of the directory.</param>
    /// <param name="number">The number of the field.</param>
    /// <param name="max">The maximum number of numbers.</param>
    /// <returns>The numbers; none if the field is missing or of another type.</returns>
    public List<ulong> Numbers(ulong directory, ushort number, int max)
    {
        var numbers = new List<ulong>();
        if (Find(directory, number) is not { Type: Byte or Short or Long or Directory or BigLong or BigDirectory } field)
            return numbers;
        var unit = UnitLength(field.Type);
        for (var at = field.At; at < field.At + field.Length && numbers.Count < max; at += unit)
            numbers.Add(NumberAt(at, (int)unit));
        return numbers;
    }

    /// <summary>Reads a whole number of a field; 0 if it is missing.</summary>
    public ulong Number(ulong directory, ushort field) => Numbers(directory, field, 1) is [var number] ? number : 0;

    /// <summary>Returns the bytes of a field; empty if it is missing.</summary>
    public ReadOnlySpan<byte> Bytes(ulong directory, ushort number) => Find(directory, number) is { } field ? Bytes(field) : default;

    /// <summary>Returns the bytes of a field.</summary>
    public ReadOnlySpan<byte> Bytes(TiffField field) => Bytes(field.At, field.Length);

    /// <summary>Returns a range of the data; empty if it is not completely within the data.</summary>
    public ReadOnlySpan<byte> Bytes(ulong at, ulong length)
    {
        var all = (ulong)_bytes.Length;
        return length <= all && at <= all - length ? _bytes.Span.Slice((int)at, (int)length) : default;
    }

    /// <summary>Reads an unsigned number of 1, 2, 4 or 8 bytes; 0 for another length.</summary>
    public ulong Number(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        8 => _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => 0,
    };

    /// <summary>Returns the size of one value of a type, in bytes.</summary>
    public static ulong UnitLength(ushort type) => type switch
    {
        Byte or Ascii or SignedByte or Undefined or Utf8 => 1,
        Short or SignedShort => 2,
        Long or SignedLong or Float or Directory => 4,
        _ => 8,
    };

    private static bool IsBig(ReadOnlySpan<byte> file) => file is [(byte)'I', (byte)'I', BigTiff, 0, ..] or [(byte)'M', (byte)'M', 0, BigTiff, ..];

    private ulong Entries(ulong directory) => directory == 0 ? 0 : Math.Min(NumberAt(directory, _countLength), MaxEntries);

    private ulong EntryAt(ulong directory, ulong index) => directory + (ulong)_countLength + (Math.Min(index, ushort.MaxValue) * (ulong)(4 + _wide + _wide));

    /// <summary>Reads an unsigned number; 0 if it is outside the data.</summary>
    private ulong NumberAt(ulong at, int length) => Number(Bytes(at, (ulong)length));
}
