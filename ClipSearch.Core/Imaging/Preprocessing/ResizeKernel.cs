using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClipSearch.Core.Imaging.Preprocessing;

/// <summary>
/// The inner loops of the resize on pixels of 4 bytes (red, green, blue, unused). They use integers, so all vector widths give identical
/// bits.
/// </summary>
internal static class ResizeKernel
{
    /// <summary>The number of bytes per pixel.</summary>
    public const int PixelBytes = 4;

    /// <summary>The number of pixels to a multiple of which rows and runs of weights are padded: the maximum that a vector holds.</summary>
    public const int PixelsPerVector = 4;

    private const int Half = 1 << (ResizeWeights.FractionBits - 1);

    /// <summary>The width in bits of the widest vector that this processor accelerates; 0 if there is none.</summary>
    public static int VectorBits { get; } =
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Adds an unused fourth byte to each 3-byte pixel.</summary>
    public static void Widen(ReadOnlySpan<byte> rgb, Span<byte> rgbx)
    {
        int from = 0, to = 0;
        // 16 bytes are read for 4 pixels of 12 bytes, so the loop below handles the end of the row.
        for (; from + Vector128<byte>.Count <= rgb.Length; from += 4 * 3, to += 4 * PixelBytes)
        {
            Vector128.Shuffle(Vector128.Create(rgb[from..]), Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255))
                .CopyTo(rgbx[to..]);
        }

        for (; from < rgb.Length; from += 3, to += PixelBytes)
            (rgbx[to], rgbx[to + 1], rgbx[to + 2], rgbx[to + 3]) = (rgb[from], rgb[from + 1], rgb[from + 2], 0);
    }

    /// <summary>Resizes one row horizontally.</summary>
    /// <param name="row">
    /// The source pixels from weights.Begin, padded with zeros for as many pixels as a run of weights can extend past the end.
    /// </param>
    /// <param name="weights">The weights, padded to <see cref="PixelsPerVector"/>.</param>
    /// <param name="laneWeights">Each weight repeated 4 times, for the 4 bytes of a pixel.</param>
    /// <param name="target">One pixel per run of weights.</param>
    /// <param name="vectorBits">The vector width: <see cref="VectorBits"/>, a smaller width, or 0.</param>
    public static void Horizontal(ReadOnlySpan<byte> row, ResizeWeights weights, ReadOnlySpan<int> laneWeights, Span<byte> target, int vectorBits)
    {
        var lanes = weights.Taps * PixelBytes;
        var pixels = MemoryMarshal.Cast<byte, uint>(target);
        for (var i = 0; i < weights.Starts.Length; i++)
        {
            var run = row.Slice((weights.Starts[i] - weights.Begin) * PixelBytes, lanes);
            var runWeights = laneWeights.Slice(i * lanes, lanes);
            pixels[i] = vectorBits switch
            {
                512 => Pixel(Sum512(run, runWeights)),
                256 => Pixel(Sum256(run, runWeights)),
                128 => Pixel(Sum128(run, runWeights)),
                _ => PixelScalar(run, runWeights),
            };
        }
    }

    /// <summary>Computes one row from several source rows.</summary>
    /// <param name="rows">The source rows from the first one with a weight, each <paramref name="stride"/> bytes.</param>
    /// <param name="stride">The number of bytes per row, a multiple of 16. All of them are computed.</param>
    /// <param name="weights">One weight per row.</param>
    /// <param name="target">The computed row, <paramref name="stride"/> bytes.</param>
    /// <param name="vectorBits">The vector width: <see cref="VectorBits"/>, a smaller width, or 0.</param>
    public static void Vertical(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights, Span<byte> target, int vectorBits)
    {
        var step = vectorBits == 0 ? 1 : vectorBits / 32;
        for (var at = 0; at < stride; at += step)
        {
            switch (vectorBits)
            {
                case 512:
                    Column512(rows[at..], stride, weights).CopyTo(target[at..]);
                    break;
                case 256:
                    MemoryMarshal.Cast<byte, ulong>(target[at..])[0] = Column256(rows[at..], stride, weights);
                    break;
                case 128:
                    MemoryMarshal.Cast<byte, uint>(target[at..])[0] = Column128(rows[at..], stride, weights);
                    break;
                default:
                    target[at] = ColumnScalar(rows[at..], stride, weights);
                    break;
            }
        }
    }

    private static Vector128<int> Sum512(ReadOnlySpan<byte> run, ReadOnlySpan<int> weights)
    {
        var sum = Vector512<int>.Zero;
        for (var i = 0; i < weights.Length; i += Vector512<int>.Count)
            sum += Ints512(run[i..]) * Vector512.Create(weights[i..]);
        var half = sum.GetLower() + sum.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    private static Vector128<int> Sum256(ReadOnlySpan<byte> run, ReadOnlySpan<int> weights)
    {
        var sum = Vector256<int>.Zero;
        for (var i = 0; i < weights.Length; i += Vector256<int>.Count)
            sum += Ints256(run[i..]) * Vector256.Create(weights[i..]);
        return sum.GetLower() + sum.GetUpper();
    }

    private static Vector128<int> Sum128(ReadOnlySpan<byte> run, ReadOnlySpan<int> weights)
    {
        var sum = Vector128<int>.Zero;
        for (var i = 0; i < weights.Length; i += Vector128<int>.Count)
            sum += Ints128(run[i..]) * Vector128.Create(weights[i..]);
        return sum;
    }

    private static uint Pixel(Vector128<int> sum) => Bytes(sum + Vector128.Create(Half));

    private static uint PixelScalar(ReadOnlySpan<byte> run, ReadOnlySpan<int> weights)
    {
        Span<byte> pixel = stackalloc byte[PixelBytes];
        for (var channel = 0; channel < PixelBytes; channel++)
        {
            var sum = Half;
            for (var i = channel; i < weights.Length; i += PixelBytes)
                sum += run[i] * weights[i];
            pixel[channel] = Clip(sum);
        }

        return MemoryMarshal.Read<uint>(pixel);
    }

    private static Vector128<byte> Column512(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        var sum = Vector512.Create(Half);
        for (var tap = 0; tap < weights.Length; tap++)
            sum += Ints512(rows[(tap * stride)..]) * Vector512.Create(weights[tap]);
        var clipped = Vector512.Min(Vector512.Max(sum >> ResizeWeights.FractionBits, Vector512<int>.Zero), Vector512.Create(255));
        var shorts = Vector256.Narrow(clipped.GetLower(), clipped.GetUpper()).AsUInt16();
        return Vector128.Narrow(shorts.GetLower(), shorts.GetUpper());
    }

    private static ulong Column256(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        var sum = Vector256.Create(Half);
        for (var tap = 0; tap < weights.Length; tap++)
            sum += Ints256(rows[(tap * stride)..]) * Vector256.Create(weights[tap]);
        return Bytes(sum.GetLower()) | ((ulong)Bytes(sum.GetUpper()) << 32);
    }

    private static uint Column128(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        var sum = Vector128.Create(Half);
        for (var tap = 0; tap < weights.Length; tap++)
            sum += Ints128(rows[(tap * stride)..]) * Vector128.Create(weights[tap]);
        return Bytes(sum);
    }

    private static byte ColumnScalar(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        var sum = Half;
        for (var tap = 0; tap < weights.Length; tap++)
            sum += rows[tap * stride] * weights[tap];
        return Clip(sum);
    }

    private static Vector512<int> Ints512(ReadOnlySpan<byte> bytes)
    {
        var shorts = Vector256.WidenLower(Vector128.Create(bytes).ToVector256Unsafe());
        return Vector512.WidenLower(shorts.ToVector512Unsafe()).AsInt32();
    }

    private static Vector256<int> Ints256(ReadOnlySpan<byte> bytes)
    {
        var shorts = Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<ulong>(bytes)).AsByte());
        return Vector256.WidenLower(shorts.ToVector256Unsafe()).AsInt32();
    }

    private static Vector128<int> Ints128(ReadOnlySpan<byte> bytes) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(MemoryMarshal.Read<uint>(bytes)).AsByte())).AsInt32();

    private static uint Bytes(Vector128<int> sums)
    {
        var clipped = Vector128.Min(Vector128.Max(sums >> ResizeWeights.FractionBits, Vector128<int>.Zero), Vector128.Create(255));
        var shorts = Vector128.Narrow(clipped, clipped).AsUInt16();
        return Vector128.Narrow(shorts, shorts).AsUInt32().ToScalar();
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResizeWeights.FractionBits, 0, 255);
}
