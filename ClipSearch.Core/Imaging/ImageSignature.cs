using System.Numerics.Tensors;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// A perceptual signature of an image, as a vector. Images that look alike are close together, regardless of size, format and
/// compression. It does not depend on a model, so it stays valid when the model changes.
/// <code>
///   distance from a photo to …                        p50    p99    within 0.12   within 0.6
///   itself as JPEG of quality 40, WebP, half as wide  0.01   0.07   100 %
///   itself, 160 pixels wide                           0.01   0.06   99.9 %
///   itself, 10 % brighter                             0.06   0.17   97 %
///   itself, 15 % darker                               0.10   0.14   86 %
///   itself, 1 % cut from each side                    0.06   0.17   96 %
///   itself, 3 % cut from each side                    0.17   0.45   30 %          100 %
///   itself, shifted by 6 %, as in a burst             0.36   0.78   1 %           95 %
///   another photo (499,500 pairs; the nearest: 0.21)  1.50          none          0.26 %
/// </code>
/// (benchmark <c>duplicates</c>).
/// </summary>
public sealed class ImageSignature
{
    /// <summary>The length of a signature.</summary>
    public const int Dimensions = Patterned + 1 + Channels + 1;

    /// <summary>
    /// The maximum distance of near-duplicates: images that were saved again, resized, slightly brightened or slightly cropped.
    /// </summary>
    public const float NearlySame = 0.12f;

    /// <summary>
    /// The maximum distance of images of one burst. They show the same scene if the same camera took them within seconds.
    /// </summary>
    public const float SameScene = 0.6f;

    /// <summary>The minimum shortest edge of an image that is decoded at reduced scale, in pixels.</summary>
    public const int ShortestEdge = Grid * CellEdge;

    /// <summary>
    /// The number of cells per axis over which the image is averaged. Twice as many separate different photos hardly better and recognise
    /// cropped ones worse.
    /// </summary>
    private const int Grid = 8;

    /// <summary>
    /// The edge of a cell in pixels, after the image is resized. The mean of a cell evens out differences of resizing and rounding.
    /// </summary>
    private const int CellEdge = 4;

    private const int Channels = 3;
    private const int Cells = Grid * Grid;
    private const int Patterned = Channels * Cells;

    /// <summary>
    /// The minimum contrast in levels of 255 (root mean square over the cells). Images below it, such as blank pages, cannot be compared.
    /// </summary>
    private const float LeastContrast = 3;

    /// <summary>The weight of contrast and mean colour relative to the pattern. A brightened image keeps its pattern.</summary>
    private const float ToneWeight = 0.5f;

    private ImageSignature(ReadOnlyMemory<float>? values) => Values = values;

    /// <summary>
    /// The pattern of the cells around their mean colour, scaled to length 1 (the squared distance of two patterns is 2 − 2 × correlation);
    /// the logarithm of the contrast; the mean red, green and blue; the logarithm of width / height. Null for an image without a pattern,
    /// which matches no other.
    /// </summary>
    public ReadOnlyMemory<float>? Values { get; }

    /// <summary>The signature of what cannot be compared, such as a video. It matches no other.</summary>
    internal static ImageSignature None { get; } = new(null);

    /// <summary>Creates a signature from stored values.</summary>
    /// <param name="values">The <see cref="Values"/>; empty for an image without a pattern.</param>
    internal static ImageSignature FromValues(float[] values) => new(values.Length == 0 ? default(ReadOnlyMemory<float>?) : values);

    /// <summary>Computes the signature of a decoded image.</summary>
    public static ImageSignature Of(DecodedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var pixels = Thumbnailer.Squeeze(image, ShortestEdge);
        var values = new float[Dimensions];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (pixel, channel) = (i / Channels, i % Channels);
            var (x, y) = (pixel % ShortestEdge / CellEdge, pixel / ShortestEdge / CellEdge);
            values[(channel * Cells) + (y * Grid) + x] += pixels[i] / (float)(CellEdge * CellEdge);
        }

        var tone = values.AsSpan(Patterned);
        for (var channel = 0; channel < Channels; channel++)
        {
            var cells = values.AsSpan(channel * Cells, Cells);
            var mean = TensorPrimitives.Sum<float>(cells) / Cells;
            TensorPrimitives.Subtract(cells, mean, cells);
            tone[1 + channel] = ToneWeight * mean / byte.MaxValue;
        }

        var pattern = values.AsSpan(0, Patterned);
        var length = TensorPrimitives.Norm<float>(pattern);
        var contrast = length / MathF.Sqrt(Patterned);
        if (contrast < LeastContrast)
            return new ImageSignature(null);
        TensorPrimitives.Divide(pattern, length, pattern);
        tone[0] = ToneWeight * MathF.Log(contrast);
        tone[^1] = MathF.Log((float)image.Width / image.Height);
        return new ImageSignature(values);
    }

    /// <summary>Returns the distance of two signatures: 0 for equal ones, positive infinity if one has no pattern.</summary>
    public float DistanceTo(ImageSignature other) =>
        Values is { } own && other.Values is { } others ? TensorPrimitives.Distance(own.Span, others.Span) : float.PositiveInfinity;
}
