using System.Buffers.Binary;
using System.IO.Compression;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>
/// Reads the items of an AVIF or HEIC (ISO/IEC 14496-12, 8.11). libheif decompresses compressed texts when it opens a file. The file is
/// untrusted: data that is not completely within the file is treated as missing.
/// </summary>
internal static class HeifStructure
{
    private const int BoxHeader = 8, FullBoxHeader = 4;

    /// <summary>Cameras write one compressed item. Several items may refer to the same bytes, and each may be decompressed again.</summary>
    private const int MaxCompressedItems = 64;

    /// <summary>Indicates whether the content starts with the AVIF or HEIC signature.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) => file.Length >= BoxHeader && file[4..].StartsWith("ftyp"u8);

    /// <summary>Indicates whether the images are compressed by HEVC. The brand alone does not tell: many AVIFs have that of any HEIF.</summary>
    public static bool IsHevc(ReadOnlySpan<byte> file)
    {
        if (!Recognises(file))
            return false;
        var (isHevc, isAv1) = (file[BoxHeader..].StartsWith("he"u8), false);
        for (var boxes = new IsoBoxes(Entries(file)); boxes.Read();)
        {
            var type = ItemType(boxes.Content);
            isHevc |= type.SequenceEqual("hvc1"u8) || type.SequenceEqual("hev1"u8);
            isAv1 |= type.SequenceEqual("av01"u8);
        }

        return isHevc && !isAv1;
    }

    /// <summary>Returns the size of all compressed texts, decompressed, in bytes. Stops counting just above the limit.</summary>
    public static long MetadataBytes(ReadOnlySpan<byte> file, long limit)
    {
        var meta = Content(IsoBoxes.Find(file, "meta"u8), FullBoxHeader);
        var locations = IsoBoxes.Find(meta, "iloc"u8);
        var data = IsoBoxes.Find(meta, "idat"u8);
        var (total, items) = (0L, 0);
        for (var boxes = new IsoBoxes(Entries(file)); total <= limit && boxes.Read();)
        {
            if (!boxes.Type.SequenceEqual("infe"u8) || !IsCompressed(boxes.Content, out var item))
                continue;
            if (++items > MaxCompressedItems)
                return limit + 1;
            total += Inflated(Bytes(file, data, locations, item), limit - total);
        }

        return total;
    }

    /// <summary>Returns the number of frames of a sequence, the most of its tracks; 1 for another file.</summary>
    public static int SequenceFrames(ReadOnlySpan<byte> file)
    {
        const int CountAt = 8;
        var frames = 1u;
        for (var boxes = new IsoBoxes(IsoBoxes.Find(file, "moov"u8)); boxes.Read();)
        {
            if (!boxes.Type.SequenceEqual("trak"u8))
                continue;
            var sizes = IsoBoxes.Find(IsoBoxes.Find(IsoBoxes.Find(IsoBoxes.Find(boxes.Content, "mdia"u8), "minf"u8), "stbl"u8), "stsz"u8);
            if (sizes.Length >= CountAt + 4)
                frames = Math.Max(frames, BinaryPrimitives.ReadUInt32BigEndian(sizes[CountAt..]));
        }

        return (int)Math.Min(frames, int.MaxValue);
    }

    /// <summary>Returns the boxes that describe the items.</summary>
    private static ReadOnlySpan<byte> Entries(ReadOnlySpan<byte> file)
    {
        var entries = IsoBoxes.Find(Content(IsoBoxes.Find(file, "meta"u8), FullBoxHeader), "iinf"u8);
        return Content(entries, FullBoxHeader + (entries is [0, ..] ? 2 : 4));
    }

    /// <summary>Returns the type of the item that an infe box describes; empty if it has none.</summary>
    private static ReadOnlySpan<byte> ItemType(ReadOnlySpan<byte> entry)
    {
        var at = FullBoxHeader + (entry is [>= 3, ..] ? 4 : 2) + 2;
        return entry is [>= 2, ..] && entry.Length >= at + 4 ? entry.Slice(at, 4) : default;
    }

    /// <summary>
    /// Parses an infe box: version and flags, number, protection, type, name, 0; for a text its media type, 0, its compression, 0.
    /// </summary>
    private static bool IsCompressed(ReadOnlySpan<byte> entry, out uint item)
    {
        item = 0;
        var isWide = entry is [>= 3, ..];
        if (!ItemType(entry).SequenceEqual("mime"u8))
            return false;
        item = isWide ? BinaryPrimitives.ReadUInt32BigEndian(entry[FullBoxHeader..]) : BinaryPrimitives.ReadUInt16BigEndian(entry[FullBoxHeader..]);
        var texts = entry[(FullBoxHeader + (isWide ? 4 : 2) + 2 + 4)..];
        for (var i = 0; i < 2; i++)
        {
            var end = texts.IndexOf((byte)0);
            if (end < 0)
                return false;
            texts = texts[(end + 1)..];
        }

        return texts is [not 0, ..];
    }

    /// <summary>Returns the bytes of an item, joined from its extents.</summary>
    private static byte[] Bytes(ReadOnlySpan<byte> file, ReadOnlySpan<byte> data, ReadOnlySpan<byte> locations, uint item)
    {
        if (locations.Length < FullBoxHeader + 2)
            return [];
        var version = locations[0];
        var (offsetSize, lengthSize) = (locations[FullBoxHeader] >> 4, locations[FullBoxHeader] & 15);
        var (baseSize, indexSize) = (locations[FullBoxHeader + 1] >> 4, version is 1 or 2 ? locations[FullBoxHeader + 1] & 15 : 0);
        var numberSize = version < 2 ? 2 : 4;
        var rest = locations[(FullBoxHeader + 2)..];
        for (var count = Number(ref rest, numberSize); count > 0 && !rest.IsEmpty; count--)
        {
            var isIt = Number(ref rest, numberSize) == item;
            var isInData = version is 1 or 2 && (Number(ref rest, 2) & 15) == 1;
            Number(ref rest, 2);
            var start = Number(ref rest, baseSize);
            var parts = new List<byte>();
            for (var extents = Number(ref rest, 2); extents > 0 && !rest.IsEmpty; extents--)
            {
                Number(ref rest, indexSize);
                var (at, length) = (start + Number(ref rest, offsetSize), Number(ref rest, lengthSize));
                var source = isInData ? data : file;
                if (isIt && at <= (ulong)source.Length && parts.Count + (long)Math.Min(length, (ulong)source.Length - at) <= file.Length)
                    parts.AddRange(source.Slice((int)at, (int)Math.Min(length == 0 ? ulong.MaxValue : length, (ulong)source.Length - at)));
            }

            if (isIt)
                return [.. parts];
        }

        return [];
    }

    /// <summary>Reads a number of 0, 2, 4 or 8 bytes; 0 if the bytes are missing.</summary>
    private static ulong Number(scoped ref ReadOnlySpan<byte> from, int size)
    {
        var value = 0UL;
        foreach (var part in from[..Math.Min(size, from.Length)])
            value = (value << 8) | part;
        from = from[Math.Min(size, from.Length)..];
        return value;
    }

    private static long Inflated(byte[] data, long limit)
    {
        const int ZLibHeader = 0x78;
        using var stored = new MemoryStream(data);
        using Stream stream = data is [ZLibHeader, ..] ? new ZLibStream(stored, CompressionMode.Decompress) : new DeflateStream(stored, CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        var total = 0L;
        try
        {
            while (total <= limit && stream.Read(buffer) is var read and > 0)
                total += read;
        }
        catch (InvalidDataException)
        {
            // Damaged, or a compression that the libheif of libvips does not support either.
        }

        return total;
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> box, int header) => box.Length < header ? default : box[header..];
}
