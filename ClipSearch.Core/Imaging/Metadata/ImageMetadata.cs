using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Reads the metadata of an image that libvips has opened.</summary>
internal static unsafe class ImageMetadata
{
    /// <summary>Reads the metadata.</summary>
    /// <param name="file">The file.</param>
    /// <param name="image">The opened image.</param>
    /// <param name="format">The format by content.</param>
    public static ExifFacts Read(ImageBytes file, VipsImageHandle image, string format)
    {
        var now = DateTime.UtcNow;
        if (format == "jxl")
            return ReadJxl(file, now);
        // The TIFF loader of libvips does not provide EXIF data (8.18).
        var exif = new TiffExif(format == "tiff" ? file : Field(image, "exif-data", file.Name));
        PhotoDate?[] dates =
        [
            PhotoDate.Of(XmpDates.Read(Field(image, "xmp-data", file.Name).Span).Date, DateSource.Xmp, now),
            // For JPEG, "iptc-data" is the segment of Photoshop; for TIFF, IPTC and the block of Photoshop are separate.
            PhotoDate.Of(IptcDates.Read(Field(image, "iptc-data", file.Name).Span) ?? IptcDates.Read(Field(image, "photoshop-data", file.Name).Span), DateSource.Iptc, now),
        ];
        return ExifReader.Read(exif, dates, now);
    }

    private static ExifFacts ReadJxl(ImageBytes file, DateTime now)
    {
        var xmp = PhotoDate.Of(XmpDates.Read(JxlStructure.Xmp(file.Span, XmpDates.MaxBytes)).Date, DateSource.Xmp, now);
        var exif = JxlStructure.Exif(file.Span, XmpDates.MaxBytes);
        fixed (byte* bytes = exif)
            return ExifReader.Read(new TiffExif(new ImageBytes(bytes, exif.Length, file.Name)), [xmp], now);
    }

    /// <summary>Returns a field of the image, which owns the bytes; empty if there is none.</summary>
    private static ImageBytes Field(VipsImageHandle image, string field, string name) =>
        VipsApi.vips_image_get_typeof(image, field) == VipsApi.vips_blob_get_type() && VipsApi.vips_image_get_blob(image, field, out var data, out var length) == 0
            ? new ImageBytes(data, (int)Math.Min(length, int.MaxValue), name)
            : new ImageBytes(null, 0, name);
}
