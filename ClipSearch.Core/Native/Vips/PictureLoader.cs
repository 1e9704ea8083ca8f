using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.Vips;

/// <summary>Opens a picture with the loader that its content asks for, if that is one of the few that ClipSearch trusts.</summary>
internal static class PictureLoader
{
    // libvips's loaders by class name. Everything else that a libvips may have been built with (SVG, PDF, ImageMagick,
    // OpenSlide, its own format …) is blocked: a file must not choose its parser from among dozens.
    private static readonly Dictionary<string, string> Formats = new()
    {
        ["VipsForeignLoadJpegSource"] = "jpeg",
        ["VipsForeignLoadPngSource"] = "png",
        ["VipsForeignLoadWebpSource"] = "webp",
        ["VipsForeignLoadHeifSource"] = "heif",
        ["VipsForeignLoadNsgifSource"] = "gif",
        ["VipsForeignLoadTiffSource"] = "tiff",
    };

    /// <summary>Part of starting libvips.</summary>
    public static void BlockAllOthers()
    {
        VipsApi.vips_operation_block_set("VipsForeignLoad", 1);
        foreach (var loader in Formats.Keys)
            VipsApi.vips_operation_block_set(loader, 0);
    }

    /// <summary>The class name of the loader for the content.</summary>
    /// <exception cref="VipsFailure">None of the trusted loaders reads it.</exception>
    public static string Find(ImageBytes bytes)
    {
        using var source = Source(bytes);
        var loader = Marshal.PtrToStringUTF8(VipsApi.vips_foreign_find_load_source(source));
        return loader is not null && Formats.ContainsKey(loader) ? loader : throw NotAPicture();
    }

    /// <summary>
    /// Opens the picture for reading from top to bottom; only the header is read as yet. A truncated file will fail:
    /// it is mostly a copy under way or a broken download, and half a picture on grey would be embedded as if it were the
    /// whole. Corruption that a decoder can pass over is tolerated, as by every viewer.
    /// </summary>
    /// <param name="bytes">The file.</param>
    /// <param name="loader">From <see cref="Find"/>.</param>
    /// <param name="shrink">1, or 2, 4, 8 for a JPEG at that fraction of its scale.</param>
    public static VipsImageHandle Open(ImageBytes bytes, string loader, int shrink = 1)
    {
        using var source = Source(bytes);
        using var load = new VipsOperation(loader)
            .With("source", source)
            .With("access", "sequential")
            .With("fail_on", "truncated");
        if (shrink > 1)
            load.With("shrink", $"{shrink}");
        return load.BuildImage();
    }

    public static VipsSourceHandle Source(ImageBytes bytes)
    {
        if (bytes.Length == 0)
            throw NotAPicture();
        var source = VipsApi.vips_source_new_from_memory(bytes.Pointer, (nuint)bytes.Length);
        return source.IsInvalid ? throw new VipsFailure() : source;
    }

    /// <summary>What the header of a picture says.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="image">The picture, opened.</param>
    /// <param name="loader">From <see cref="Find"/>.</param>
    public static ImageHeader Header(ImageBytes bytes, VipsImageHandle image, string loader)
    {
        var width = VipsApi.vips_image_get_width(image);
        var height = VipsApi.vips_image_get_height(image);
        var turned = VipsApi.vips_image_get_orientation(image) >= 5;
        var (across, down) = turned ? (height, width) : (width, height);
        var format = Format(image, loader);
        return new ImageHeader(across, down, format) { Exif = ExifReader.Read(format == "tiff" ? new TiffExif(bytes) : new VipsExif(image)) };
    }

    private static string Format(VipsImageHandle image, string loader)
    {
        var format = Formats[loader];
        if (format != "heif" || VipsApi.vips_image_get_typeof(image, "heif-compression") == 0
            || VipsApi.vips_image_get_string(image, "heif-compression", out var compression) != 0)
            return format;
        return Marshal.PtrToStringUTF8(compression) switch { "av1" => "avif", "hevc" => "heic", _ => format };
    }

    private static VipsFailure NotAPicture() => new("its content is none of jpeg, png, webp, avif, heic, gif, tiff and bmp");
}
