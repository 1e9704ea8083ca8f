using System.Runtime.InteropServices;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Raw;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>Opens an image with the libvips loader for its content, if ClipSearch allows that loader.</summary>
internal static class ImageLoader
{
    /// <summary>The loader for RAW, from libvips 8.18 on if it was built with LibRaw.</summary>
    private const string RawLoader = "VipsForeignLoadDcRawSource";

    private static readonly Lazy<string> Started = new(() =>
    {
        var version = VipsLibrary.Start();
        // All others that libvips may include (SVG, PDF, ImageMagick, OpenSlide, its own format …) stay blocked: an untrusted file must not
        // choose its parser from dozens.
        foreach (var loader in ImageFormats.All.Loaders)
            VipsApi.vips_operation_block_set(loader, 0);
        return version;
    });

    /// <summary>Starts libvips with the allowed loaders only. Later calls return immediately.</summary>
    /// <returns>The version of libvips, for example "8.18.7".</returns>
    /// <exception cref="DllNotFoundException">libvips is missing or older than 8.13. The message contains the remedy.</exception>
    public static string Start() => Started.Value;

    /// <summary>Finds the class name of the loader for the content.</summary>
    /// <exception cref="VipsFailure">No allowed loader can read the content.</exception>
    /// <exception cref="ImageException">The content is RAW, which needs a loader of its own: a preview in it is not the photograph.</exception>
    public static string Find(ImageBytes bytes)
    {
        if (RawFile.Read(bytes) is not null)
            return Exists(RawLoader) ? RawLoader : throw RawFile.NoPreview(bytes.Name);
        // libvips knows the brand of still AVIFs only (8.18).
        if (ImageFormats.All.OfContent(bytes.Span)?.Name == "avif")
            return ImageFormats.HeifLoader;
        using var source = Source(bytes);
        var loader = Marshal.PtrToStringUTF8(VipsApi.vips_foreign_find_load_source(source));
        return loader is not null && ImageFormats.All.Loaders.Contains(loader) ? loader : throw NotAnImage();
    }

    /// <summary>
    /// Opens an image for reading from top to bottom. Only the header is read yet. Reading a truncated file fails: it is usually an
    /// unfinished copy or download, and half an image on grey would get a wrong embedding. Corruption that a decoder can skip is tolerated,
    /// as in common viewers.
    /// </summary>
    /// <param name="bytes">The file.</param>
    /// <param name="loader">The result of <see cref="Find"/>.</param>
    /// <param name="shrink">1, or 2, 4 or 8 to decode a JPEG at that fraction of its scale.</param>
    public static VipsImageHandle Open(ImageBytes bytes, string loader, int shrink = 1)
    {
        using var source = Source(bytes);
        using var load = new VipsOperation(loader)
            .With("source", source)
            .With("access", "sequential")
            .With("fail_on", "truncated");
        if (shrink > 1)
            load.With("shrink", $"{shrink}");
        if (loader != RawLoader)
            return load.BuildImage();
        // Blocked otherwise, so that no other content reaches it.
        VipsApi.vips_operation_block_set(RawLoader, 0);
        try
        {
            return load.BuildImage();
        }
        finally
        {
            VipsApi.vips_operation_block_set(RawLoader, 1);
        }
    }

    /// <summary>Returns whether the loaded libvips has a loader.</summary>
    /// <param name="loader">The class name of the loader.</param>
    public static bool Exists(string loader)
    {
        Start();
        return VipsApi.g_type_from_name(loader) != 0;
    }

    public static VipsSourceHandle Source(ImageBytes bytes)
    {
        if (bytes.Length == 0)
            throw NotAnImage();
        var source = VipsApi.vips_source_new_from_memory(bytes.Pointer, (nuint)bytes.Length);
        return source.IsInvalid ? throw new VipsFailure() : source;
    }

    /// <summary>Reads the header of an image.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="image">The opened image.</param>
    /// <param name="loader">The result of <see cref="Find"/>.</param>
    public static ImageHeader Header(ImageBytes bytes, VipsImageHandle image, string loader)
    {
        var width = VipsApi.vips_image_get_width(image);
        var height = VipsApi.vips_image_get_height(image);
        var turned = VipsApi.vips_image_get_orientation(image) >= 5;
        var (across, down) = turned ? (height, width) : (width, height);
        var format = loader == RawLoader ? RawFile.Read(bytes)!.Format : Format(image, loader);
        // Of JPEG XL, only libvips knows it.
        var frames = format == "jxl" ? Math.Max(1, VipsApi.vips_image_get_n_pages(image)) : FrameCount.Of(bytes, format);
        return new ImageHeader(across, down, format) { Exif = ImageMetadata.Read(bytes, image, format), Frames = frames };
    }

    private static string Format(VipsImageHandle image, string loader)
    {
        var compression = VipsApi.vips_image_get_typeof(image, "heif-compression") != 0
            && VipsApi.vips_image_get_string(image, "heif-compression", out var text) == 0 ? Marshal.PtrToStringUTF8(text) : null;
        return ImageFormats.All.OfLoader(loader, compression)!.Name;
    }

    private static VipsFailure NotAnImage() => new("its content is not jpeg, png, webp, avif, heic, gif, tiff, bmp, jxl or RAW");
}
