using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library;

/// <summary>A photo of the library: a file at a path.</summary>
/// <remarks>
/// Terms: a photo is a file at a path. An image is the content of a file, identified by its SHA-256 hash; several photos can have the same
/// image. A stack is a group of images that are near-duplicates, together with all photos that are copies of these images.
/// </remarks>
/// <param name="Id">The ID of the photo, which stays the same while the file stays at its path.</param>
/// <param name="Path">The absolute path of the file; <c>s3://bucket/key</c> for a file in a bucket.</param>
/// <param name="Width">The width of the upright image in pixels.</param>
/// <param name="Height">The height of the upright image in pixels.</param>
/// <param name="ContentHash">The SHA-256 hash of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">The length of the file in bytes.</param>
/// <param name="Format">
/// The format by content: one of the names in <see cref="ImageFormats"/> or <see cref="VideoFormats"/>; null until a sync has read it.
/// </param>
/// <param name="TakenAt">The local time when the photo was taken, from <see cref="TakenAtSource"/>.</param>
/// <param name="Exif">The metadata in the file.</param>
public sealed record Photo(
    long Id, string Path, int Width, int Height, string ContentHash, long Bytes, string? Format, DateTime TakenAt, ExifFacts Exif)
{
    /// <summary>The source of <see cref="TakenAt"/>.</summary>
    public DateSource TakenAtSource { get; init; } = DateSource.FileTime;

    /// <summary>The offset of <see cref="TakenAt"/> from UTC; null if it is not known.</summary>
    public TimeSpan? UtcOffset { get; init; }

    /// <summary>A tiny WebP in base64 that is shown enlarged while the image loads; null until a sync has created it.</summary>
    public string? Placeholder { get; init; }

    /// <summary>What is known of a video; null for an image.</summary>
    public VideoFacts? Video { get; init; }

    /// <summary>The names of its companions, other files of the photo in the same folder, such as its raw file; in ordinal order.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>The length of its companions in bytes.</summary>
    public long CompanionBytes { get; init; }

    /// <summary>The number of frames of an animation, or of pages of a TIFF; 1 for a still image and for a video.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Whether the file is an animation.</summary>
    public bool IsAnimation => Frames > 1 && ImageFormats.All.Find(Format) is { HasPages: false };

    /// <summary>Whether the end of the file is missing, but nearly all of the image is there.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>The name of the file.</summary>
    public string Name => LibraryPath.Name(Path);
}
