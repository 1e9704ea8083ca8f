using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// Reads a picture's EXIF, which libvips's loaders take in by libexif and offer as strings: the value, then the value in
/// words, the format, and the counts of components and bytes, all in brackets ("51/1 30/1 0/1 (51, 30, 0, Rational, 3
/// components, 24 bytes)").
/// </summary>
internal static partial class ExifReader
{
    /// <summary>More than any camera's name; what is longer is no name.</summary>
    private const int LongestName = 100;

    private const int DegreesToSeconds = 3;

    /// <summary>No older photograph is known; cameras without a clock write zeros.</summary>
    private const int FirstYear = 1826;

    private static readonly string[] DateFields = ["exif-ifd2-DateTimeOriginal", "exif-ifd2-DateTimeDigitized", "exif-ifd0-DateTime"];
    private static readonly string[] OffsetFields = ["exif-ifd2-OffsetTimeOriginal", "exif-ifd2-OffsetTimeDigitized", "exif-ifd2-OffsetTime"];

    public static ExifFacts Read(VipsImageHandle image)
    {
        if (VipsApi.vips_image_get_typeof(image, "exif-data") == 0)
            return ExifFacts.None;
        var (takenAt, offset) = Taken(image);
        var (latitude, longitude) = Position(image);
        return new ExifFacts(
            takenAt, offset, Camera(Text(image, "exif-ifd0-Make"), Text(image, "exif-ifd0-Model")), Text(image, "exif-ifd2-LensModel"), latitude, longitude);
    }

    private static (DateTime? At, TimeSpan? Offset) Taken(VipsImageHandle image)
    {
        foreach (var (date, offset) in DateFields.Zip(OffsetFields))
        {
            if (Text(image, date) is { } text
                && DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                && at.Year >= FirstYear)
                return (at, Offset(Text(image, offset)));
        }

        return (null, null);
    }

    private static TimeSpan? Offset(string? text) =>
        text is ['+' or '-', ..] && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset) && offset.TotalHours <= 15
            ? text[0] == '-' ? -offset : offset
            : text == "Z" ? TimeSpan.Zero : null;

    /// <summary>Most makers repeat their name in the model's: "NIKON CORPORATION", "NIKON D70".</summary>
    private static string? Camera(string? make, string? model) => (make, model) switch
    {
        (null, _) => model,
        (_, null) => make,
        _ => model.StartsWith(make.Split(' ')[0], StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}",
    };

    private static (double? Latitude, double? Longitude) Position(VipsImageHandle image)
    {
        var latitude = Degrees(image, "GPSLatitude", 'S', 90);
        var longitude = Degrees(image, "GPSLongitude", 'W', 180);
        // Both or none; and receivers without a fix write zeros.
        return latitude is null || longitude is null || (latitude == 0 && longitude == 0) ? (null, null) : (latitude, longitude);
    }

    private static double? Degrees(VipsImageHandle image, string field, char negative, double most)
    {
        if (Field(image, $"exif-ifd3-{field}") is not { } text || Text(image, $"exif-ifd3-{field}Ref") is not { } direction)
            return null;
        var degrees = 0.0;
        var unit = 1.0;
        foreach (var part in Value(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(DegreesToSeconds))
        {
            if (Rational(part) is not { } number)
                return null;
            degrees += number / unit;
            unit *= 60;
        }

        return unit == 1 || degrees > most ? null : direction[0] == negative ? -degrees : degrees;
    }

    private static double? Rational(string text) =>
        text.Split('/') is [var above, var below]
        && uint.TryParse(above, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
        && uint.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
        && denominator != 0
            ? (double)numerator / denominator
            : null;

    /// <summary>A field of letters, without control characters and blanks around it; null where it says nothing.</summary>
    private static string? Text(VipsImageHandle image, string field)
    {
        if (Field(image, field) is not { } whole)
            return null;
        var text = string.Concat(Value(whole).Where(letter => !char.IsControl(letter) && letter != '\uFFFD')).Trim();
        return text.Length is 0 or > LongestName || text.All(letter => letter is '-' or '0' or ' ') ? null : text;
    }

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

    private static string? Field(VipsImageHandle image, string name) =>
        VipsApi.vips_image_get_typeof(image, name) != 0 && VipsApi.vips_image_get_string(image, name, out var value) == 0
            ? Marshal.PtrToStringUTF8(value)
            : null;

    /// <summary>Of a text, the count of its bytes.</summary>
    [GeneratedRegex(@"ASCII, \d+(?= components?, \d+ bytes\)\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Counted();
}
