using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Raw;

/// <summary>
/// Reads the header of a RAF (http://fileformats.archiveteam.org/wiki/Fujifilm_RAF). Its JPEG is a complete photo with all EXIF data.
/// </summary>
internal static class FujiRaw
{
    private const int JpegAt = 84, JpegLength = 88, HeaderLength = 108;

    /// <summary>Returns whether a file begins like a RAF.</summary>
    /// <param name="start">The first 12 bytes of the file or more.</param>
    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("FUJIFILMCCD-"u8);

    /// <summary>Reads a file; null if it is not a RAF.</summary>
    public static RawContent? Read(ReadOnlySpan<byte> file) => !Recognises(file) ? null
        : new RawContent("raf", file.Length < HeaderLength ? [] : [new FileRange(BinaryPrimitives.ReadUInt32BigEndian(file[JpegAt..]), BinaryPrimitives.ReadUInt32BigEndian(file[JpegLength..]))]);
}
