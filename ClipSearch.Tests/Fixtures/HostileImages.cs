using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Small files that take much memory to decode, written from the formats' specifications.</summary>
internal static class HostileImages
{
    private const int ZerosOfAChunk = 48 << 20;

    /// <summary>The maximum length of a strip or tile. Decoding must fail before its end.</summary>
    private const int MaxZeros = 16 << 20;

    /// <summary>A TIFF whose strips all have the same offset, so that one compressed strip gives all rows.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="samples">The number of samples per pixel, 8 bits each.</param>
    /// <param name="rowsPerStrip">The number of rows per strip.</param>
    public static byte[] Tiff(int width, int height, int samples, int rowsPerStrip = 1)
    {
        var strip = Deflated(new byte[Math.Min((long)width * samples * rowsPerStrip, MaxZeros)]);
        var strips = (height + rowsPerStrip - 1) / rowsPerStrip;
        return Tiff(
            width, height, samples, strip,
            (273, Enumerable.Repeat(8, strips)), (278, [rowsPerStrip]), (279, Enumerable.Repeat(strip.Length, strips)));
    }

    /// <summary>A TIFF of one tile, with eight samples per pixel.</summary>
    /// <param name="edge">The width and height of the image in pixels.</param>
    /// <param name="tileEdge">The width and height of the tile in pixels; the maximum of libvips is 10,000.</param>
    public static byte[] TiledTiff(int edge, int tileEdge)
    {
        const int samples = 8;
        var tile = Deflated(new byte[Math.Min((long)tileEdge * tileEdge * samples, MaxZeros)]);
        return Tiff(edge, edge, samples, tile, (322, [tileEdge]), (323, [tileEdge]), (324, [8]), (325, [tile.Length]));
    }

    /// <summary>A PNG of one pixel with compressed chunks of 48 MiB of spaces each.</summary>
    /// <param name="type">The chunk type: zTXt, iTXt or iCCP.</param>
    /// <param name="chunks">The number of chunks; libpng reads up to 100 for libvips.</param>
    public static byte[] PngWithChunks(string type, int chunks)
    {
        var zeros = new byte[ZerosOfAChunk];
        zeros.AsSpan().Fill((byte)' ');
        var compressed = Deflated(zeros);
        byte[] data = type == "iTXt" ? [.. "key"u8, 0, 1, 0, 0, 0, .. compressed] : [.. "key"u8, 0, 0, .. compressed];
        var chunk = PngChunk(type, data);
        return Png(1, 1, [.. Enumerable.Repeat(chunk, chunks).SelectMany(one => one)], Deflated([0, 0]));
    }

    /// <summary>An AVIF with many items of compressed XMP, each 48 MiB of spaces.</summary>
    /// <param name="avif">An AVIF with XMP, as libheif writes it.</param>
    /// <param name="texts">The number of items.</param>
    public static byte[] AvifWithCompressedTexts(byte[] avif, int texts)
    {
        var spaces = new byte[ZerosOfAChunk];
        spaces.AsSpan().Fill((byte)' ');
        var compressed = Deflated(spaces);
        var boxes = Boxes(avif, 0, avif.Length);
        var meta = boxes.Single(box => box.Type == "meta");
        var parts = Boxes(avif, meta.Start + 12, meta.Start + meta.Length).ToDictionary(part => part.Type, part => avif[part.Start..(part.Start + part.Length)]);
        var entries = Boxes(parts["iinf"], 14, parts["iinf"].Length).Select(entry => parts["iinf"][entry.Start..(entry.Start + entry.Length)]).ToList();
        var xmp = entries.FindIndex(entry => entry.AsSpan(16).StartsWith("mime"u8));
        var number = BinaryPrimitives.ReadUInt16BigEndian(entries[xmp].AsSpan(12));
        var firstText = 1000;
        entries[xmp] = Text(number);
        entries.AddRange(Enumerable.Range(firstText, texts - 1).Select(Text));

        // The pixels stay where they are, in front of the new data and the new list of items.
        var file = avif.ToArray();
        "free"u8.CopyTo(file.AsSpan(meta.Start + 4));
        var locations = Locations(parts["iloc"]).Where(item => item.Number != number)
            .Concat(Enumerable.Range(firstText, texts - 1).Append(number).Select(text => (Number: text, At: file.Length + 8, compressed.Length))).ToList();
        parts["iinf"] = Box("iinf", [0, 0, 0, 0, .. BigEndian(2, entries.Count), .. entries.SelectMany(entry => entry)]);
        parts["iloc"] = Box("iloc", [0, 0, 0, 0, 0x44, 0, .. BigEndian(2, locations.Count), .. locations.SelectMany(item => (byte[])[.. BigEndian(2, item.Number), 0, 0, .. BigEndian(2, 1), .. BigEndian(4, item.At), .. BigEndian(4, item.Length)])]);
        parts["iref"] = Box("iref", [0, 0, 0, 0, .. Enumerable.Range(firstText, texts - 1).Append(number).SelectMany(text => Box("cdsc", [.. BigEndian(2, text), .. BigEndian(2, 1), .. BigEndian(2, 1)]))]);
        return [.. file, .. Box("mdat", compressed), .. Box("meta", [0, 0, 0, 0, .. parts.Values.SelectMany(part => part)])];

        static byte[] Text(int number) => Box("infe", [2, 0, 0, 0, .. BigEndian(2, number), 0, 0, .. "mime\0application/rdf+xml\0compress_zlib\0"u8]);
    }

    private static byte[] Box(string type, byte[] content) => [.. BigEndian(4, content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] BigEndian(int bytes, int number) => [.. Enumerable.Range(0, bytes).Select(i => (byte)(number >> (8 * (bytes - 1 - i))))];

    private static List<(string Type, int Start, int Length)> Boxes(byte[] file, int start, int end)
    {
        var boxes = new List<(string, int, int)>();
        for (var length = 0; start < end; start += length)
        {
            length = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(start));
            boxes.Add((Encoding.ASCII.GetString(file, start + 4, 4), start, length));
        }

        return boxes;
    }

    /// <summary>Reads the locations of items that have one extent each, with four-byte offsets and lengths.</summary>
    private static IEnumerable<(int Number, int At, int Length)> Locations(byte[] box)
    {
        var (version, baseSize, indexSize) = (box[8], box[13] >> 4, box[8] == 0 ? 0 : box[13] & 15);
        Assert.Equal(0x44, box[12]);
        for (var at = 16; at < box.Length;)
        {
            var number = BinaryPrimitives.ReadUInt16BigEndian(box.AsSpan(at));
            at += 2 + (version == 0 ? 0 : 2) + 2;
            var start = baseSize == 0 ? 0 : (int)BinaryPrimitives.ReadUInt32BigEndian(box.AsSpan(at));
            at += baseSize;
            Assert.Equal(1, BinaryPrimitives.ReadUInt16BigEndian(box.AsSpan(at)));
            at += 2 + indexSize;
            yield return (number, start + (int)BinaryPrimitives.ReadUInt32BigEndian(box.AsSpan(at)), (int)BinaryPrimitives.ReadUInt32BigEndian(box.AsSpan(at + 4)));
            at += 8;
        }
    }

    /// <summary>A black PNG with one bit per pixel.</summary>
    public static byte[] Png(int width, int height)
    {
        using var file = new MemoryStream();
        using (var zlib = new ZLibStream(file, CompressionLevel.Fastest))
        {
            var row = new byte[((width + 7) / 8) + 1];
            for (var y = 0; y < height; y++)
                zlib.Write(row);
        }

        return Png(width, height, [], file.ToArray());
    }

    /// <summary>A GIF of many frames of one pixel.</summary>
    public static byte[] Gif(int frames)
    {
        byte[] frame = [(byte)',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        return [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. Enumerable.Repeat(frame, frames).SelectMany(one => one), (byte)';'];
    }

    /// <summary>The header of a lossless WebP, without data.</summary>
    public static byte[] LosslessWebP(int width, int height)
    {
        var bits = (uint)(width - 1) | ((uint)(height - 1) << 14);
        byte[] header = [0x2F, .. LittleEndian(bits), 0, 0, 0, 0, 0];
        return Riff([.. "VP8L"u8, .. LittleEndian((uint)header.Length), .. header]);
    }

    /// <summary>A WebP animation of many empty frames.</summary>
    public static byte[] WebP(int frames)
    {
        byte[] frame = [.. "ANMF"u8, .. LittleEndian(16), .. new byte[16]];
        return Riff([.. "VP8X"u8, .. LittleEndian(10), 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "ANIM"u8, .. LittleEndian(6), 0, 0, 0, 0, 0, 0, .. Enumerable.Repeat(frame, frames).SelectMany(one => one)]);
    }

    /// <summary>A JPEG with many comments of 64 KiB each.</summary>
    public static byte[] WithComments(byte[] jpeg, int comments)
    {
        byte[] comment = [0xFF, 0xFE, 0xFF, 0xFF, .. new byte[65533]];
        return [.. jpeg[..2], .. Enumerable.Repeat(comment, comments).SelectMany(one => one), .. jpeg[2..]];
    }

    /// <summary>A JPEG whose EXIF has many fields with the same 30,000 bytes as their value.</summary>
    public static byte[] WithOverlappingExif(byte[] jpeg)
    {
        const int fields = 2_800, valueAt = 8 + 2 + (fields * 12) + 4, valueLength = 30_000;
        byte[] entry = [0x0F, 0x01, 1, 0, .. LittleEndian(valueLength), .. LittleEndian(valueAt)];
        byte[] exif =
        [
            .. "Exif"u8, 0, 0, .. "II"u8, 42, 0, 8, 0, 0, 0, .. LittleEndian(fields)[..2], .. Enumerable.Repeat(entry, fields).SelectMany(one => one),
            0, 0, 0, 0, .. Enumerable.Repeat((byte)200, 65_000 - valueAt),
        ];
        byte[] length = [(byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2)];
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. exif, .. jpeg[2..]];
    }

    private static byte[] Tiff(int width, int height, int samples, byte[] data, params (ushort Tag, IEnumerable<int> Values)[] layout)
    {
        (ushort Tag, IEnumerable<int> Values)[] entries =
        [
            .. new (ushort Tag, IEnumerable<int> Values)[]
            {
                (256, [width]), (257, [height]), (258, Enumerable.Repeat(8, samples)), (259, [8]), (262, [1]), (277, [samples]), (284, [1]),
            }.Concat(layout).OrderBy(entry => entry.Tag),
        ];
        const uint Long = 4;
        var directoryAt = 8 + data.Length;
        var valuesAt = directoryAt + 2 + (entries.Length * 12) + 4;
        List<byte> directory = [.. LittleEndian((uint)entries.Length)[..2]], values = [];
        foreach (var (tag, numbers) in entries)
        {
            var list = numbers.ToList();
            directory.AddRange([.. LittleEndian(tag)[..2], .. LittleEndian(Long)[..2], .. LittleEndian((uint)list.Count)]);
            directory.AddRange(LittleEndian((uint)(list.Count == 1 ? list[0] : valuesAt + values.Count)));
            if (list.Count > 1)
                values.AddRange(list.SelectMany(number => LittleEndian((uint)number)));
        }

        return [.. "II"u8, 42, 0, .. LittleEndian((uint)directoryAt), .. data, .. directory, 0, 0, 0, 0, .. values];
    }

    private static byte[] Png(int width, int height, byte[] chunks, byte[] pixels)
    {
        byte[] header = [.. BigEndian((uint)width), .. BigEndian((uint)height), 1, 0, 0, 0, 0];
        return [0x89, .. "PNG"u8, 13, 10, 26, 10, .. PngChunk("IHDR", header), .. chunks, .. PngChunk("IDAT", pixels), .. PngChunk("IEND", [])];
    }

    private static byte[] PngChunk(string type, byte[] data)
    {
        byte[] content = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. content, .. BigEndian(Checksum(content))];
    }

    /// <summary>CRC-32.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var each in bytes)
        {
            checksum ^= each;
            for (var bit = 0; bit < 8; bit++)
                checksum = (checksum >> 1) ^ (0xEDB88320 & (0 - (checksum & 1)));
        }

        return ~checksum;
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var file = new MemoryStream();
        using (var zlib = new ZLibStream(file, CompressionLevel.SmallestSize))
            zlib.Write(bytes);
        return file.ToArray();
    }

    private static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. LittleEndian((uint)chunks.Length + 4), .. "WEBP"u8, .. chunks];

    private static byte[] LittleEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
