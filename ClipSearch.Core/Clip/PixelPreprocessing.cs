namespace ClipSearch.Core.Clip;

/// <summary>How a picture becomes a vision model's input; the values come from its <c>preprocessor_config.json</c>.</summary>
/// <param name="ResizeShortestEdge">Pixels of the shorter side after the bicubic resize; at least <paramref name="CropSize"/>.</param>
/// <param name="CropSize">Pixels of each side of the centre crop.</param>
/// <param name="Mean">Mean of red, green and blue, each 0 to 1, subtracted from the pixel divided by 255.</param>
/// <param name="Std">Standard deviation of red, green and blue, each over 0, by which the difference is divided.</param>
public sealed record PixelPreprocessing(int ResizeShortestEdge, int CropSize, IReadOnlyList<float> Mean, IReadOnlyList<float> Std);
