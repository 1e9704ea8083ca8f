using System.Buffers.Binary;
using System.Text;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Keeps the chunks of a WebP (RFC 9649) that affect how its pixels are displayed.</summary>
internal static class WebPParts
{
    /// <summary>The length of the header: "RIFF", the length of the rest, "WEBP".</summary>
    public const int HeaderLength = 12;

    private const int ChunkLength = 8;
    private const int ExtendedLength = 10; // of the VP8X chunk
    private const byte HasExif = 0x08, HasXmp = 0x04;

    private static readonly string[] Kept = ["VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <returns>Whether the file is a valid WebP.</returns>
    public static async Task<bool> ReadAsync(FileCursor file, CopyParts parts, CancellationToken cancellationToken)
    {
        var header = file.Available[..HeaderLength].ToArray();
        parts.Add(header);
        var end = Math.Min(file.Length, ChunkLength + (long)BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)));
        await file.SkipAsync(HeaderLength, cancellationToken);
        byte[]? extended = null, exif = null;
        while (file.Position + ChunkLength <= end && await file.EnsureAsync(ChunkLength, cancellationToken))
        {
            var at = file.Position;
            var type = Encoding.Latin1.GetString(file.Available[..4]);
            var content = BinaryPrimitives.ReadUInt32LittleEndian(file.Available[4..]);
            var length = Math.Min(ChunkLength + content + (content & 1L), end - at);
            if (type == "VP8X" && extended is null && length == ChunkLength + ExtendedLength && await file.EnsureAsync((int)length, cancellationToken))
            {
                extended = file.Available[..(int)length].ToArray();
                extended[ChunkLength] &= unchecked((byte)~(HasExif | HasXmp));
                parts.Add(extended);
            }
            else if (Kept.Contains(type))
            {
                if (!parts.Keep(at, length))
                    return false;
            }
            else if (type == "EXIF" && length <= FileCursor.MaxBytes && await file.EnsureAsync((int)length, cancellationToken)
                && ExifOrientation.Find(file.Available[ChunkLength..(int)length]) is { } orientation)
            {
                exif = ExifOrientation.Write(orientation);
            }

            await file.SkipAsync(length, cancellationToken);
        }

        if (exif is not null && extended is not null)
        {
            extended[ChunkLength] |= HasExif;
            parts.Add([.. "EXIF"u8, (byte)exif.Length, 0, 0, 0, .. exif]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)(parts.Length - ChunkLength));
        return parts.Length > HeaderLength;
    }
}
