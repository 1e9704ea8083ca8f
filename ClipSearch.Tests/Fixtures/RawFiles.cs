using System.Buffers.Binary;
using System.Text;
using ClipSearch.Tests.Imaging.Metadata;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// Writes camera RAW files around JPEGs: the containers as the cameras write them, with noise in place of the sensor's data. Photographs are
/// 300 × 200 pixels; the sensor is a little larger. Each has the EXIF of <see cref="Exif"/>.
/// </summary>
internal static class RawFiles
{
    public const int Width = 300, Height = 200;

    private const ushort Short = 3, Long = 4, Undefined = 7;

    /// <summary>The name of every kind, with the extension of its files.</summary>
    public static IReadOnlyList<(string Format, string Extension)> Kinds =>
    [
        ("cr2", ".cr2"), ("cr3", ".cr3"), ("nef", ".nef"), ("nef", ".nrw"), ("arw", ".arw"), ("dng", ".dng"), ("pef", ".pef"), ("srw", ".srw"), ("raf", ".raf"), ("orf", ".orf"),
        ("rw2", ".rw2"), ("rw2", ".rwl"),
    ];

    /// <summary>A preview of full size: an image of one colour.</summary>
    public static byte[] Full { get; } = Jpeg(Width, Height, new Rgb24(200, 40, 60));

    /// <summary>A small preview of another colour.</summary>
    public static byte[] Small { get; } = Jpeg(48, 32, new Rgb24(30, 160, 220));

    /// <summary>Draws a JPEG of one colour.</summary>
    public static byte[] Jpeg(int width, int height, Rgb24 colour) => TestImages.Plain(width, height, colour, TestImages.Jpeg());

    /// <summary>Writes a file.</summary>
    /// <param name="extension">The extension, which determines the camera.</param>
    /// <param name="preview">The embedded JPEG; null for one of full size, and empty for none.</param>
    /// <param name="orientation">The EXIF orientation.</param>
    public static byte[] Write(string extension, byte[]? preview = null, ushort orientation = 1)
    {
        preview ??= Full;
        return extension switch
        {
            ".cr2" => Cr2(preview, orientation),
            ".cr3" => Cr3(preview, orientation),
            ".nef" or ".nrw" => Nef(preview, orientation),
            ".arw" => Arw(preview, orientation),
            ".dng" => Dng(preview, orientation),
            ".pef" => Pef(preview, orientation),
            ".srw" => Srw(preview, orientation),
            ".raf" => Raf(preview, orientation),
            ".orf" => Orf(preview, orientation),
            ".rw2" or ".rwl" => Rw2(preview, orientation),
            _ => throw new ArgumentOutOfRangeException(nameof(extension)),
        };
    }

    /// <summary>Canon until 2018: the preview in the first directory, a thumbnail in the second, and the sensor's lossless JPEG in the fourth.</summary>
    private static byte[] Cr2(byte[] preview, ushort orientation)
    {
        var file = new TiffFile();
        var main = First(file, "Canon", orientation, (256, Long, [Width]), (257, Long, [Height]), (259, Short, [6])).Strip(preview);
        main.Next = file.Directory().Jpeg(preview.Length == 0 ? [] : Small);
        main.Next.Next = file.Directory((256, Long, [24]), (257, Long, [16]), (259, Short, [1]), (262, Short, [2])).Strip(new byte[24 * 16 * 6]);
        main.Next.Next.Next = file.Directory((259, Short, [6]), (0xC640, Short, [1, 100, 104])).Strip(Lossless());
        return file.Write(main, mark: [.. "CR"u8, 2, 0, 0, 0, 0, 0]);
    }

    /// <summary>Nikon: an uncompressed thumbnail in the first directory; the JPEG and the sensor's data are below it.</summary>
    private static byte[] Nef(byte[] preview, ushort orientation)
    {
        var file = new TiffFile(isBigEndian: true);
        var main = First(file, "NIKON CORPORATION", orientation, (254, Long, [1]), (256, Long, [48]), (257, Long, [32]), (258, Short, [8, 8, 8]), (259, Short, [1]), (262, Short, [2]), (277, Short, [3]))
            .Strip(Enumerable.Repeat((byte)250, 48 * 32 * 3).ToArray());
        main.Below = [file.Directory((254, Long, [1]), (259, Short, [6])).Jpeg(preview), Sensor(file, 34713)];
        return file.Write(main);
    }

    /// <summary>Sony: a preview in the first directory, a thumbnail in the second, and the sensor's data below the first.</summary>
    private static byte[] Arw(byte[] preview, ushort orientation)
    {
        var file = new TiffFile();
        var main = First(file, "SONY", orientation, (254, Long, [1]), (259, Short, [6])).Jpeg(preview);
        main.Below = [Sensor(file, 32767)];
        main.Next = file.Directory((254, Long, [1]), (259, Short, [6])).Jpeg(preview.Length == 0 ? [] : Small);
        return file.Write(main);
    }

    /// <summary>Adobe: an uncompressed thumbnail, the sensor's data and previews of several sizes below it, and a mask as JPEG.</summary>
    private static byte[] Dng(byte[] preview, ushort orientation)
    {
        var file = new TiffFile();
        var main = First(
            file, "Leica Camera AG", orientation, (254, Long, [1]), (256, Long, [48]), (257, Long, [32]), (258, Short, [8, 8, 8]), (259, Short, [1]), (262, Short, [2]), (277, Short, [3]),
            (50706, 1, [1, 4, 0, 0])).Strip(Enumerable.Repeat((byte)250, 48 * 32 * 3).ToArray());
        var sensor = file.Directory((254, Long, [0]), (256, Long, [Width + 8]), (257, Long, [Height + 8]), (259, Short, [7]), (262, Short, [32803]), (50720, Long, [Width, Height])).Strip(Lossless());
        var mask = file.Directory((254, Long, [65540]), (259, Short, [7]), (262, Short, [52527])).Strip(Jpeg(600, 400, new Rgb24(255, 255, 255)));
        main.Below =
        [
            sensor, file.Directory((254, Long, [1]), (259, Short, [7]), (262, Short, [6])).Strip(preview.Length == 0 ? [] : Small),
            file.Directory((254, Long, [1]), (259, Short, [7]), (262, Short, [6])).Strip(preview), mask,
        ];
        return file.Write(main);
    }

    /// <summary>Pentax: the sensor's data in the first directory, then a thumbnail, then the preview.</summary>
    private static byte[] Pef(byte[] preview, ushort orientation)
    {
        var file = new TiffFile(isBigEndian: true);
        var main = First(file, "PENTAX", orientation, (256, Long, [Width + 8]), (257, Long, [Height + 8]), (259, Short, [65535]), (262, Short, [32803])).Strip(new byte[900]);
        main.Next = file.Directory((259, Short, [6])).Jpeg(preview.Length == 0 ? [] : Small);
        main.Next.Next = file.Directory((259, Short, [6])).Jpeg(preview);
        return file.Write(main);
    }

    /// <summary>Samsung: the preview and the sensor's data below the first directory.</summary>
    private static byte[] Srw(byte[] preview, ushort orientation)
    {
        var file = new TiffFile();
        var main = First(file, "SAMSUNG", orientation, (256, Long, [Width]), (257, Long, [Height]));
        main.Below = [file.Directory((259, Short, [6])).Jpeg(preview), Sensor(file, 32770)];
        return file.Write(main);
    }

    /// <summary>Olympus: another magic number, and the preview in the camera settings of the maker note, relative to it.</summary>
    private static byte[] Orf(byte[] preview, ushort orientation)
    {
        var file = new TiffFile { Magic = [(byte)'R', (byte)'O'] };
        var main = First(file, "OLYMPUS IMAGING CORP.", orientation, (256, Long, [Width + 8]), (257, Long, [Height + 8]), (259, Short, [1]), (262, Short, [1])).Strip(new byte[900]);
        // The note: its head, a directory that points to the settings, the settings, and the preview.
        byte[] settings = [2, 0, .. Entry(0x101, 12 + 18 + 30), .. Entry(0x102, (uint)preview.Length), 0, 0, 0, 0];
        byte[] note = [.. "OLYMPUS\0II\u0003\0"u8, 1, 0, 0x20, 0x20, 13, 0, 1, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0, 0, .. settings, .. preview];
        main.Exif!.Fields[0x927C] = (Undefined, note);
        return file.Write(main);

        byte[] Entry(ushort tag, uint value)
        {
            var entry = new byte[12];
            BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(2), Long);
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), 1);
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(8), value);
            return entry;
        }
    }

    /// <summary>Panasonic and Leica: another magic number, the borders of the sensor, and the preview as a field.</summary>
    private static byte[] Rw2(byte[] preview, ushort orientation)
    {
        var file = new TiffFile { Magic = [(byte)'U', 0] };
        var main = First(file, "Panasonic", orientation, (1, Undefined, [0]), (2, Short, [Width + 20]), (3, Short, [Height + 20]), (4, Short, [4]), (5, Short, [6]), (6, Short, [Height + 4]), (7, Short, [Width + 6]));
        if (preview.Length > 0)
            main.Fields[0x2E] = (Undefined, preview);
        return file.Write(main);
    }

    /// <summary>Fujifilm: a header, the preview with all EXIF, and the sensor's data.</summary>
    private static byte[] Raf(byte[] preview, ushort orientation)
    {
        var jpeg = preview.Length == 0 ? preview : TestImages.WithExif(preview, Exif("FUJIFILM", orientation));
        var head = new byte[160];
        "FUJIFILMCCD-RAW 0201FF383501X-T3"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(84), (uint)head.Length);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(88), (uint)jpeg.Length);
        return [.. head, .. jpeg, .. new byte[900]];
    }

    /// <summary>Canon from 2018 on: boxes with EXIF, the JPEG as the first track, and a preview and a thumbnail in boxes.</summary>
    private static byte[] Cr3(byte[] preview, ushort orientation)
    {
        var exif = new TiffWriter();
        byte[] small = preview.Length == 0 ? [] : Small;
        byte[] head = Box("ftyp", [.. "crx "u8, 0, 0, 0, 1, .. "crx isom"u8]);
        byte[] previews = Box(
            "uuid", [.. Convert.FromHexString("EAF42B5E1C984B88B9FBB7DC406E4D16"), .. new byte[7], 1, .. Box("PRVW", [.. new byte[12], .. Big(small.Length), .. small])]);
        // The offset of the preview depends on the length of the boxes before it, which it does not change.
        var before = head.Length + Movie(0).Length + previews.Length + 8;
        return [.. head, .. Movie(before), .. previews, .. Box("mdat", [.. preview, .. new byte[900]])];

        byte[] Movie(int at) => Box(
            "moov",
            [
                .. Box(
                    "uuid",
                    [
                        .. Convert.FromHexString("85C0B687820F11E08111F4CE462B6A48"), .. Box("CNCV", "CanonCR3_001/00.09.00/00.00.00"u8),
                        .. Box("CMT1", new TiffWriter().Camera("Canon", "Test Canon").Orientation(orientation).WriteExif()),
                        .. Box("CMT2", Part(writer => writer.Text(0, 0x9003, TakenAt).Text(0, 0xA434, Lens).Field(0, 0xA002, Long, 4, Width).Field(0, 0xA003, Long, 4, Height))),
                        .. Box("CMT3", Part(writer => writer.Text(0, 1, "maker note"))),
                        .. Box("CMT4", Part(writer => writer.Text(0, 1, "N").Field(0, 2, 5, 8, 51, 1, 30, 1, 18, 1).Text(0, 3, "E").Field(0, 4, 5, 8, 7, 1, 0, 1, 0, 1))),
                        .. Box("THMB", [.. new byte[8], .. Big(small.Length), 0, 1, 0, 0, .. small]),
                    ]),
                .. Box("mvhd", new byte[100]), .. Track(preview.Length, at), .. Track(900, at + preview.Length),
            ]);

        static byte[] Part(Action<TiffWriter> change)
        {
            var writer = new TiffWriter();
            change(writer);
            return writer.WriteExif();
        }

        static byte[] Track(int length, int at) => Box(
            "trak",
            Box("mdia", Box("minf", Box("stbl", [.. Box("stsd", new byte[8]), .. Box("stsz", [.. new byte[4], .. Big(length), .. Big(1)]), .. Box("co64", [.. new byte[4], .. Big(1), .. Big(0), .. Big(at)])]))));
    }

    private const string TakenAt = "2021:06:05 14:03:02", Lens = "Test Lens 50mm";

    /// <summary>Writes EXIF data: camera, lens, date, position and orientation.</summary>
    private static byte[] Exif(string make, ushort orientation) => new TiffWriter().Camera(make, $"Test {make.Split(' ')[0]}").Lens(Lens).TakenAt(TakenAt).Orientation(orientation)
        .Position("N", [(51, 1), (30, 1), (18, 1)], "E", [(7, 1), (0, 1), (0, 1)]).WriteExif();

    private static TiffDirectory First(TiffFile file, string make, ushort orientation, params (ushort Tag, ushort Type, uint[] Values)[] fields)
    {
        var main = file.Directory(fields);
        main.Fields[271] = (2, [.. Encoding.ASCII.GetBytes(make), 0]);
        main.Fields[272] = (2, [.. Encoding.ASCII.GetBytes($"Test {make.Split(' ')[0]}"), 0]);
        main.Fields[274] = (Short, file.Numbers(2, orientation));
        main.Exif = file.Directory((0xA002, Long, [Width]), (0xA003, Long, [Height]));
        main.Exif.Fields[0x9003] = (2, [.. Encoding.ASCII.GetBytes(TakenAt), 0]);
        main.Exif.Fields[0xA434] = (2, [.. Encoding.ASCII.GetBytes(Lens), 0]);
        main.Gps = file.Directory((2, 5, [51, 1, 30, 1, 18, 1]), (4, 5, [7, 1, 0, 1, 0, 1]));
        main.Gps.Fields[1] = (2, "N\0"u8.ToArray());
        main.Gps.Fields[3] = (2, "E\0"u8.ToArray());
        return main;
    }

    private static TiffDirectory Sensor(TiffFile file, uint compression) =>
        file.Directory((254, Long, [0]), (256, Long, [Width + 8]), (257, Long, [Height + 8]), (259, Short, [compression]), (262, Short, [32803])).Strip(new byte[900]);

    /// <summary>A JPEG of the kind of the sensor's data, larger than any preview.</summary>
    private static byte[] Lossless() =>
        [0xFF, 0xD8, 0xFF, 0xDB, 0, 3, 0, 0xFF, 0xC3, 0, 11, 14, 3, 0x20, 4, 0xB0, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, 0, .. new byte[900], 0xFF, 0xD9];

    private static byte[] Box(string type, ReadOnlySpan<byte> content) => [.. Big(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
