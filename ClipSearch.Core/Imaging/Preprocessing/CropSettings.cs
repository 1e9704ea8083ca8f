namespace ClipSearch.Core.Imaging.Preprocessing;

/// <summary>The conversion of an image of any shape to the square that an image encoder takes.</summary>
/// <param name="ShortestEdge">
/// The shortest edge after the resize, in pixels; <paramref name="CropSize"/> or more, and equal to it for <see cref="ResizeMode.Squash"/>.
/// </param>
/// <param name="CropSize">The edge of the square, in pixels; 1 or more.</param>
/// <param name="Mode">How the image becomes a square.</param>
/// <param name="Interpolation">The filter of the resize.</param>
public readonly record struct CropSettings(
    int ShortestEdge, int CropSize, ResizeMode Mode = ResizeMode.ShortestEdgeThenCrop, Interpolation Interpolation = Interpolation.Bicubic);

/// <summary>How an image becomes a square.</summary>
public enum ResizeMode
{
    /// <summary>The shortest edge is resized, the other edge in proportion, and the centre is cropped.</summary>
    ShortestEdgeThenCrop,

    /// <summary>Both edges are resized to the edge of the square, whatever the aspect ratio.</summary>
    Squash,
}

/// <summary>The filter of a resize, with antialiasing, as in Pillow.</summary>
public enum Interpolation
{
    /// <summary>Cubic convolution with a = −0.5 and a support of 2 pixels.</summary>
    Bicubic,

    /// <summary>A triangle with a support of 1 pixel.</summary>
    Bilinear,
}
