namespace ClipSearch.Core.Clip;

/// <summary>How a model wants its pictures, from the model folder's preprocessor_config.json.</summary>
/// <param name="ResizeShortestEdge">What the shorter side is resized to, in pixels.</param>
/// <param name="CropSize">Edge of the square that is cut from the middle, in pixels; at most <paramref name="ResizeShortestEdge"/>.</param>
/// <param name="Mean">Subtracted from red, green and blue (scaled to 0..1).</param>
/// <param name="Std">Divides red, green and blue afterwards; above 0.</param>
public sealed record PixelPreprocessing(int ResizeShortestEdge, int CropSize, IReadOnlyList<float> Mean, IReadOnlyList<float> Std);
