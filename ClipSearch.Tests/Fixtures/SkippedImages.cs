using System.Buffers.Binary;
using System.Text;
using ClipSearch.Tests.Imaging;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Image files that the bundled libvips does not read.</summary>
internal static class SkippedImages
{
    /// <summary>A JPEG XL of 16 × 16 pixels, as a codestream.</summary>
    public static byte[] Jxl { get; } = Convert.FromBase64String("/wpDQELl3iqCABKIAgDYAF3lEgAAFSqjjBu8nOv58kOHxbSN6wxttW1hSaLIODZJJ3BIEkswxoUxAAAMM9cxD2BoikoSAA==");

    /// <summary>Writes a JPEG XL in a container.</summary>
    /// <param name="boxes">The boxes before the codestream: type and content.</param>
    public static byte[] JxlContainer(params IEnumerable<(string Type, byte[] Content)> boxes) =>
        [.. Box("JXL ", [13, 10, 0x87, 10]), .. Box("ftyp", "jxl \0\0\0\0jxl "u8), .. boxes.SelectMany(box => Box(box.Type, box.Content)), .. Box("jxlc", Jxl)];

    /// <summary>Writes an HEIC. The bundled libvips does not read it, whatever it contains.</summary>
    /// <param name="brand">The start of the file after its length.</param>
    public static byte[] Heic(string brand = "ftypheic") => Encoding.Latin1.GetBytes(
        Encoding.Latin1.GetString(SampleImages.Avif(TestImages.Noise(64, 64, TestImages.Png))).Replace("ftypavif", brand, StringComparison.Ordinal)
            .Replace("av01", "hvc1", StringComparison.Ordinal).Replace("av1C", "hvcC", StringComparison.Ordinal));

    private static byte[] Box(string type, ReadOnlySpan<byte> content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length + 8);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. content];
    }
}
