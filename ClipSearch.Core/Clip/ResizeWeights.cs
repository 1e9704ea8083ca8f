namespace ClipSearch.Core.Clip;

/// <summary>
/// Which pixels of a line, with which weights, make each pixel of a run of the resized line. Bicubic (a = −0.5), widened
/// by the scale when shrinking, as 22-bit fixed point: Pillow's arithmetic, equal to the last bit
/// (https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c).
/// </summary>
internal sealed class ResizeWeights
{
    /// <summary>Fraction bits of a weight: with 8 bits of pixel and 2 for the sign and overshoot they fill an int.</summary>
    public const int FractionBits = 32 - 8 - 2;

    private const double BicubicA = -0.5;
    private const double BicubicSupport = 2;

    /// <param name="sourceLength">Pixels of the line.</param>
    /// <param name="resizedLength">Pixels of the whole resized line; may be far more than are made.</param>
    /// <param name="first">First pixel of the resized line that is made.</param>
    /// <param name="count">How many are made.</param>
    /// <param name="tapsMultiple">Weights of 0 fill each pixel's up to a multiple of this.</param>
    public ResizeWeights(int sourceLength, long resizedLength, long first, int count, int tapsMultiple)
    {
        var scale = (double)sourceLength / resizedLength;
        var widening = Math.Max(scale, 1);
        var support = BicubicSupport * widening;
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
                weights[tap] = Bicubic((tap + start - center + 0.5) * narrowing);
                sum += weights[tap];
            }

            for (var tap = 0; tap < taps; tap++)
                Values[i * Taps + tap] = ToFixedPoint(sum == 0 ? weights[tap] : weights[tap] / sum);
            Starts[i] = start;
            Begin = Math.Min(Begin, start);
            End = Math.Max(End, start + taps);
        }
    }

    /// <summary>Weights per resized pixel, the same for all.</summary>
    public int Taps { get; }

    /// <summary>Per resized pixel, the source pixel that its first weight is for.</summary>
    public int[] Starts { get; }

    /// <summary>Taps weights per resized pixel.</summary>
    public int[] Values { get; }

    /// <summary>First source pixel that is used at all.</summary>
    public int Begin { get; }

    /// <summary>One past the last source pixel that is used.</summary>
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

    private static int ToFixedPoint(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + weight * (1 << FractionBits));
}
