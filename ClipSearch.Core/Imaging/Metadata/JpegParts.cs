using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// Keeps the parts of a JPEG that are needed to decode its pixels (ITU-T T.81, annex B), its colour profile and its orientation. Removes
/// other application segments, comments and all data after the end of the image, which may contain further images with EXIF data and the
/// videos of motion photos. Where an image without an end stops and other data begins is not known, so such a file has no copy.
/// </summary>
internal static class JpegParts
{
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9, Exif = 0xE1, Comment = 0xFE;

    /// <returns>Whether the file is a valid JPEG with an end.</returns>
    public static async Task<bool> ReadAsync(FileCursor file, CopyParts parts, CancellationToken cancellationToken)
    {
        parts.Keep(0, 2);
        file.Take(2);
        var (hasOrientation, hasScan) = (false, false);
        while (await file.EnsureAsync(2, cancellationToken))
        {
            var at = file.Position;
            var (first, marker) = (file.Available[0], file.Available[1]);
            if (first != 0xFF || marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8) || (hasScan && !MayFollowScan(marker)))
                return false;
            if (marker == 0xFF)
            {
                file.Take(1); // padding before a marker
                continue;
            }

            if (marker == EndOfImage)
                return parts.Keep(at, 2);
            if (!await file.EnsureAsync(4, cancellationToken))
                return false;
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(file.Available[2..]);
            if (length < 4 || !await file.EnsureAsync(length, cancellationToken))
                return false;
            if (IsKept(marker, file.Available[4..length]))
            {
                if (!parts.Keep(at, length))
                    return false;
            }
            else if (!hasOrientation && marker == Exif && ExifOrientation.Find(file.Available[4..length]) is { } orientation)
            {
                parts.Add(Segment(orientation));
                hasOrientation = true;
            }

            file.Take(length);
            hasScan |= marker == StartOfScan;
            if (marker == StartOfScan && !await KeepScanAsync(file, parts, cancellationToken))
                return false;
        }

        return false;
    }

    /// <summary>Returns whether a marker may follow a scan: tables, the next scan, or the end.</summary>
    private static bool MayFollowScan(byte marker) => marker is 0xC4 or 0xCC or (>= 0xD9 and <= 0xDD) or (>= 0xE0 and <= 0xEF) or 0xFF or Comment;

    private static bool IsKept(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        0xE0 => content.StartsWith("JFIF\0"u8),
        0xE2 => content.StartsWith("ICC_PROFILE\0"u8),
        0xEE => content.StartsWith("Adobe"u8), // describes how the colours are stored
        >= 0xE0 and <= 0xEF or Comment => false,
        _ => true,
    };

    /// <summary>Keeps entropy-coded data, in which 0xFF is followed by 0 or a restart marker.</summary>
    /// <returns>true if a marker follows; false if the file ends within the data.</returns>
    private static async Task<bool> KeepScanAsync(FileCursor file, CopyParts parts, CancellationToken cancellationToken)
    {
        var begin = file.Position;
        while (await file.EnsureAsync(2, cancellationToken))
        {
            var next = file.Available.IndexOf((byte)0xFF);
            if (next != 0)
            {
                file.Take(next < 0 ? file.Available.Length : next);
                continue;
            }

            if (file.Available[1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                parts.Keep(begin, file.Position - begin);
                return true;
            }

            file.Take(file.Available[1] == 0xFF ? 1 : 2);
        }

        return false;
    }

    /// <summary>Creates a segment of EXIF data that contains only the orientation.</summary>
    public static byte[] Segment(byte orientation)
    {
        byte[] content = [.. "Exif\0\0"u8, .. ExifOrientation.Write(orientation)];
        return [0xFF, Exif, 0, (byte)(content.Length + 2), .. content];
    }
}
