using System.Buffers.Binary;

namespace ClipSearch.Core.Native.Vips;

/// <summary>What the chunks of a WebP say (RFC 9649).</summary>
/// <param name="MetadataBytes">The profile, EXIF and XMP.</param>
/// <param name="Frames">The frames of an animation; 0 without one.</param>
internal readonly record struct WebPStructure(long MetadataBytes, int Frames)
{
    private const int RiffLength = 12;
    private const int ChunkLength = 8;

    /// <summary>Whether the content begins as a WebP does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) =>
        file.Length >= RiffLength && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    /// <summary>Reads all chunks.</summary>
    public static WebPStructure Read(ReadOnlySpan<byte> file)
    {
        var (metadata, frames) = (0L, 0);
        for (var at = (long)RiffLength; at + ChunkLength <= file.Length;)
        {
            var type = file.Slice((int)at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            if (type.SequenceEqual("ICCP"u8) || type.SequenceEqual("EXIF"u8) || type.SequenceEqual("XMP "u8))
                metadata += length;
            else if (type.SequenceEqual("ANMF"u8))
                frames++;
            at += ChunkLength + length + (length & 1);
        }

        return new WebPStructure(metadata, frames);
    }
}
