using ClipSearch.Core.Imaging.Raw;
using ClipSearch.Core.Imaging.Structure;

namespace ClipSearch.Core.Imaging;

/// <summary>The image formats that ClipSearch reads.</summary>
public static class ImageFormats
{
    /// <summary>The class name of the libvips loader for AVIF, HEIC and other HEIF.</summary>
    internal const string HeifLoader = "VipsForeignLoadHeifSource";

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
            HasPages = true,
            HasSignature = start => TiffStructure.Recognises(start) && !TiffRaw.IsCr2(start),
            Loader = "VipsForeignLoadTiffSource",
        },
        new("bmp", "image/bmp", [".bmp"], true)
        {
            HasSignature = BmpReader.Recognises,
        },
        new("jxl", "image/jxl", [".jxl"], false)
        {
            HasSignature = JxlStructure.Recognises,
            Loader = NeededPrograms.JpegXlLoader,
        },
        Raw("cr2", "image/x-canon-cr2", [".cr2"], TiffRaw.IsCr2),
        Raw("cr3", "image/x-canon-cr3", [".cr3"], CanonRaw3.Recognises),
        // These begin like any TIFF.
        Raw("nef", "image/x-nikon-nef", [".nef", ".nrw"], null),
        Raw("arw", "image/x-sony-arw", [".arw"], null),
        Raw("dng", "image/x-adobe-dng", [".dng"], null),
        Raw("pef", "image/x-pentax-pef", [".pef"], null),
        Raw("srw", "image/x-samsung-srw", [".srw"], null),
        Raw("raf", "image/x-fuji-raf", [".raf"], FujiRaw.Recognises),
        Raw("orf", "image/x-olympus-orf", [".orf"], TiffRaw.IsOrf),
        Raw("rw2", "image/x-panasonic-rw2", [".rw2", ".rwl"], TiffRaw.IsRw2),
        // HEIF with a compression that is neither AV1 nor HEVC.
        new("heif", "image/heif", [".heif"], false)
        {
            FilterName = null,
            Loader = HeifLoader,
        },
    ]);

    private static ImageFormat Raw(string name, string mediaType, IReadOnlyList<string> extensions, SignatureTest? hasSignature) =>
        new(name, mediaType, extensions, false) { IsRaw = true, FilterName = "raw", HasSignature = hasSignature };

    /// <summary>Returns the major brand of a file of ISO base media format; nothing for another file.</summary>
    private static ReadOnlySpan<byte> Brand(ReadOnlySpan<byte> start) => start.Length >= 8 && start[4..].StartsWith("ftyp"u8) ? start[8..] : [];
}
