using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Preprocessing;

namespace ClipSearch.Core.Imaging.Decoding;

/// <summary>The outputs to create from one decode of an image.</summary>
public sealed record DecodeRequest
{
    /// <summary>The settings of the square crop for an image encoder; null for no crop.</summary>
    public CropSettings? Crop { get; init; }

    /// <summary>Whether to create the placeholder and the signature.</summary>
    public bool WithAppearance { get; init; }

    /// <summary>The longest edge of a thumbnail, in pixels; null for none.</summary>
    public int? ThumbnailEdge { get; init; }

    /// <summary>The XMP sidecar of the image, whose date is read; null for none.</summary>
    public byte[]? Sidecar { get; init; }
}

/// <summary>The outputs created from an image; null where not requested.</summary>
/// <param name="Header">The header of the image.</param>
/// <param name="Crop">Red, green and blue of each pixel of the crop, row by row: CropSize × CropSize × 3 bytes.</param>
/// <param name="Placeholder">A WebP of about 100 bytes.</param>
/// <param name="Signature">The perceptual signature of the image.</param>
/// <param name="Thumbnail">The thumbnail as WebP.</param>
public sealed record DecodedParts(ImageHeader Header, byte[]? Crop, byte[]? Placeholder, ImageSignature? Signature, byte[]? Thumbnail)
{
    /// <summary>The date of the sidecar; null if there is none.</summary>
    public PhotoDate? SidecarDate { get; init; }

    /// <summary>Why the sidecar could not be read, without a full stop; null if it could, or there is none.</summary>
    public string? SidecarProblem { get; init; }
}
