using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// The EXIF that libvips's loaders take in by libexif and offer as strings: the value, then the value in words, the format,
/// and the counts of components and bytes, all in brackets ("51/1 30/1 0/1 (51, 30, 0, Rational, 3 components, 24 bytes)").
/// </summary>
internal sealed partial class VipsExif(VipsImageHandle image) : IExifFields
{
    /// <inheritdoc/>
    public string? Text(ExifTag tag) => Field(tag) is { } field ? Value(field) : null;

    /// <inheritdoc/>
    public IReadOnlyList<double>? Fractions(ExifTag tag, int most)
    {
        if (Text(tag) is not { } text)
            return null;
        var numbers = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(most).Select(Fraction).ToList();
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }

    private static double? Fraction(string text) =>
        text.Split('/') is [var above, var below]
        && uint.TryParse(above, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
        && uint.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
        && denominator != 0
            ? (double)numerator / denominator
            : null;

    /// <summary>What stands before the brackets; a text may hold brackets of its own, so its length tells.</summary>
    private static string Value(string field)
    {
        if (Counted().Match(field) is { Success: true } counted
            && int.TryParse(counted.ValueSpan[(counted.Value.LastIndexOf(' ') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            // With the zero that ends it, or without.
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

    /// <summary>Of a text, the count of its bytes.</summary>
    [GeneratedRegex(@"ASCII, \d+(?= components?, \d+ bytes\)\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Counted();
}
