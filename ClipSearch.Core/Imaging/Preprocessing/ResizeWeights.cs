namespace ClipSearch.Core.Imaging.Preprocessing;

/// <summary>
/// The source pixels and weights for each pixel of a range of a resized row or column. Bicubic (a = −0.5) or bilinear, widened by the
/// scale for reduction, in 22-bit fixed point. The arithmetic is bit-identical to Pillow's
/// (https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c).
/// </summary>
internal sealed class ResizeWeights
{
    /// <summary>The fraction bits of a weight. With 8 bits for the pixel and 2 for sign and overshoot they fill an int.</summary>
    public const int FractionBits = 32 - 8 - 2;

    private const double BicubicA = -0.5;
    private const double BicubicSupport = 2;
    private const double BilinearSupport = 1;

    /// <param name="interpolation">The filter.</param>
    /// <param name="sourceLength">The length of the source row or column, in pixels.</param>
    /// <param name="resizedLength">The full length after the resize, in pixels; may be much larger than <paramref name="count"/>.</param>
    /// <param name="first">The index of the first resized pixel to compute.</param>
    /// <param name="count">The number of resized pixels to compute.</param>
    /// <param name="tapsMultiple">The weights of each pixel are padded with zeros to a multiple of this.</param>
    public ResizeWeights(Interpolation interpolation, int sourceLength, long resizedLength, long first, int count, int tapsMultiple)
    {
        var scale = (double)sourceLength / resizedLength;
        var widening = Math.Max(scale, 1);
        Func<double, double> filter = interpolation == Interpolation.Bilinear ? Bilinear : Bicubic;
        var support = (interpolation == Interpolation.Bilinear ? BilinearSupport : BicubicSupport) * widening;
        var narrowing = 1 / widening;
        var longest = (int)Math.Min(sourceLength, Math.Ceiling(support) * 2 + 1);

        Taps = (longest + tapsMultiple - 1) / tapsMultiple * tapsMultiple;
        Starts = new int[count];
        Values = new int[count * Taps];
        Begin = sourceLength;
        Span<double> weights = new double[longest];
        for (var i = 0; i < count; i++)
        {
            var center = (first + i + 0.5) * scale;
            var start = Math.Max(0, (int)(center - support + 0.5));
            var taps = Math.Min(sourceLength, (int)(center + support + 0.5)) - start;
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
            {
                weights[tap] = filter((tap + start - center + 0.5) * narrowing);
                sum += weights[tap];
            }

            for (var tap = 0; tap < taps; tap++)
                Values[i * Taps + tap] = ToFixedPoint(sum == 0 ? weights[tap] : weights[tap] / sum);
            Starts[i] = start;
            Begin = Math.Min(Begin, start);
            End = Math.Max(End, start + taps);
        }
    }

    /// <summary>The number of weights per resized pixel, equal for all.</summary>
    public int Taps { get; }

    /// <summary>The index of the source pixel of the first weight, per resized pixel.</summary>
    public int[] Starts { get; }

    /// <summary>The weights: <see cref="Taps"/> per resized pixel.</summary>
    public int[] Values { get; }

    /// <summary>The index of the first source pixel that is used.</summary>
    public int Begin { get; }

    /// <summary>The index after the last source pixel that is used.</summary>
    public int End { get; }

    private static double Bicubic(double x)
    {
        x = Math.Abs(x);
        return x switch
        {
            < 1 => ((BicubicA + 2) * x - (BicubicA + 3)) * x * x + 1,
            < 2 => (((x - 5) * x + 8) * x - 4) * BicubicA,
            _ => 0,
        };
    }

    private static double Bilinear(double x) => Math.Max(0, 1 - Math.Abs(x));

    private static int ToFixedPoint(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + weight * (1 << FractionBits));
}
