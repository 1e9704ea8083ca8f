using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Reads and writes the EXIF orientation, the only EXIF field that changes how an image is displayed.</summary>
internal static class ExifOrientation
{
    private const int EntryLength = 12;
    private const ushort Tag = 0x0112, Short = 3;

    /// <summary>Finds the orientation in EXIF data (a TIFF, with or without the prefix "Exif").</summary>
    /// <returns>The orientation, 2 to 8; null if the image needs no rotation or mirroring.</returns>
    public static byte? Find(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith("Exif\0\0"u8))
            exif = exif[6..];
        var isBig = exif.StartsWith("MM"u8);
        if (exif.Length < 8 || !(isBig || exif.StartsWith("II"u8)))
            return null;
        var directory = isBig ? BinaryPrimitives.ReadUInt32BigEndian(exif[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]);
        if (directory > exif.Length - 2)
            return null;
        var entries = Number(exif[(int)directory..], isBig);
        for (var at = (int)directory + 2; entries > 0 && at + EntryLength <= exif.Length; entries--, at += EntryLength)
        {
            if (Number(exif[at..], isBig) == Tag && Number(exif[(at + 2)..], isBig) == Short)
                return Number(exif[(at + 8)..], isBig) is >= 2 and <= 8 and var orientation ? (byte)orientation : null;
        }

        return null;
    }

    /// <summary>Creates EXIF data that contains only the orientation, as a TIFF.</summary>
    public static byte[] Write(byte orientation) =>
    [
        (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, // the directory follows
        1, 0, // one entry
        0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
        0, 0, 0, 0, // no further directory
    ];

    private static ushort Number(ReadOnlySpan<byte> bytes, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
