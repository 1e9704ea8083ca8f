using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Scales the samples of a TIFF with signed numbers, 32-bit numbers or floating point to 16 bits by what the image holds: HDR images, elevation
/// models and scientific images do not say which value is white. libvips would clip them to black or white.
/// </summary>
/// <remarks>
/// If the values look like those of a usual range (0 to 1, 8 bits, 16 bits …), that range is kept, so that a dark photograph stays dark.
/// Otherwise the range is that of the values without 0.5 % at both ends, which a reflection of the sun or a faulty sample would set alone.
/// </remarks>
internal sealed class SampleRange
{
    private const int UcharFormat = 0, CharFormat = 1, UshortFormat = 2, ShortFormat = 3, UintFormat = 4, IntFormat = 5, FloatFormat = 6, DoubleFormat = 8;
    private const ushort Photometric = 262, ExtraSamples = 338, NoDataTag = 42113;
    private const double White = ushort.MaxValue;

    /// <summary>Beyond it are no measurements, but marks of missing data such as −3.4e38.</summary>
    private const double MaxValue = 1e30;

    /// <summary>The share of the samples at each end of the range that may be outside it.</summary>
    private const double Clipped = 0.005;

    /// <summary>The part of a usual range that an image in it has to reach.</summary>
    private const double MinUse = 1.0 / 8;

    /// <summary>The number of samples from which the ends of the range are estimated.</summary>
    private const int MaxTaken = 1 << 16;

    /// <summary>The size of the strips in which rows are read.</summary>
    private const int StripBytes = 256 << 10;

    /// <summary>The largest values of the usual ranges: floating point, and 8, 16, 31 and 32 bits.</summary>
    private static readonly double[] s_usual = [1, byte.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue];

    private readonly int _colours, _alpha, _format;
    private readonly double? _noData;
    private readonly Random _random = new(1);
    private readonly List<double> _taken = [];
    private double _low = double.PositiveInfinity, _high = double.NegativeInfinity, _maxAlpha;
    private long _step, _untilNext;

    private SampleRange(ImageBytes bytes, VipsImageHandle image)
    {
        var tiff = new TiffReader(bytes);
        var bands = VipsApi.vips_image_get_bands(image);
        _format = VipsApi.vips_image_get_format(image);
        _colours = tiff.Number(tiff.First, Photometric) == 2 && bands >= 3 ? 3 : 1;
        // 1 and 2 are transparency; other samples are data of unknown meaning.
        _alpha = bands > _colours && tiff.Number(tiff.First, ExtraSamples) is 1 or 2 ? 1 : 0;
        var noData = Encoding.Latin1.GetString(tiff.Find(tiff.First, NoDataTag) is { Length: <= 64 } field ? tiff.Bytes(field) : default).Trim('\0', ' ');
        _noData = double.TryParse(noData, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Scales an image, if its samples are of a type without a known range.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="opened">The opened image. Disposed by this call if it returns another one.</param>
    /// <param name="format">The format of the file.</param>
    /// <param name="open">Opens the image again: its samples are read twice.</param>
    /// <returns>The image to decode.</returns>
    /// <exception cref="VipsFailure">The image is damaged.</exception>
    public static VipsImageHandle Normalise(ImageBytes bytes, VipsImageHandle opened, string format, Func<VipsImageHandle> open)
    {
        if (format != "tiff" || VipsApi.vips_image_get_format(opened) is UcharFormat or UshortFormat or > DoubleFormat or 7)
            return opened;
        var tiff = new TiffReader(bytes);
        // CMYK, Lab and others have ranges of their own.
        if (tiff.Number(tiff.First, Photometric) > 2)
            return opened;
        var range = new SampleRange(bytes, opened);
        using (var measured = open())
            range.Measure(measured);
        return range.Scale(opened);
    }

    private void Measure(VipsImageHandle image)
    {
        var (width, height, bands) = (VipsApi.vips_image_get_width(image), VipsApi.vips_image_get_height(image), VipsApi.vips_image_get_bands(image));
        _step = Math.Max(1, (long)width * height * _colours / MaxTaken);
        using var region = VipsApi.vips_region_new(image);
        var rows = Math.Max(1, StripBytes / (width * bands * sizeof(double)));
        for (var top = 0; top < height; top += rows)
            MeasureRows(region, top, width, Math.Min(rows, height - top), bands);
    }

    private unsafe void MeasureRows(VipsRegionHandle region, int top, int width, int rows, int bands)
    {
        var strip = VipsApi.vips_region_fetch(region, 0, top, width, rows, out var length);
        if (strip is null)
            throw new VipsFailure();
        try
        {
            var samples = new ReadOnlySpan<byte>(strip, (int)length);
            switch (_format)
            {
                case CharFormat:
                    Add<sbyte>(samples, bands);
                    break;
                case ShortFormat:
                    Add<short>(samples, bands);
                    break;
                case UintFormat:
                    Add<uint>(samples, bands);
                    break;
                case IntFormat:
                    Add<int>(samples, bands);
                    break;
                case FloatFormat:
                    Add<float>(samples, bands);
                    break;
                default:
                    Add<double>(samples, bands);
                    break;
            }
        }
        finally
        {
            VipsApi.g_free(strip);
        }
    }

    private void Add<T>(ReadOnlySpan<byte> bytes, int bands)
        where T : unmanaged, INumber<T>
    {
        var samples = MemoryMarshal.Cast<byte, T>(bytes);
        for (var pixel = 0; pixel + bands <= samples.Length; pixel += bands)
        {
            for (var band = 0; band < _colours; band++)
                Add(double.CreateTruncating(samples[pixel + band]));
            if (_alpha > 0 && double.CreateTruncating(samples[pixel + _colours]) is var alpha && double.IsFinite(alpha))
                _maxAlpha = Math.Max(_maxAlpha, alpha);
        }
    }

    private void Add(double value)
    {
        // Comparisons with NaN are false.
        if (!(Math.Abs(value) <= MaxValue) || value == _noData)
            return;
        (_low, _high) = (Math.Min(_low, value), Math.Max(_high, value));
        if (_untilNext-- > 0)
            return;
        _taken.Add(value);
        // At random distances, since regular ones would meet the same column of each row.
        _untilNext = _random.NextInt64((2 * _step) - 1);
    }

    /// <summary>Returns the values that become black and white.</summary>
    private (double Low, double High) Range()
    {
        if (_taken.Count == 0)
            return (0, 1);
        _taken.Sort();
        var (low, high) = (_taken[(int)(_taken.Count * Clipped)], _taken[_taken.Count - 1 - (int)(_taken.Count * Clipped)]);
        if (_low >= 0 && Array.Find(s_usual, usual => _high <= usual && high > usual * MinUse) is > 0 and var found)
            return (0, found);
        if (low == high)
            (low, high) = (_low, _high);
        // An image of one value is grey.
        return low == high ? (low - 1, low + 1) : (low, high);
    }

    private VipsImageHandle Scale(VipsImageHandle image)
    {
        var (low, high) = Range();
        var maxAlpha = Array.Find(s_usual, usual => _maxAlpha <= usual) is > 0 and var found ? found : _maxAlpha;
        // Halved, because the difference of two numbers near the end of a double is infinite.
        var scale = White / 2 / ((high / 2) - (low / 2));
        var plan = new VipsPlan(image);
        try
        {
            if (VipsApi.vips_image_get_bands(image) > _colours + _alpha)
                plan.Apply("extract_band", ("band", "0"), ("n", $"{_colours + _alpha}"));
            plan.Apply("linear", ("a", Numbers(scale, White / maxAlpha)), ("b", Numbers(-low * scale, 0)));
            plan.Apply("cast", ("format", "ushort"));
            plan.Apply("copy", ("interpretation", _colours == 1 ? "grey16" : "rgb16"));
            return plan.Image;
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    /// <summary>Returns a number for each colour and one for the transparency.</summary>
    private string Numbers(double colour, double alpha) => string.Join(
        ' ', Enumerable.Repeat(colour, _colours).Concat(Enumerable.Repeat(alpha, _alpha)).Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
