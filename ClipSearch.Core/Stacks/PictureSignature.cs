using System.Numerics.Tensors;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Stacks;

/// <summary>
/// How a picture looks from afar, as a point in space: pictures that look alike lie close together, whatever their size,
/// format and compression. No model has a part in it, so it stays when the model changes.
/// <code>
///   distance from a photo to …                        p50    p99    within 0.12   within 0.6
///   itself as JPEG of quality 40, WebP, half as wide  0.01   0.07   100 %
///   itself, 160 pixels wide                           0.01   0.06   99.9 %
///   itself, 10 % brighter                             0.06   0.17   97 %
///   itself, 15 % darker                               0.10   0.14   86 %
///   itself, 1 % cut from each side                    0.06   0.17   96 %
///   itself, 3 % cut from each side                    0.17   0.45   30 %          100 %
///   itself, framed 6 % beside, as in a burst          0.36   0.78   1 %           95 %
///   another photo (499,500 pairs; the nearest: 0.21)  1.50          none          0.26 %
/// </code>
/// (the benchmark <c>duplicates</c>).
/// </summary>
public sealed class PictureSignature
{
    /// <summary>Length of a signature.</summary>
    public const int Dimensions = Patterned + 1 + Channels + 1;

    /// <summary>Pictures within this distance are nearly the same: one re-saved, resized, a little brighter or cropped.</summary>
    public const float NearlySame = 0.12f;

    /// <summary>Within this distance are pictures of one burst: of the same scene, provided that one camera took both within seconds.</summary>
    public const float SameScene = 0.6f;

    /// <summary>What the picture's shortest edge has to keep when it is decoded at reduced scale.</summary>
    public const int ShortestEdge = Grid * CellEdge;

    /// <summary>The picture is averaged over so many cells across and down. Twice as many tell different photos hardly better apart, and cropped ones worse from others.</summary>
    private const int Grid = 8;

    /// <summary>Pixels along a cell's edge after the picture is squeezed: their mean evens out how it was shrunk and rounded.</summary>
    private const int CellEdge = 4;

    private const int Channels = 3;
    private const int Cells = Grid * Grid;
    private const int Patterned = Channels * Cells;

    /// <summary>Below so many levels of 255 (root mean square over the cells) there is nothing to compare: blank pages, covered lenses.</summary>
    private const float LeastContrast = 3;

    /// <summary>How much contrast and mean colour count beside the pattern: a picture made brighter keeps its pattern.</summary>
    private const float ToneWeight = 0.5f;

    private PictureSignature(ReadOnlyMemory<float>? values) => Values = values;

    /// <summary>
    /// The pattern of the cells around their mean colour, scaled to length 1 (between two of them the squared distance is
    /// 2 − 2 × correlation); the logarithm of the contrast; the mean red, green and blue; the logarithm of width / height.
    /// Null for a picture without a pattern, which is like no other.
    /// </summary>
    public ReadOnlyMemory<float>? Values { get; }

    /// <summary>A signature that was made before.</summary>
    /// <param name="values">Its <see cref="Values"/>; empty for an image without a pattern.</param>
    internal static PictureSignature FromValues(float[] values) => new(values.Length == 0 ? default(ReadOnlyMemory<float>?) : values);

    /// <summary>The signature of a decoded picture.</summary>
    public static PictureSignature Of(DecodedImage image)
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
            return new PictureSignature(null);
        TensorPrimitives.Divide(pattern, length, pattern);
        tone[0] = ToneWeight * MathF.Log(contrast);
        tone[^1] = MathF.Log((float)image.Width / image.Height);
        return new PictureSignature(values);
    }

    /// <summary>How far two pictures' looks lie apart: 0 for the same; without a pattern, infinitely far.</summary>
    public float DistanceTo(PictureSignature other) =>
        Values is { } own && other.Values is { } others ? TensorPrimitives.Distance(own.Span, others.Span) : float.PositiveInfinity;
}
