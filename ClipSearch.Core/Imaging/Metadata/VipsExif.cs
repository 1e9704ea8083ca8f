using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// Reads the EXIF data that the loaders of libvips read with libexif and provide as strings. Each consists of the value and, in brackets,
/// the value as text, the format and the numbers of components and bytes: "51/1 30/1 0/1 (51, 30, 0, Rational, 3 components, 24 bytes)".
/// </summary>
internal sealed partial class VipsExif(VipsImageHandle image) : IExifFields
{
    /// <inheritdoc/>
    public string? Text(ExifTag tag) => Field(tag) is { } field ? Value(field) : null;

    /// <inheritdoc/>
    public IReadOnlyList<double>? Fractions(ExifTag tag, int max)
    {
        if (Text(tag) is not { } text)
            return null;
        var numbers = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(max).Select(Fraction).ToList();
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }

    private static double? Fraction(string text) =>
        text.Split('/') is [var above, var below]
        && uint.TryParse(above, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
        && uint.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
        && denominator != 0
            ? (double)numerator / denominator
            : null;

    /// <summary>Returns the value before the brackets. A text may contain brackets, so its length is used.</summary>
    private static string Value(string field)
    {
        if (Counted().Match(field) is { Success: true } counted
            && int.TryParse(counted.ValueSpan[(counted.Value.LastIndexOf(' ') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            // The length may or may not include the terminating zero.
            foreach (var end in new[] { length - 1, length })
            {
                if (end >= 0 && bytes.AsSpan(Math.Min(end, bytes.Length)).StartsWith(" ("u8))
                    return Encoding.UTF8.GetString(bytes, 0, end);
            }
        }

        var bracket = field.IndexOf(" (", StringComparison.Ordinal);
        return bracket < 0 ? field : field[..bracket];
    }

    private string? Field(ExifTag tag)
    {
        var name = $"exif-ifd{tag.Directory}-{tag.Name}";
        return VipsApi.vips_image_get_typeof(image, name) != 0 && VipsApi.vips_image_get_string(image, name, out var value) == 0
            ? Marshal.PtrToStringUTF8(value)
            : null;
    }

    /// <summary>Matches the byte count of a text.</summary>
    [GeneratedRegex(@"ASCII, \d+(?= components?, \d+ bytes\)\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Counted();
}
