namespace ClipSearch.Core.Native.Vips;

/// <summary>What a picture's header says.</summary>
/// <param name="Width">Pixels across, after EXIF orientation.</param>
/// <param name="Height">Pixels down, after EXIF orientation; of the first page if there are several.</param>
/// <param name="Format">By content, not by file name: jpeg, png, webp, avif, heic, gif, tiff or bmp.</param>
public sealed record ImageHeader(int Width, int Height, string Format)
{
    /// <summary>What the camera wrote into the file.</summary>
    public ExifFacts Exif { get; init; } = ExifFacts.None;
}
