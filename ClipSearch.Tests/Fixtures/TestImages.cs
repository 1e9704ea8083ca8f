using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Image files for tests, written by ImageSharp: JPEG unless the format is the point.</summary>
internal static class TestImages
{
    public static readonly IImageEncoder Png = new PngEncoder();
    public static readonly IImageEncoder Tiff = new TiffEncoder();
    public static readonly IImageEncoder WebP = new WebpEncoder { FileFormat = WebpFileFormatType.Lossy };
    public static readonly IImageEncoder Gif = new GifEncoder();

    /// <summary>Creates a JPEG encoder.</summary>
    /// <param name="quality">The quality, 1 to 100.</param>
    public static IImageEncoder Jpeg(int quality = 90) => new JpegEncoder { Quality = quality };

    /// <summary>Creates a lossy WebP encoder.</summary>
    /// <param name="quality">The quality, 1 to 100.</param>
    public static IImageEncoder LossyWebP(int quality) => new WebpEncoder { FileFormat = WebpFileFormatType.Lossy, Quality = quality };

    /// <summary>Draws a gradient as JPEG, a different one for each number.</summary>
    public static byte[] Draw(int number, int width = 64, int height = 64)
    {
        using var image = new Image<Rgb24>(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                image[x, y] = new Rgb24((byte)((x + y) * (number % 3)), (byte)((y * (number % 5)) + (number * 11)), (byte)((x * (number % 7)) + (number * 37)));
        }

        return Save(image, Jpeg());
    }

    /// <summary>Draws random pixels, which no format compresses well.</summary>
    public static byte[] Noise(int width, int height, IImageEncoder encoder)
    {
        var pixels = new byte[width * height * 3];
        new Random(1).NextBytes(pixels);
        using var image = Image.LoadPixelData<Rgb24>(pixels, width, height);
        return Save(image, encoder);
    }

    /// <summary>Draws an image of one colour.</summary>
    public static byte[] Plain<TPixel>(int width, int height, TPixel colour, IImageEncoder encoder)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var image = new Image<TPixel>(width, height, colour);
        return Save(image, encoder);
    }

    /// <summary>Saves a changed copy of an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoder">The format and quality of the copy.</param>
    /// <param name="change">What to change.</param>
    public static byte[] Changed(string path, IImageEncoder encoder, Action<IImageProcessingContext>? change = null)
    {
        using var image = Image.Load(path);
        if (change is not null)
            image.Mutate(change);
        return Save(image, encoder);
    }

    /// <summary>Saves a rotated copy of an image file, with the rotation in EXIF, like a camera held on its side.</summary>
    public static byte[] OnItsSide(string path)
    {
        const ushort TurnClockwise = 6;
        using var image = Image.Load(path);
        image.Mutate(turn => turn.Rotate(RotateMode.Rotate270));
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, TurnClockwise);
        return Save(image, Jpeg());
    }

    /// <summary>Saves a copy of an image file with EXIF, as JPEG.</summary>
    public static byte[] With(TestExif exif, byte[] file)
    {
        using var image = Image.Load(file);
        image.Metadata.ExifProfile = exif.Profile;
        return Save(image, Jpeg());
    }

    /// <summary>Returns a copy of a JPEG with XMP.</summary>
    public static byte[] WithXmp(byte[] jpeg) => WithXmp(jpeg, "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>");

    /// <summary>Returns a copy of a JPEG with XMP.</summary>
    public static byte[] WithXmp(byte[] jpeg, string xmp) => WithSegment(jpeg, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(xmp)]);

    /// <summary>Returns a copy of a JPEG with EXIF data, a TIFF.</summary>
    public static byte[] WithExif(byte[] jpeg, byte[] tiff) => WithSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. tiff]);

    /// <summary>Returns a copy of a JPEG with an application segment.</summary>
    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] content) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];

    /// <summary>Saves a drawing whose metadata has been changed.</summary>
    public static byte[] With(Action<ImageMetadata> change, IImageEncoder? encoder = null, int number = 1)
    {
        using var image = Image.Load(Draw(number));
        change(image.Metadata);
        // TIFF has the metadata of each frame.
        image.Frames.RootFrame.Metadata.XmpProfile = image.Metadata.XmpProfile;
        return Save(image, encoder ?? Jpeg());
    }

    /// <summary>Returns XMP with some properties of exif, photoshop and xmp.</summary>
    /// <param name="attributes">For instance <c>exif:DateTimeOriginal="2019-07-04T18:02:11"</c>.</param>
    /// <param name="elements">The properties that are elements.</param>
    public static string Xmp(string attributes = "", string elements = "") =>
        $"""
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
          xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" {attributes}>
          {elements}</rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """;

    /// <summary>Saves an image.</summary>
    public static byte[] Save(Image image, IImageEncoder encoder)
    {
        using var file = new MemoryStream();
        image.Save(file, encoder);
        return file.ToArray();
    }

    /// <summary>Writes a black 24-bit BMP as a sparse file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The width in pixels; rows are padded to four bytes.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="length">The length of the file in bytes; null for the length of the whole image.</param>
    public static void WriteSparseBmp(string path, int width, int height, long? length = null)
    {
        var whole = 54 + ((((width * 3L) + 3) & ~3L) * height);
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write("BM"u8);
        writer.Write((uint)Math.Min(whole, uint.MaxValue));
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(width);
        writer.Write(height);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        writer.Flush();
        writer.BaseStream.SetLength(length ?? whole);
    }
}
