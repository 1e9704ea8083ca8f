using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Index;

/// <summary>A photo of the library.</summary>
/// <param name="Id">Its number, kept while the file stays at its path.</param>
/// <param name="Path">The file's absolute path; of one in a bucket <c>s3://bucket/key</c>.</param>
/// <param name="Width">Pixels across, upright.</param>
/// <param name="Height">Pixels down, upright.</param>
/// <param name="ContentHash">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Format">By content: jpeg, png, webp, avif, heic, gif, tiff or bmp; null until a sync has read it.</param>
/// <param name="TakenAt">When it was taken, by the clocks of the place: EXIF's time, else the file's by this machine's clock.</param>
/// <param name="Exif">What the camera wrote into it.</param>
public sealed record Photo(
    long Id, string Path, int Width, int Height, string ContentHash, long Bytes, string? Format, DateTime TakenAt, ExifFacts Exif)
{
    /// <summary>A tiny WebP that stands, enlarged, where the picture is still to come, in base64; null until a sync has made it.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The file's name.</summary>
    public string Name => PhotoPath.Name(Path);
}
