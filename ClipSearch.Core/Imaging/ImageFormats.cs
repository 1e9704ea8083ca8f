namespace ClipSearch.Core.Imaging;

/// <summary>An image format that ClipSearch reads.</summary>
/// <param name="Name">The name in the library, the API and the filters, for instance "jpeg".</param>
/// <param name="MediaType">The media type, for instance "image/jpeg".</param>
/// <param name="Extensions">The extensions of its files in lower case, the usual one first.</param>
/// <param name="IsShownByBrowsers">Whether all browsers show the file itself.</param>
public sealed record ImageFormat(string Name, string MediaType, IReadOnlyList<string> Extensions, bool IsShownByBrowsers)
{
    /// <summary>The class name of the libvips loader; null for BMP, which has a reader of its own, and for the kinds of HEIF.</summary>
    internal string? Loader { get; init; }

    /// <summary>The compression by which a kind of HEIF is recognised, as libvips names it; null for other formats.</summary>
    internal string? HeifCompression { get; init; }
}

/// <summary>The one list of image formats. Scans, the decoder, uploads and pages read it.</summary>
public static class ImageFormats
{
    /// <summary>HEIF with a compression that is neither AV1 nor HEVC.</summary>
    public const string OtherHeif = "heif";

    /// <summary>All formats.</summary>
    public static IReadOnlyList<ImageFormat> All { get; } =
    [
        new("jpeg", "image/jpeg", [".jpg", ".jpeg"], true) { Loader = "VipsForeignLoadJpegSource" },
        new("png", "image/png", [".png"], true) { Loader = "VipsForeignLoadPngSource" },
        new("webp", "image/webp", [".webp"], true) { Loader = "VipsForeignLoadWebpSource" },
        new("avif", "image/avif", [".avif"], true) { HeifCompression = "av1" },
        new("heic", "image/heic", [".heic"], false) { HeifCompression = "hevc" },
        new("gif", "image/gif", [".gif"], true) { Loader = "VipsForeignLoadNsgifSource" },
        new("tiff", "image/tiff", [".tif", ".tiff"], false) { Loader = "VipsForeignLoadTiffSource" },
        new("bmp", "image/bmp", [".bmp"], true),
        new(OtherHeif, "image/heif", [".heif"], false) { Loader = "VipsForeignLoadHeifSource" },
    ];

    private static readonly HashSet<string> Extensions = new(All.SelectMany(format => format.Extensions), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the format with a name; null if there is none.</summary>
    public static ImageFormat? Find(string? name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>Returns whether a file name has the extension of a format.</summary>
    public static bool HasExtension(string fileName) => Extensions.Contains(Path.GetExtension(fileName));
}
