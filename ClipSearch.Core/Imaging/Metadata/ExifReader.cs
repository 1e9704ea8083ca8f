using System.Globalization;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Reads the EXIF data of an image.</summary>
internal static class ExifReader
{
    /// <summary>The maximum length of a name, longer than the name of any camera.</summary>
    private const int MaxNameLength = 100;

    private const int DegreesToSeconds = 3;

    /// <summary>The year of the oldest known photograph. Cameras without a clock write zeros.</summary>
    private const int FirstYear = 1826;

    private static readonly (ExifTag Date, ExifTag Offset)[] Times =
    [
        (ExifTag.DateTimeOriginal, ExifTag.OffsetTimeOriginal), (ExifTag.DateTimeDigitized, ExifTag.OffsetTimeDigitized), (ExifTag.DateTime, ExifTag.OffsetTime),
    ];

    public static ExifFacts Read(IExifFields fields)
    {
        var (takenAt, offset) = Taken(fields);
        var (latitude, longitude) = Position(fields);
        return new ExifFacts(takenAt, offset, Camera(Text(fields, ExifTag.Make), Text(fields, ExifTag.Model)), Text(fields, ExifTag.LensModel), latitude, longitude);
    }

    private static (DateTime? At, TimeSpan? Offset) Taken(IExifFields fields)
    {
        foreach (var (date, offset) in Times)
        {
            if (Text(fields, date) is { } text
                && DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                && at.Year >= FirstYear)
                return (at, Offset(Text(fields, offset)));
        }

        return (null, null);
    }

    private static TimeSpan? Offset(string? text) =>
        text is ['+' or '-', ..] && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset) && offset.TotalHours <= 15
            ? text[0] == '-' ? -offset : offset
            : text == "Z" ? TimeSpan.Zero : null;

    /// <summary>Joins make and model. Most manufacturers repeat their name in the model: "NIKON CORPORATION", "NIKON D70".</summary>
    private static string? Camera(string? make, string? model) => (make, model) switch
    {
        (null, _) => model,
        (_, null) => make,
        _ => model.StartsWith(make.Split(' ')[0], StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}",
    };

    private static (double? Latitude, double? Longitude) Position(IExifFields fields)
    {
        var latitude = Degrees(fields, ExifTag.Latitude, ExifTag.LatitudeRef, 'S', 90);
        var longitude = Degrees(fields, ExifTag.Longitude, ExifTag.LongitudeRef, 'W', 180);
        // Both values or none. Receivers without a fix write zeros.
        return latitude is null || longitude is null || (latitude == 0 && longitude == 0) ? (null, null) : (latitude, longitude);
    }

    private static double? Degrees(IExifFields fields, ExifTag tag, ExifTag directionTag, char negative, double max)
    {
        if (fields.Fractions(tag, DegreesToSeconds) is not [_, ..] parts || Text(fields, directionTag) is not { } direction)
            return null;
        var degrees = 0.0;
        var unit = 1.0;
        foreach (var part in parts)
        {
            degrees += part / unit;
            unit *= 60;
        }

        return degrees > max ? null : direction[0] == negative ? -degrees : degrees;
    }

    /// <summary>Reads a text field without control characters and surrounding white space; null if it is empty.</summary>
    private static string? Text(IExifFields fields, ExifTag tag)
    {
        if (fields.Text(tag) is not { } whole)
            return null;
        var text = string.Concat(whole.Where(letter => !char.IsControl(letter) && letter != '\uFFFD')).Trim();
        return text.Length is 0 or > MaxNameLength || text.All(letter => letter is '-' or '0' or ' ') ? null : text;
    }
}
