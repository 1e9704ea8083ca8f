using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>The size of a JPEG that every decoder reads, from its frame header (ITU-T T.81, B.2.2).</summary>
/// <param name="Width">The width in pixels, without the EXIF orientation.</param>
/// <param name="Height">The height in pixels, without the EXIF orientation.</param>
internal readonly record struct JpegFrame(int Width, int Height)
{
    /// <summary>The maximum distance of the first scan from the start that is searched, in bytes. Profiles and EXIF take less than a megabyte.</summary>
    private const int MaxHeaderBytes = 16 << 20;

    private const byte Baseline = 0xC0, Progressive = 0xC2, QuantizationTables = 0xDB;

    /// <summary>
    /// Reads the frame header; null if the data is not a JPEG, lacks its tables or its scan, or is of a kind that RAW files use for the data of
    /// the sensor: lossless, or with more than 8 bits.
    /// </summary>
    public static JpegFrame? Read(ReadOnlySpan<byte> file)
    {
        if (file is not [0xFF, 0xD8, 0xFF, ..])
            return null;
        JpegFrame? frame = null;
        var hasTables = false;
        for (var markers = new JpegMarkers(file[..Math.Min(file.Length, MaxHeaderBytes)]); markers.Read();)
        {
            var data = markers.Data;
            if (markers.Marker == QuantizationTables)
                hasTables = true;
            else if (markers.Marker == JpegMarkers.StartOfScan)
                return hasTables && frame is { Width: > 0, Height: > 0 } ? frame : null;
            else if (markers.IsFrame && (markers.Marker is < Baseline or > Progressive || data.Length < 6 || data[0] != 8))
                return null;
            else if (markers.IsFrame)
                frame = new JpegFrame(BinaryPrimitives.ReadUInt16BigEndian(data[3..]), BinaryPrimitives.ReadUInt16BigEndian(data[1..]));
        }

        return null;
    }
}
