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
        var at = 2;
        while (at + 4 <= file.Length)
        {
            if (file[at] != 0xFF)
            {
                at++; // decoders also search for the next marker
                continue;
            }

            var marker = file[at + 1];
            if (marker is 0xFF or 0x01 or 0x00 or (>= 0xD0 and <= 0xD8))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var data = file[(at + 4)..Math.Clamp(at + 2 + length, at + 4, file.Length)];
            switch (marker)
            {
                case (>= 0xE0 and <= 0xEF) or 0xFE:
                    metadata += length;
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) when data.Length >= FrameHeaderLength:
                    isProgressive = marker is 0xC2 or 0xC6 or 0xCA or 0xCE;
                    components = data[5];
                    coefficients = Coefficients(data);
                    break;
                case 0xDA: // The first scan: of all components, or one of several.
                    var isOnly = !isProgressive && data.Length > 0 && data[0] >= components;
                    return new JpegStructure(metadata, isOnly ? 0 : coefficients);
                case 0xD9:
                    return new JpegStructure(metadata, coefficients);
            }

            at += 2 + Math.Max((int)length, 2);
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
