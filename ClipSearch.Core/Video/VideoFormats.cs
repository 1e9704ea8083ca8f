using System.Buffers.Binary;

namespace ClipSearch.Core.Video;

/// <summary>The video formats that ClipSearch reads.</summary>
public static class VideoFormats
{
    /// <summary>The number of bytes that <see cref="OfContent(ReadOnlySpan{byte})"/> needs.</summary>
    private const int SignatureLength = 64;

    private const string IsoMedia = "mov";
    private const string Matroska = "matroska";

    private static readonly VideoFormat Mp4 = new("mp4", "video/mp4", [".mp4", ".m4v"], IsoMedia, "mp4");
    // Browsers play QuickTime files as the MP4 files that they nearly are, but some refuse their own media type.
    private static readonly VideoFormat QuickTime = new("mov", "video/mp4", [".mov"], IsoMedia, "mov");
    private static readonly VideoFormat WebM = new("webm", "video/webm", [".webm"], Matroska, "webm");
    private static readonly VideoFormat Mkv = new("mkv", "video/x-matroska", [".mkv"], Matroska, Matroska);

    /// <summary>The types of the first box of a QuickTime file that has no <c>ftyp</c>.</summary>
    private static readonly string[] OldQuickTimeBoxes = ["moov", "mdat", "wide", "free", "skip", "pnot"];

    /// <summary>All formats.</summary>
    public static IReadOnlyList<VideoFormat> All { get; } = [Mp4, QuickTime, WebM, Mkv];

    /// <summary>The extensions of all formats.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. All.SelectMany(format => format.Extensions)];

    /// <summary>Returns the format with a name; null if there is none.</summary>
    public static VideoFormat? Find(string? name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>Returns whether a file name has the extension of a video.</summary>
    public static bool HasExtension(string fileName) => Extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the format of a file by its content; null if it is not a video that ClipSearch reads.</summary>
    /// <param name="start">The first <see cref="SignatureLength"/> bytes of the file, or all of a shorter file.</param>
    public static VideoFormat? OfContent(ReadOnlySpan<byte> start)
    {
        // EBML, in which the document type follows within a few bytes.
        if (start is [0x1A, 0x45, 0xDF, 0xA3, ..])
            return start.IndexOf("webm"u8) >= 0 ? WebM : Mkv;
        if (start.Length < 12)
            return null;
        var type = start[4..8];
        var brand = start[8..12];
        if (type.SequenceEqual("ftyp"u8))
            return brand.SequenceEqual("qt  "u8) ? QuickTime : IsStill(brand) ? null : Mp4;
        foreach (var box in OldQuickTimeBoxes)
        {
            // A box has at least 8 bytes; 1 stands for a length of 64 bits.
            if (System.Text.Ascii.Equals(type, box) && BinaryPrimitives.ReadUInt32BigEndian(start) is 1 or >= 8)
                return QuickTime;
        }

        return null;
    }

    /// <summary>Returns the format of a file by its content; null if it is not a video that ClipSearch reads.</summary>
    /// <param name="file">The file, which is read from its start.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<VideoFormat?> OfContentAsync(Stream file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Position = 0;
        var start = new byte[SignatureLength];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return OfContent(start.AsSpan(0, length));
    }

    /// <summary>Returns whether a brand is that of HEIF, AVIF or Canon's raw images, which are in the same container.</summary>
    private static bool IsStill(ReadOnlySpan<byte> brand) => brand is
        [(byte)'h', (byte)'e', _, _] or [(byte)'m', (byte)'i', (byte)'f', _] or [(byte)'m', (byte)'s', (byte)'f', _] or [(byte)'a', (byte)'v', (byte)'i', _]
        or [(byte)'c', (byte)'r', (byte)'x', _];
}
