namespace ClipSearch.Core.Imaging.Preprocessing;

/// <summary>The preprocessing settings of a vision model. The values come from its <c>preprocessor_config.json</c>.</summary>
/// <param name="ResizeShortestEdge">The shortest edge after the bicubic resize, in pixels; <paramref name="CropSize"/> or more.</param>
/// <param name="CropSize">The edge of the centre crop, in pixels.</param>
/// <param name="Mean">The means of red, green and blue, each 0 to 1, subtracted from the pixel value divided by 255.</param>
/// <param name="Std">The standard deviations of red, green and blue, each greater than 0, by which the difference is divided.</param>
public sealed record PixelPreprocessing(int ResizeShortestEdge, int CropSize, IReadOnlyList<float> Mean, IReadOnlyList<float> Std);
