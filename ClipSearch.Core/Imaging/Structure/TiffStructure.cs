using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>Where the pixels of a TIFF are (TIFF 6.0, and BigTIFF). libtiff reads a strip beyond the end of the file as black.</summary>
internal static class TiffStructure
{
    private const ushort StripOffsets = 273, StripByteCounts = 279, TileOffsets = 324, TileByteCounts = 325;

    /// <summary>The maximum number of strips or tiles that are looked at.</summary>
    private const int MaxParts = 1 << 20;

    /// <summary>Returns whether the content begins like a TIFF.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) =>
        file is [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..];

    /// <summary>Returns the share of the first image's data that lies beyond the end of the file, 0 to 1; 0 if the directory is unusual.</summary>
    public static double MissingShare(ReadOnlySpan<byte> file)
    {
        var (isLittle, isBig) = (file[0] == 'I', file[2] == 43 || file[3] == 43);
        var reader = new Reader(file, isLittle, isBig);
        if (!reader.TryDirectory(out var entries, out var count))
            return 0;
        Values offsets = default, lengths = default;
        for (var i = 0; i < count; i++)
        {
            var (tag, values) = reader.Entry(entries + (i * reader.EntryBytes));
            if (tag is StripOffsets or TileOffsets)
                offsets = values;
            else if (tag is StripByteCounts or TileByteCounts)
                lengths = values;
        }

        var (all, missing) = (0.0, 0.0);
        for (var i = 0; i < Math.Min(MaxParts, Math.Min(offsets.Count, lengths.Count)); i++)
        {
            if (!reader.TryValue(offsets, i, out var offset) || !reader.TryValue(lengths, i, out var length))
                return 1;
            all += length;
            missing += length - Math.Clamp(file.Length - (double)offset, 0, length);
        }

        return all == 0 ? 0 : missing / all;
    }

    /// <param name="At">The offset of the first value in the file.</param>
    /// <param name="Count">The number of values.</param>
    /// <param name="Bytes">The length of a value, 2, 4 or 8.</param>
    private readonly record struct Values(long At, long Count, int Bytes);

    private readonly ref struct Reader(ReadOnlySpan<byte> file, bool isLittle, bool isBig)
    {
        private readonly ReadOnlySpan<byte> _file = file;

        public int EntryBytes => isBig ? 20 : 12;

        public bool TryDirectory(out long entries, out long count)
        {
            (entries, count) = (0, 0);
            if (!TryRead(isBig ? 8 : 4, isBig ? 8 : 4, out var at) || at > long.MaxValue / 2 || !TryRead((long)at, isBig ? 8 : 2, out var number))
                return false;
            entries = (long)at + (isBig ? 8 : 2);
            count = (long)Math.Min(number, ushort.MaxValue);
            return entries + (count * EntryBytes) <= _file.Length;
        }

        public (ushort Tag, Values Values) Entry(long at)
        {
            TryRead(at, 2, out var tag);
            TryRead(at + 2, 2, out var type);
            TryRead(at + 4, isBig ? 8 : 4, out var count);
            var bytes = type switch { 3 => 2, 4 => 4, 16 => 8, _ => 0 };
            if (bytes == 0 || count > MaxParts)
                return ((ushort)tag, default);
            var value = at + (isBig ? 12 : 8);
            if ((long)count * bytes > (isBig ? 8 : 4))
            {
                TryRead(value, isBig ? 8 : 4, out var elsewhere);
                value = (long)Math.Min(elsewhere, int.MaxValue);
            }

            return ((ushort)tag, new Values(value, (long)count, bytes));
        }

        public bool TryValue(Values values, int index, out ulong value) => TryRead(values.At + ((long)index * values.Bytes), values.Bytes, out value);

        private bool TryRead(long at, int bytes, out ulong value)
        {
            value = 0;
            if (at < 0 || at + bytes > _file.Length)
                return false;
            var data = _file.Slice((int)at, bytes);
            value = bytes switch
            {
                2 => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(data) : BinaryPrimitives.ReadUInt16BigEndian(data),
                4 => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data),
                _ => isLittle ? BinaryPrimitives.ReadUInt64LittleEndian(data) : BinaryPrimitives.ReadUInt64BigEndian(data),
            };
            return true;
        }
    }
}
