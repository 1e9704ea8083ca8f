using ClipSearch.Core.Imaging.Metadata;

namespace ClipSearch.Core.Imaging.Raw;

/// <summary>A range of a file. It may reach beyond the end of the file.</summary>
/// <param name="At">The offset in bytes.</param>
/// <param name="Length">The length in bytes.</param>
internal readonly record struct FileRange(ulong At, ulong Length);

/// <summary>What the container of a RAW file says.</summary>
/// <param name="Format">The name of the format.</param>
/// <param name="Previews">The ranges that may be embedded JPEGs.</param>
internal sealed record RawContent(string Format, IReadOnlyList<FileRange> Previews)
{
    /// <summary>The EXIF data outside the previews; null if there is none.</summary>
    public TiffExif? Exif { get; init; }

    /// <summary>The EXIF orientation, 1 to 8; another value if there is none.</summary>
    public ulong Orientation { get; init; }

    /// <summary>The size of the photograph before it is rotated; null if the container does not say.</summary>
    public (ulong Width, ulong Height)? Size { get; init; }

    /// <summary>The XMP; empty for none.</summary>
    public FileRange Xmp { get; init; }

    /// <summary>IPTC-IIM; empty for none.</summary>
    public FileRange Iptc { get; init; }
}
