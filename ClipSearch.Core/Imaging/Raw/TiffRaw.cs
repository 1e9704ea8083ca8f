using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Imaging.Raw;

/// <summary>
/// Reads RAW files that are TIFFs: DNG (Adobe's specification 1.7.1), TIFF/EP (ISO 12234-2), and the formats of camera makers as
/// https://exiftool.org/TagNames/ and https://exiv2.org/tags.html describe them. The data of the sensor is one image among several; previews
/// are in other directories.
/// </summary>
/// <remarks>
/// CR2, ORF and RW2 have a signature of their own. The others begin like any TIFF: they are recognised by an image of the sensor, which no
/// other TIFF has, and told apart by DNGVersion and the camera maker. Cameras with a reduced RAW store no such image; then the file is RAW by
/// its extension if it has an embedded JPEG.
/// </remarks>
internal static class TiffRaw
{
    private const ushort ImageWidth = 256, ImageLength = 257, Compression = 259, Photometric = 262, Make = 271, StripOffsets = 273, Orientation = 274, StripByteCounts = 279;
    private const ushort TileOffsets = 324, TileByteCounts = 325, SubIfds = 330, JpegAt = 513, JpegLength = 514, Xmp = 700, Iptc = 33723, ExifPointer = 0x8769;
    private const ushort DngVersion = 50706, DefaultCropSize = 50720;
    private const ushort PanasonicJpeg = 0x2E, PanasonicTop = 4, PanasonicLeft = 5, PanasonicBottom = 6, PanasonicRight = 7;
    private const ulong OldJpeg = 6, Jpeg = 7, ColourFilterArray = 32803, LinearRaw = 34892;

    /// <summary>The maximum number of directories that are read; cameras write up to about 10.</summary>
    private const int MaxDirectories = 64;

    /// <summary>The compressions of sensor data by Sony, Nikon, Pentax and Samsung.</summary>
    private static readonly ulong[] s_rawCompressions = [32767, 34713, 65535, 32770];

    /// <summary>The kinds of images that may be previews: grey, RGB and YCbCr, or not stated. Others are masks, depths and sensor data.</summary>
    private static readonly ulong[] s_previewPhotometrics = [0, 1, 2, 6];

    private static readonly ExifTag s_pixelWidth = new(2, 0xA002), s_pixelHeight = new(2, 0xA003);

    private static readonly (string Make, string Format)[] s_makers = [("NIKON", "nef"), ("SONY", "arw"), ("PENTAX", "pef"), ("RICOH", "pef"), ("SAMSUNG", "srw"), ("CANON", "cr2")];

    /// <summary>Returns whether a file begins like a CR2: a TIFF with a mark before its first directory.</summary>
    public static bool IsCr2(ReadOnlySpan<byte> start) => TiffStructure.Recognises(start) && start.Length >= 10 && start[8..].StartsWith("CR"u8);

    /// <summary>Returns whether a file begins like an ORF: a TIFF with another magic number.</summary>
    public static bool IsOrf(ReadOnlySpan<byte> start) => start.StartsWith("IIRO"u8) || start.StartsWith("IIRS"u8) || start.StartsWith("MMOR"u8);

    /// <summary>Returns whether a file begins like an RW2: a TIFF with another magic number.</summary>
    public static bool IsRw2(ReadOnlySpan<byte> start) => start.StartsWith("IIU\0"u8);

    /// <summary>Reads a file; null if it is not RAW.</summary>
    /// <exception cref="ImageException">The file is RAW of an unknown kind.</exception>
    public static RawContent? Read(ImageBytes bytes)
    {
        var file = bytes.Span;
        var (isOrf, isRw2) = (IsOrf(file), IsRw2(file));
        if (!isOrf && !isRw2 && !TiffStructure.Recognises(file))
            return null;
        var tiff = new TiffReader(bytes);
        var directories = Directories(tiff);
        var sensor = directories.Find(directory => IsSensor(tiff, directory));
        var previews = directories.SelectMany(directory => PreviewsIn(tiff, directory)).ToList();
        if (isOrf)
            previews.AddRange(OlympusPreview(tiff, bytes));
        if (isRw2 && tiff.Find(tiff.First, PanasonicJpeg) is { } jpeg)
            previews.Add(new FileRange(jpeg.At, jpeg.Length));
        var format = isOrf ? "orf" : isRw2 ? "rw2" : IsCr2(file) ? "cr2" : Format(tiff, sensor, previews.Exists(preview => IsJpeg(bytes, preview)), bytes.Name);
        if (format is null)
            return null;

        var exif = new TiffExif(tiff);
        return new RawContent(format, previews)
        {
            Exif = exif,
            Orientation = tiff.Number(tiff.First, Orientation),
            Size = Size(tiff, sensor, exif, format),
            Xmp = Range(tiff, Xmp),
            Iptc = Range(tiff, Iptc),
        };
    }

    private static FileRange Range(TiffReader tiff, ushort number) => tiff.Find(tiff.First, number) is { } field ? new FileRange(field.At, field.Length) : default;

    /// <summary>Returns the format of a file that begins like any TIFF; null if it is not RAW.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="sensor">The directory with the data of the sensor; 0 if there is none.</param>
    /// <param name="hasPreview">Whether the file has an embedded JPEG.</param>
    /// <param name="name">The name of the file.</param>
    private static string? Format(TiffReader tiff, ulong sensor, bool hasPreview, string name)
    {
        var byName = ImageFormats.All.FirstOrDefault(format => format.IsRaw && format.Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))?.Name;
        if (sensor == 0)
            return hasPreview ? byName : null;
        if (tiff.Find(tiff.First, DngVersion) is not null)
            return "dng";
        var make = System.Text.Encoding.Latin1.GetString(tiff.Bytes(tiff.First, Make));
        return Array.Find(s_makers, maker => make.StartsWith(maker.Make, StringComparison.OrdinalIgnoreCase)).Format ?? byName
            ?? throw new ImageException($"{SingleLine.Of(name)} is a RAW file of a camera maker that ClipSearch does not know. Convert it to DNG or JPEG.");
    }

    /// <summary>Lists the directories of the main chain and those below them.</summary>
    private static List<ulong> Directories(TiffReader tiff)
    {
        var all = new List<ulong>();
        for (var at = tiff.First; at != 0 && all.Count < MaxDirectories && !all.Contains(at); at = tiff.Next(at))
        {
            all.Add(at);
            foreach (var below in tiff.Numbers(at, SubIfds, MaxDirectories))
            {
                if (below != 0 && all.Count < MaxDirectories && !all.Contains(below))
                    all.Add(below);
            }
        }

        return all;
    }

    private static bool IsSensor(TiffReader tiff, ulong directory) =>
        tiff.Number(directory, Photometric) is ColourFilterArray or LinearRaw || s_rawCompressions.Contains(tiff.Number(directory, Compression));

    private static List<FileRange> PreviewsIn(TiffReader tiff, ulong directory)
    {
        var previews = new List<FileRange> { new(tiff.Number(directory, JpegAt), tiff.Number(directory, JpegLength)) };
        // In one piece, and with a signature of its own: an image of a directory may also consist of many JPEGs.
        if (tiff.Number(directory, Compression) is OldJpeg or Jpeg && s_previewPhotometrics.Contains(tiff.Number(directory, Photometric)))
        {
            if (tiff.Numbers(directory, StripOffsets, 2) is [var strip])
                previews.Add(new FileRange(strip, tiff.Number(directory, StripByteCounts)));
            if (tiff.Numbers(directory, TileOffsets, 2) is [var tile])
                previews.Add(new FileRange(tile, tiff.Number(directory, TileByteCounts)));
        }

        previews.RemoveAll(preview => preview.At == 0 || preview.Length == 0);
        return previews;
    }

    /// <summary>
    /// Finds the preview of an Olympus, which is in the camera settings of its maker note. Offsets are relative to the maker note, or in old
    /// cameras to the file.
    /// </summary>
    private static IEnumerable<FileRange> OlympusPreview(TiffReader tiff, ImageBytes bytes)
    {
        const ushort MakerNote = 0x927C, CameraSettings = 0x2020, PreviewAt = 0x101, PreviewLength = 0x102;
        if (tiff.Find(tiff.Number(tiff.First, ExifPointer), MakerNote) is not { Length: > 0 } note)
            return [];
        var content = tiff.Bytes(note);
        var (reader, start, directory) = content.StartsWith("OLYMPUS\0"u8) && content.Length > 12 ? (Below(content[8]), note.At, 12UL)
            : content.StartsWith("OM SYSTEM\0"u8) && content.Length > 16 ? (Below(content[12]), note.At, 16UL)
            : (tiff, 0UL, note.At + 8);
        if (reader.Find(directory, CameraSettings) is not { } field)
            return [];
        var settings = field.Type == TiffReader.Undefined ? field.At : reader.Number(directory, CameraSettings);
        var (at, length) = (reader.Number(settings, PreviewAt), reader.Number(settings, PreviewLength));
        return at == 0 || length == 0 ? [] : [new FileRange(start + at, length)];

        TiffReader Below(byte order) => new(bytes.From((int)note.At), isBigEndian: order == 'M');
    }

    private static bool IsJpeg(ImageBytes bytes, FileRange range) => range.At < (ulong)bytes.Length && bytes.Span[(int)range.At..] is [0xFF, 0xD8, 0xFF, ..];

    /// <summary>Returns the size of the photograph without the border of the sensor, as far as the file states it.</summary>
    private static (ulong Width, ulong Height)? Size(TiffReader tiff, ulong sensor, TiffExif exif, string format)
    {
        if (format == "dng" && tiff.Numbers(sensor, DefaultCropSize, 2) is [var width, var height])
            return (width, height);
        if (exif.Numbers(s_pixelWidth, 1) is [>= 1 and <= int.MaxValue and var across] && exif.Numbers(s_pixelHeight, 1) is [>= 1 and <= int.MaxValue and var down])
            return ((ulong)across, (ulong)down);
        if (format == "rw2")
        {
            var (top, left, bottom, right) = (Border(PanasonicTop), Border(PanasonicLeft), Border(PanasonicBottom), Border(PanasonicRight));
            return right > left && bottom > top ? (right - left, bottom - top) : null;
        }

        return sensor == 0 ? null : (tiff.Number(sensor, ImageWidth), tiff.Number(sensor, ImageLength));

        ulong Border(ushort field) => tiff.Number(tiff.First, field);
    }
}
