using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>The data from the chunks of a WebP (RFC 9649).</summary>
/// <param name="MetadataBytes">The size of the profile, EXIF and XMP, in bytes.</param>
/// <param name="Frames">The number of frames of an animation; 0 if there is none.</param>
internal readonly record struct WebPStructure(long MetadataBytes, int Frames)
{
    private const int RiffLength = 12;
    private const int ChunkLength = 8;

    /// <summary>Indicates whether the content starts with the WebP signature.</summary>
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
