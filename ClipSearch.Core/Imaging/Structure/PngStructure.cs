using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>
/// Reads the chunks of a PNG (https://www.w3.org/TR/png-3/#5DataRep). Before decoding, libpng decompresses each text and profile, up to the
/// limits that libvips sets: 50 MiB per chunk and 100 chunks.
/// </summary>
internal static class PngStructure
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12; // length, type and checksum
    private const int InterlaceAt = 28;

    /// <summary>Indicates whether the content starts with the PNG signature.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);

    /// <summary>Indicates whether the image is interlaced (seven passes), so that a decoder holds all pixels.</summary>
    public static bool IsInterlaced(ReadOnlySpan<byte> file) => file.Length > InterlaceAt && file[InterlaceAt] != 0;

    /// <summary>Returns the number of frames of an animation (APNG); 1 for another image.</summary>
    public static int Frames(ReadOnlySpan<byte> file)
    {
        for (var at = (long)SignatureLength; at + ChunkOverhead <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            var type = file.Slice((int)at + 4, 4);
            if (type.SequenceEqual("acTL"u8) && length >= 4)
                return (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file[((int)at + 8)..]), int.MaxValue);
            // An animation declares itself before the image.
            if (type.SequenceEqual("IDAT"u8))
                break;
            at += ChunkOverhead + length;
        }

        return 1;
    }

    /// <summary>Returns the size of all texts, profiles and EXIF, decompressed, in bytes. Stops counting just above the limit.</summary>
    public static long MetadataBytes(ReadOnlySpan<byte> file, long limit)
    {
        var total = 0L;
        var at = (long)SignatureLength;
        while (total <= limit && at + ChunkOverhead <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            var type = file.Slice((int)at + 4, 4);
            var data = file[((int)at + 8)..];
            data = data[..(int)Math.Min(length, data.Length)];
            if (type.SequenceEqual("tEXt"u8) || type.SequenceEqual("eXIf"u8) || type.SequenceEqual("sPLT"u8))
                total += data.Length;
            else if (type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iCCP"u8))
                total += Inflated(AfterZeros(data, 1, 1), limit - total);
            else if (type.SequenceEqual("iTXt"u8))
                total += TextBytes(data, limit - total);
            at += ChunkOverhead + length;
        }

        return total;
    }

    /// <summary>
    /// Returns the size of an iTXt text. Layout: keyword, 0, compression flag, method, language, 0, translated keyword, 0, text.
    /// </summary>
    private static long TextBytes(ReadOnlySpan<byte> data, long limit)
    {
        var flags = AfterZeros(data, 1, 0);
        if (flags.Length < 2 || flags[0] == 0)
            return data.Length;
        return Inflated(AfterZeros(flags[2..], 2, 0), limit);
    }

    /// <summary>Returns the data after the given number of zeros and of further bytes.</summary>
    private static ReadOnlySpan<byte> AfterZeros(ReadOnlySpan<byte> data, int zeros, int more)
    {
        for (; zeros > 0; zeros--)
        {
            var zero = data.IndexOf((byte)0);
            if (zero < 0)
                return default;
            data = data[(zero + 1)..];
        }

        return data.Length < more ? default : data[more..];
    }

    private static unsafe long Inflated(ReadOnlySpan<byte> data, long limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        var total = 0L;
        try
        {
            fixed (byte* memory = data)
            {
                using var stream = new ZLibStream(new UnmanagedMemoryStream(memory, data.Length), CompressionMode.Decompress);
                while (total <= limit && stream.Read(buffer) is var read and > 0)
                    total += read;
            }
        }
        catch (InvalidDataException)
        {
            // libpng also stops decompressing a damaged text here.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return total;
    }
}
