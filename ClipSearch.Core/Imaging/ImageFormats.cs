using ClipSearch.Core.Imaging.Structure;

namespace ClipSearch.Core.Imaging;

/// <summary>The image formats that ClipSearch reads.</summary>
public static class ImageFormats
{
    /// <summary>All formats.</summary>
    public static ImageFormatList All { get; } = new(
    [
        new("jpeg", "image/jpeg", [".jpg", ".jpeg", ".jfif", ".jpe", ".mpo", ".jps"], true)
        {
            HasSignature = start => start is [0xFF, 0xD8, 0xFF, ..],
            Loader = "VipsForeignLoadJpegSource",
        },
        new("png", "image/png", [".png"], true)
        {
            HasSignature = start => start is [0x89, (byte)'P', (byte)'N', (byte)'G', ..],
            Loader = "VipsForeignLoadPngSource",
        },
        new("webp", "image/webp", [".webp"], true)
        {
            HasSignature = start => start.StartsWith("RIFF"u8) && start.Length >= 12 && start[8..].StartsWith("WEBP"u8),
            Loader = "VipsForeignLoadWebpSource",
        },
        new("avif", "image/avif", [".avif"], true)
        {
            HasSignature = start => Brand(start) is [(byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s', ..],
            HeifCompression = "av1",
        },
        new("heic", "image/heic", [".heic"], false)
        {
            HasSignature = start => Brand(start) is [(byte)'h', (byte)'e', ..] or [(byte)'m', (byte)'i' or (byte)'s', (byte)'f', ..],
            HeifCompression = "hevc",
        },
        new("gif", "image/gif", [".gif"], true)
        {
            HasSignature = start => start.StartsWith("GIF8"u8),
            Loader = "VipsForeignLoadNsgifSource",
        },
        new("tiff", "image/tiff", [".tif", ".tiff"], false)
        {
            HasSignature = TiffStructure.Recognises,
            Loader = "VipsForeignLoadTiffSource",
        },
        new("bmp", "image/bmp", [".bmp"], true)
        {
            HasSignature = BmpReader.Recognises,
        },
        // HEIF with a compression that is neither AV1 nor HEVC.
        new("heif", "image/heif", [".heif"], false)
        {
            IsInFilter = false,
            Loader = "VipsForeignLoadHeifSource",
        },
    ]);

    /// <summary>Returns the major brand of a file of ISO base media format; nothing for another file.</summary>
    private static ReadOnlySpan<byte> Brand(ReadOnlySpan<byte> start) => start.Length >= 8 && start[4..].StartsWith("ftyp"u8) ? start[8..] : [];
}
