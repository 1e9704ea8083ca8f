using System.Buffers.Binary;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Structure;

namespace ClipSearch.Core.Imaging.Raw;

/// <summary>
/// Reads a CR3 (https://github.com/lclevy/canon_cr3): a file of ISO base media format. The EXIF data is in boxes of Canon, each a TIFF. The
/// first track is a JPEG of full size; a preview and a thumbnail are in boxes.
/// </summary>
internal static class CanonRaw3
{
    /// <summary>The number of bytes at the start of a preview's box in which its JPEG begins.</summary>
    private const int MaxPreviewHead = 64;

    private const int IdLength = 16, MaxTracks = 16;
    private const ushort Orientation = 274;

    private static readonly byte[] s_metadata = Convert.FromHexString("85C0B687820F11E08111F4CE462B6A48");
    private static readonly byte[] s_preview = Convert.FromHexString("EAF42B5E1C984B88B9FBB7DC406E4D16");
    private static readonly byte[] s_xmp = Convert.FromHexString("BE7ACFCB97A942E89C71999491E3AFAC");

    private static readonly ExifTag s_pixelWidth = new(2, 0xA002), s_pixelHeight = new(2, 0xA003);

    /// <summary>Returns whether a file begins like a CR3.</summary>
    /// <param name="start">The first 12 bytes of the file or more.</param>
    public static bool Recognises(ReadOnlySpan<byte> start) => start.Length >= 12 && start[4..].StartsWith("ftypcrx "u8);

    /// <summary>Reads a file; null if it is not a CR3.</summary>
    public static RawContent? Read(ImageBytes bytes)
    {
        var file = bytes.Span;
        if (!Recognises(file))
            return null;
        var previews = new List<FileRange>();
        var movie = IsoBoxes.Find(file, "moov"u8);
        for (var boxes = new IsoBoxes(movie); boxes.Read() && previews.Count < MaxTracks;)
        {
            if (boxes.Type.SequenceEqual("trak"u8) && Sample(boxes.Content) is { } sample)
                previews.Add(sample);
        }

        var metadata = Box(movie, s_metadata);
        // Eight bytes of unknown meaning precede the box of the preview.
        var preview = Box(file, s_preview);
        previews.AddRange(Jpeg(file, IsoBoxes.Find(preview.Length > 8 ? preview[8..] : default, "PRVW"u8)));
        previews.AddRange(Jpeg(file, IsoBoxes.Find(metadata, "THMB"u8)));
        var main = Directory(bytes, metadata, "CMT1"u8);
        var exif = new TiffExif(main, Directory(bytes, metadata, "CMT2"u8), Directory(bytes, metadata, "CMT4"u8));
        return new RawContent("cr3", previews)
        {
            Exif = exif,
            Orientation = main.Number(main.First, Orientation),
            Size = exif.Numbers(s_pixelWidth, 1) is [>= 1 and <= int.MaxValue and var width] && exif.Numbers(s_pixelHeight, 1) is [>= 1 and <= int.MaxValue and var height]
                ? ((ulong)width, (ulong)height) : null,
            Xmp = Range(file, Box(file, s_xmp)),
        };
    }

    /// <summary>Returns the content of a box with an ID, after the ID; empty if there is none.</summary>
    private static ReadOnlySpan<byte> Box(ReadOnlySpan<byte> boxes, ReadOnlySpan<byte> id)
    {
        for (var reader = new IsoBoxes(boxes); reader.Read();)
        {
            if (reader.Type.SequenceEqual("uuid"u8) && reader.Content.StartsWith(id))
                return reader.Content[IdLength..];
        }

        return default;
    }

    private static TiffReader Directory(ImageBytes bytes, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> type)
    {
        var range = Range(bytes.Span, IsoBoxes.Find(metadata, type));
        return new TiffReader(bytes.Slice((int)range.At, (int)range.Length));
    }

    /// <summary>Returns the range of the first sample of a track; null if there is none. Only the samples of the first track are JPEGs.</summary>
    private static FileRange? Sample(ReadOnlySpan<byte> track)
    {
        var table = IsoBoxes.Find(IsoBoxes.Find(IsoBoxes.Find(track, "mdia"u8), "minf"u8), "stbl"u8);
        var sizes = IsoBoxes.Find(table, "stsz"u8);
        var offsets = IsoBoxes.Find(table, "stco"u8);
        var wideOffsets = IsoBoxes.Find(table, "co64"u8);
        if (sizes.Length < 12 || (offsets.Length < 12 && wideOffsets.Length < 16))
            return null;
        var size = BinaryPrimitives.ReadUInt32BigEndian(sizes[4..]);
        // 0 means that each sample has a size of its own.
        if (size == 0 && sizes.Length >= 16)
            size = BinaryPrimitives.ReadUInt32BigEndian(sizes[12..]);
        var at = wideOffsets.Length >= 16 ? BinaryPrimitives.ReadUInt64BigEndian(wideOffsets[8..]) : BinaryPrimitives.ReadUInt32BigEndian(offsets[8..]);
        return new FileRange(at, size);
    }

    private static IEnumerable<FileRange> Jpeg(ReadOnlySpan<byte> file, ReadOnlySpan<byte> box)
    {
        var start = box[..Math.Min(box.Length, MaxPreviewHead)].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
        return start < 0 ? [] : [Range(file, box[start..])];
    }

    /// <summary>Returns where a part of the file is.</summary>
    private static FileRange Range(ReadOnlySpan<byte> file, ReadOnlySpan<byte> part) =>
        !part.IsEmpty && file.Overlaps(part, out var at) ? new FileRange((ulong)at, (ulong)part.Length) : default;
}
