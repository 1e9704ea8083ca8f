using System.Buffers.Binary;
using System.Text;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Keeps the chunks of a PNG (https://www.w3.org/TR/png-3/) that affect how its pixels are displayed.</summary>
internal static class PngParts
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12; // length, type and checksum

    private static readonly string[] Kept =
        ["tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT"];

    /// <returns>Whether the file is a valid PNG.</returns>
    public static async Task<bool> ReadAsync(FileCursor file, CopyParts parts, CancellationToken cancellationToken)
    {
        parts.Keep(0, SignatureLength);
        await file.SkipAsync(SignatureLength, cancellationToken);
        var hasOrientation = false;
        while (await file.EnsureAsync(SignatureLength, cancellationToken))
        {
            var at = file.Position;
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.Available) + (long)ChunkOverhead;
            var type = Encoding.Latin1.GetString(file.Available[4..8]);
            if (!type.All(char.IsAsciiLetter))
                return false;
            // A truncated file ends within a chunk.
            length = Math.Min(length, file.Length - at);
            if (char.IsAsciiLetterUpper(type[0]) || Kept.Contains(type))
            {
                if (!parts.Keep(at, length))
                    return false;
            }
            else if (!hasOrientation && type == "eXIf" && length <= FileCursor.MaxBytes && await file.EnsureAsync((int)length, cancellationToken)
                && ExifOrientation.Find(file.Available[8..(int)length]) is { } orientation)
            {
                parts.Add(Chunk(orientation));
                hasOrientation = true;
            }

            if (type == "IEND")
                return true;
            await file.SkipAsync(length, cancellationToken);
        }

        return file.Position > SignatureLength;
    }

    private static byte[] Chunk(byte orientation)
    {
        byte[] content = [.. "eXIf"u8, .. ExifOrientation.Write(orientation)];
        byte[] chunk = [0, 0, 0, (byte)(content.Length - 4), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Checksum(content));
        return chunk;
    }

    /// <summary>Computes the CRC-32 of a chunk (ISO 3309), bit by bit, which is fast enough for 30 bytes.</summary>
    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        foreach (var value in content)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) == 0 ? 0 : 0xEDB88320);
        }

        return ~sum;
    }
}
