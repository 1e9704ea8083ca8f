using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>The data from the segments of a JPEG before its first scan (ITU-T T.81, annex B).</summary>
/// <param name="MetadataBytes">The size of the application segments and comments, in bytes.</param>
/// <param name="CoefficientBytes">
/// The memory that a decoder holds until the last scan, in bytes; 0 for a single scan, which is decoded row by row.
/// </param>
internal readonly record struct JpegStructure(long MetadataBytes, long CoefficientBytes)
{
    private const int FrameHeaderLength = 6, ComponentLength = 3, CoefficientLength = 2;

    /// <summary>Indicates whether the content starts with the JPEG signature.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]);

    /// <summary>Reads the segments up to the first scan.</summary>
    public static JpegStructure Read(ReadOnlySpan<byte> file)
    {
        var metadata = 0L;
        var coefficients = 0L;
        var (isProgressive, components) = (false, 0);
        for (var markers = new JpegMarkers(file); markers.Read();)
        {
            var data = markers.Data;
            switch (markers.Marker)
            {
                case (>= 0xE0 and <= 0xEF) or 0xFE:
                    metadata += markers.Length;
                    break;
                case var frame when markers.IsFrame && data.Length >= FrameHeaderLength:
                    isProgressive = frame is 0xC2 or 0xC6 or 0xCA or 0xCE;
                    components = data[5];
                    coefficients = Coefficients(data);
                    break;
                case 0xDA: // The first scan: of all components, or one of several.
                    var isOnly = !isProgressive && data.Length > 0 && data[0] >= components;
                    return new JpegStructure(metadata, isOnly ? 0 : coefficients);
            }
        }

        return new JpegStructure(metadata, coefficients);
    }

    /// <summary>Returns the memory of the coefficients: two bytes per sample. Subsampled components count with fewer samples.</summary>
    private static long Coefficients(ReadOnlySpan<byte> frame)
    {
        var pixels = (long)BinaryPrimitives.ReadUInt16BigEndian(frame[1..]) * BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        var (samples, largest) = (0, 1);
        for (var at = FrameHeaderLength; at + ComponentLength <= frame.Length && at < FrameHeaderLength + (frame[5] * ComponentLength); at += ComponentLength)
        {
            var area = (frame[at + 1] >> 4) * (frame[at + 1] & 15);
            samples += area;
            largest = Math.Max(largest, area);
        }

        return pixels * CoefficientLength * samples / largest;
    }
}
