using System.Buffers.Binary;
using System.IO.Compression;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>
/// Reads the boxes of a JPEG XL (ISO/IEC 18181-2), which may also be a codestream without boxes. libjxl decompresses metadata in "brob" boxes
/// when it opens a file.
/// </summary>
internal static class JxlStructure
{
    private const int TypeLength = 4;

    /// <summary>Indicates whether the content starts with the signature of a JPEG XL, in a container or alone.</summary>
    /// <param name="file">The first 12 bytes of the file or more.</param>
    public static bool Recognises(ReadOnlySpan<byte> file) =>
        file is [0xFF, 0x0A, ..] || file.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', 13, 10, 0x87, 10]);

    /// <summary>Returns the size of EXIF, XMP and other boxes of metadata, uncompressed, in bytes. Stops counting just above the limit.</summary>
    public static long MetadataBytes(ReadOnlySpan<byte> file, long limit)
    {
        var total = 0L;
        if (file is [0xFF, ..])
            return total;
        for (var boxes = new IsoBoxes(file); total <= limit && boxes.Read();)
        {
            if (boxes.Type.SequenceEqual("brob"u8))
                total += Uncompressed(boxes.Content.Length < TypeLength ? default : boxes.Content[TypeLength..], limit - total);
            else if (boxes.Type.SequenceEqual("Exif"u8) || boxes.Type.SequenceEqual("xml "u8) || boxes.Type.SequenceEqual("jumb"u8))
                total += boxes.Content.Length;
        }

        return total;
    }

    /// <summary>Returns EXIF (a TIFF) of the first box with it; empty if there is none, or it exceeds the limit. libvips does not provide it (8.14).</summary>
    public static byte[] Exif(ReadOnlySpan<byte> file, int limit)
    {
        const int OffsetLength = 4;
        var box = Metadata(file, "Exif"u8, limit);
        if (box.Length < OffsetLength)
            return [];
        var start = OffsetLength + (long)BinaryPrimitives.ReadUInt32BigEndian(box);
        return start <= box.Length ? box[(int)start..] : [];
    }

    /// <summary>Returns the XMP of the first box with it; empty if there is none, or it exceeds the limit.</summary>
    public static byte[] Xmp(ReadOnlySpan<byte> file, int limit) => Metadata(file, "xml "u8, limit);

    private static byte[] Metadata(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type, int limit)
    {
        for (var boxes = new IsoBoxes(file is [0xFF, ..] ? default : file); boxes.Read();)
        {
            if (boxes.Type.SequenceEqual(type))
                return boxes.Content.Length <= limit ? boxes.Content.ToArray() : [];
            if (!boxes.Type.SequenceEqual("brob"u8) || !boxes.Content.StartsWith(type))
                continue;
            using var content = new MemoryStream();
            return Uncompressed(boxes.Content[TypeLength..], limit, content) <= limit ? content.ToArray() : [];
        }

        return [];
    }

    private static long Uncompressed(ReadOnlySpan<byte> data, long limit, Stream? content = null)
    {
        var buffer = new byte[1 << 16];
        var total = 0L;
        using var decoder = new BrotliDecoder();
        while (total <= limit)
        {
            var status = decoder.Decompress(data, buffer, out var read, out var written);
            data = data[read..];
            total += written;
            content?.Write(buffer, 0, written);
            if (status != System.Buffers.OperationStatus.DestinationTooSmall)
                break;
        }

        return total;
    }
}
