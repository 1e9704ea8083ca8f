using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;

namespace ClipSearch.Core.Images;

/// <summary>What to make of an image that is decoded once.</summary>
public sealed record DecodeRequest
{
    /// <summary>The shortest edge of the resize and the edge of the square crop that an image encoder needs, in pixels; null for no crop.</summary>
    public (int ShortestEdge, int CropSize)? Crop { get; init; }

    /// <summary>Whether to make the placeholder and the signature.</summary>
    public bool WithAppearance { get; init; }

    /// <summary>The longest edge of a thumbnail, in pixels; null for none.</summary>
    public int? ThumbnailEdge { get; init; }
}

/// <summary>What was made of an image; null where it was not requested.</summary>
/// <param name="Header">What the file's header says.</param>
/// <param name="Crop">Red, green, blue of each pixel of the crop, row by row: CropSize × CropSize × 3 bytes.</param>
/// <param name="Placeholder">A WebP of some 100 bytes.</param>
/// <param name="Signature">How the image looks.</param>
/// <param name="Thumbnail">A WebP.</param>
public sealed record DecodedParts(ImageHeader Header, byte[]? Crop, byte[]? Placeholder, PictureSignature? Signature, byte[]? Thumbnail);
