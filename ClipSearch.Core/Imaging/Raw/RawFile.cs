using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Imaging.Raw;

/// <summary>
/// A camera RAW file. ClipSearch shows the largest JPEG that the camera has embedded, which most cameras write in full size, as people see it
/// on the camera. The file is untrusted: every offset is checked, and only a bounded number of directories is read.
/// </summary>
internal sealed class RawFile
{
    /// <summary>A preview whose edges differ less from the size of the photograph has all its pixels but those at the border of the sensor.</summary>
    private const double MaxBorder = 0.05;

    /// <summary>The maximum difference of the aspect ratio of a preview and of the photograph that it shows.</summary>
    private const double MaxAspectDifference = 0.02;

    private readonly ImageBytes _bytes;
    private readonly RawContent _content;
    private readonly JpegFrame _frame;
    private readonly int _previewAt, _previewLength;

    private RawFile(ImageBytes bytes, RawContent content)
    {
        (_bytes, _content) = (bytes, content);
        var file = bytes.Span;
        foreach (var range in content.Previews.Distinct())
        {
            if (range.At >= (ulong)file.Length)
                continue;
            var (at, length) = ((int)range.At, (int)Math.Min(range.Length, (ulong)file.Length - range.At));
            if (JpegFrame.Read(file.Slice(at, length)) is { } frame && (long)frame.Width * frame.Height > (long)_frame.Width * _frame.Height)
                (_frame, _previewAt, _previewLength) = (frame, at, length);
        }
    }

    /// <summary>The name of the format.</summary>
    public string Format => _content.Format;

    /// <summary>Whether the file has a JPEG that can be shown.</summary>
    public bool HasPreview => _previewLength > 0;

    private ReadOnlySpan<byte> Preview => _bytes.Span.Slice(_previewAt, _previewLength);

    /// <summary>Reads the container of a file; null if the file is not RAW.</summary>
    /// <param name="bytes">The file. It must outlive the result.</param>
    /// <exception cref="ImageException">The file is RAW of an unknown kind.</exception>
    public static RawFile? Read(ImageBytes bytes) =>
        (TiffRaw.Read(bytes) ?? FujiRaw.Read(bytes.Span) ?? CanonRaw3.Read(bytes)) is { } content ? new RawFile(bytes, content) : null;

    /// <summary>Creates the exception for a file without a preview.</summary>
    public static ImageException NoPreview(string name) => new(
        $"{SingleLine.Of(name)} has no preview that ClipSearch can show. Convert it with a JPEG preview, for example with Adobe DNG Converter, or set LIBVIPS_PATH to a libvips " +
        "that reads RAW.");

    /// <summary>Copies the preview to a file of its own: with its colour profile and the orientation of the RAW file, without its other metadata.</summary>
    /// <exception cref="ImageException">The file has no preview.</exception>
    public ImageFile ExtractPreview()
    {
        if (!HasPreview)
            throw NoPreview(_bytes.Name);
        var preview = Preview;
        using var head = new MemoryStream();
        head.Write([0xFF, 0xD8]);
        if (Orientation > 1)
            head.Write(JpegParts.Segment((byte)Orientation));
        var kept = 2;
        for (var markers = new JpegMarkers(preview); markers.Read() && markers.Marker != JpegMarkers.StartOfScan;)
        {
            if (markers.Marker != JpegMarkers.Exif)
                continue;
            head.Write(preview[kept..markers.At]);
            kept = Math.Min(markers.At + 2 + Math.Max(markers.Length, 2), preview.Length);
        }

        return ImageFile.Join(head.ToArray(), preview[kept..], _bytes.Name);
    }

    /// <summary>Returns the header of the RAW file.</summary>
    /// <param name="shown">The header of the image that is shown.</param>
    public ImageHeader Header(ImageHeader shown)
    {
        var (width, height) = Size(shown.Width, shown.Height);
        return shown with { Width = width, Height = height, Format = Format, Exif = ReadExif(), Frames = 1 };
    }

    /// <summary>The orientation by which the preview is rotated, 1 to 8.</summary>
    private int Orientation
    {
        get
        {
            var orientation = _content.Orientation is >= 1 and <= 8 ? (int)_content.Orientation : ExifOrientation.Find(PreviewExif.Span) ?? 1;
            // Some programs embed a preview that is upright already.
            return orientation >= 5 && _content.Size is { } size && size.Width > size.Height != _frame.Width > _frame.Height && _frame.Width != _frame.Height ? 1 : orientation;
        }
    }

    /// <summary>The EXIF data of the preview; empty if there is none.</summary>
    private ImageBytes PreviewExif
    {
        get
        {
            for (var markers = new JpegMarkers(Preview); markers.Read() && markers.Marker != JpegMarkers.StartOfScan;)
            {
                if (markers.Marker == JpegMarkers.Exif && markers.Data.StartsWith("Exif\0\0"u8))
                    return _bytes.Slice(_previewAt + markers.At + 4, markers.Data.Length);
            }

            return _bytes.Slice(0, 0);
        }
    }

    /// <summary>
    /// Returns the size of the photograph: of the preview if it is of full size, otherwise as the RAW file states it, if the preview shows the
    /// same part.
    /// </summary>
    /// <param name="width">The width of the upright preview.</param>
    /// <param name="height">The height of the upright preview.</param>
    private (int Width, int Height) Size(int width, int height)
    {
        if (_content.Size is not { } stated || stated.Width > (ulong)ImageLimits.Default.MaxEdge || stated.Height > (ulong)ImageLimits.Default.MaxEdge)
            return (width, height);
        var (across, down) = width > height == stated.Width > stated.Height ? ((int)stated.Width, (int)stated.Height) : ((int)stated.Height, (int)stated.Width);
        var isLarger = across > width * (1 + MaxBorder) && down > height * (1 + MaxBorder);
        var isSameAspect = Math.Abs(((double)across * height / ((double)down * width)) - 1) <= MaxAspectDifference;
        return isLarger && isSameAspect && (long)across * down <= ImageLimits.Default.MaxPixels ? (across, down) : (width, height);
    }

    /// <summary>Reads the metadata of the RAW file, and from the preview what it lacks.</summary>
    private ExifFacts ReadExif()
    {
        var now = DateTime.UtcNow;
        var facts = _content.Exif is null ? ExifFacts.None : ExifReader.Read(
            _content.Exif,
            [PhotoDate.Of(XmpDates.Read(Bytes(_content.Xmp)).Date, DateSource.Xmp, now), PhotoDate.Of(IptcDates.Read(Bytes(_content.Iptc)), DateSource.Iptc, now)],
            now);
        if (!HasPreview)
            return facts;
        var embedded = ExifReader.Read(new TiffExif(PreviewExif), [], now);
        var (dated, placed) = (facts.TakenAt is null ? embedded : facts, facts.Latitude is null ? embedded : facts);
        return new ExifFacts(dated.TakenAt, dated.UtcOffset, facts.Camera ?? embedded.Camera, facts.Lens ?? embedded.Lens, placed.Latitude, placed.Longitude)
        {
            TakenAtSource = dated.TakenAtSource,
            Altitude = placed.Altitude,
        };
    }

    private ReadOnlySpan<byte> Bytes(FileRange range)
    {
        var all = (ulong)_bytes.Length;
        return range.Length <= all && range.At <= all - range.Length ? _bytes.Span.Slice((int)range.At, (int)range.Length) : default;
    }
}
