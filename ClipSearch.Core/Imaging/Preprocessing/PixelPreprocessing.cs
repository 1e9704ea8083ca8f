namespace ClipSearch.Core.Imaging.Preprocessing;

/// <summary>The preprocessing settings of a vision model. The values come from its <c>preprocessor_config.json</c>.</summary>
/// <param name="ResizeShortestEdge">The shortest edge after the resize, in pixels; <paramref name="CropSize"/> or more.</param>
/// <param name="CropSize">The edge of the square that the encoder takes, in pixels.</param>
/// <param name="Mean">The means of red, green and blue, each 0 to 1, subtracted from the pixel value divided by 255.</param>
/// <param name="Std">The standard deviations of red, green and blue, each greater than 0, by which the difference is divided.</param>
public sealed record PixelPreprocessing(int ResizeShortestEdge, int CropSize, IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    /// <summary>How the image becomes a square.</summary>
    /// <value><see cref="ResizeMode.ShortestEdgeThenCrop"/></value>
    public ResizeMode Mode { get; init; } = ResizeMode.ShortestEdgeThenCrop;

    /// <summary>The filter of the resize.</summary>
    /// <value><see cref="Interpolation.Bicubic"/></value>
    public Interpolation Interpolation { get; init; } = Interpolation.Bicubic;

    /// <summary>The settings of the square crop, which comes before rescaling and normalisation.</summary>
    public CropSettings Crop => new(ResizeShortestEdge, CropSize, Mode, Interpolation);
}
