using System.Text;
using ClipSearch.Core.Imaging.Structure;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// Reads EXIF fields from a TIFF, which the EXIF data of other formats is as well (CIPA DC-008, TIFF 6.0, BigTIFF). The file is untrusted:
/// fields with a wrong type, fields that are longer than any valid value, and fields outside the file are treated as missing.
/// </summary>
internal sealed class TiffExif
{
    /// <summary>The maximum length of a value, in bytes, longer than any valid text.</summary>
    private const ulong MaxValueLength = 4096;

    private const ushort ExifPointer = 0x8769, GpsPointer = 0x8825;

    private readonly (TiffReader Reader, ulong At) _main, _exif, _gps;

    /// <param name="bytes">A TIFF, or the EXIF data of another format, with or without the prefix "Exif". It must outlive the reader.</param>
    public TiffExif(ImageBytes bytes)
        : this(new TiffReader(bytes.From(bytes.Span.StartsWith("Exif\0\0"u8) ? 6 : 0)))
    {
    }

    /// <param name="reader">A TIFF.</param>
    public TiffExif(TiffReader reader)
    {
        _main = (reader, reader.First);
        (_exif, _gps) = ((reader, Pointer(ExifPointer)), (reader, Pointer(GpsPointer)));
    }

    /// <summary>Reads EXIF whose directories are TIFFs of their own.</summary>
    /// <param name="main">The directory of the image.</param>
    /// <param name="exif">The directory of the camera.</param>
    /// <param name="gps">The directory of the position.</param>
    public TiffExif(TiffReader main, TiffReader exif, TiffReader gps) => (_main, _exif, _gps) = ((main, main.First), (exif, exif.First), (gps, gps.First));

    /// <summary>Reads a text, unmodified; null if it is missing.</summary>
    public string? Text(ExifTag tag)
    {
        var value = Find(DirectoryOf(tag), tag.Number, out _, TiffReader.Ascii, TiffReader.Utf8);
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
        var directory = DirectoryOf(tag);
        var value = Find(
            directory, tag.Number, out var type, TiffReader.Byte, TiffReader.Short, TiffReader.Long, TiffReader.Rational, TiffReader.SignedByte,
            TiffReader.SignedShort, TiffReader.SignedLong, TiffReader.SignedRational, TiffReader.Float, TiffReader.Double);
        if (value.IsEmpty)
            return [];
        var unit = (int)TiffReader.UnitLength(type);
        var numbers = new List<double>();
        for (var at = 0; at < value.Length && numbers.Count < max; at += unit)
            numbers.Add(ToDouble(directory.Reader, value.Slice(at, unit), type));
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
    private ulong Unsigned(ushort number) => Math.Min(_main.Reader.Number(Find(_main, number, out _, TiffReader.Short, TiffReader.Long)), uint.MaxValue);

    private (TiffReader Reader, ulong At) DirectoryOf(ExifTag tag) => tag.Directory switch { 0 => _main, 2 => _exif, _ => _gps };

    private ulong Pointer(ushort number) =>
        _main.Reader.Number(Find(_main, number, out _, TiffReader.Long, TiffReader.Directory, TiffReader.BigLong, TiffReader.BigDirectory));

    /// <summary>Finds the value of a field; empty if it is missing, of another type, too long or outside the file.</summary>
    private static ReadOnlySpan<byte> Find((TiffReader Reader, ulong At) directory, ushort number, out ushort type, params ReadOnlySpan<ushort> types)
    {
        type = 0;
        if (directory.Reader.Find(directory.At, number) is not { } field)
            return default;
        type = field.Type;
        return types.Contains(type) && field.Length <= MaxValueLength ? directory.Reader.Bytes(field) : default;
    }

    private static double ToDouble(TiffReader reader, ReadOnlySpan<byte> bytes, ushort type) => type switch
    {
        TiffReader.Rational => (double)reader.Number(bytes[..4]) / reader.Number(bytes[4..]),
        TiffReader.SignedRational => (double)(int)reader.Number(bytes[..4]) / (int)reader.Number(bytes[4..]),
        TiffReader.SignedByte => (sbyte)bytes[0],
        TiffReader.SignedShort => (short)reader.Number(bytes),
        TiffReader.SignedLong => (int)reader.Number(bytes),
        TiffReader.Float => BitConverter.UInt32BitsToSingle((uint)reader.Number(bytes)),
        TiffReader.Double => BitConverter.UInt64BitsToDouble(reader.Number(bytes)),
        _ => reader.Number(bytes),
    };
}
