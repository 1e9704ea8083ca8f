namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Reads the EXIF data of an image.</summary>
internal static class ExifReader
{
    /// <summary>The maximum length of a name, longer than the name of any camera.</summary>
    private const int MaxNameLength = 100;

    private const int DegreesToSeconds = 3, HoursToSeconds = 3;

    /// <summary>The maximum distance from sea level in metres, beyond the height of any balloon and the depth of any sea.</summary>
    private const double MaxAltitude = 100_000;

    /// <summary>The offsets of all time zones are multiples of it.</summary>
    private static readonly TimeSpan s_offsetStep = TimeSpan.FromMinutes(15);

    /// <summary>The offsets of the westernmost and the easternmost time zone.</summary>
    private static readonly (TimeSpan Min, TimeSpan Max) s_offsets = (TimeSpan.FromHours(-12), TimeSpan.FromHours(14));

    private static readonly (ExifTag Date, ExifTag SubSecond, ExifTag Offset, DateSource Source)[] s_times =
    [
        (ExifTag.DateTimeOriginal, ExifTag.SubSecTimeOriginal, ExifTag.OffsetTimeOriginal, DateSource.ExifOriginal),
        (ExifTag.DateTimeDigitized, ExifTag.SubSecTimeDigitized, ExifTag.OffsetTimeDigitized, DateSource.ExifDigitized),
        (ExifTag.DateTime, ExifTag.SubSecTime, ExifTag.OffsetTime, DateSource.ExifModified),
    ];

    /// <summary>Reads EXIF data.</summary>
    /// <param name="fields">The EXIF data.</param>
    /// <param name="others">The dates of the image from sources other than EXIF; null for none.</param>
    /// <param name="now">The current time in UTC. Later dates are ignored.</param>
    public static ExifFacts Read(TiffExif fields, IEnumerable<PhotoDate?> others, DateTime now)
    {
        var date = PhotoDate.Best([.. s_times.Select(time => Date(fields, time.Date, time.SubSecond, time.Offset, time.Source, now)), .. others]);
        var (latitude, longitude) = Position(fields);
        return new ExifFacts(
            date?.At, date is null ? null : date.UtcOffset ?? OffsetByGps(fields, date), Camera(Text(fields, ExifTag.Make), Text(fields, ExifTag.Model)),
            Text(fields, ExifTag.LensModel), latitude, longitude)
        {
            TakenAtSource = date?.Source,
            Altitude = latitude is null ? null : Altitude(fields),
        };
    }

    private static PhotoDate? Date(TiffExif fields, ExifTag tag, ExifTag subSecondTag, ExifTag offsetTag, DateSource source, DateTime now)
    {
        if (DateText.Parse(fields.Text(tag)) is not { } date)
            return null;
        if (date.HasTime && date.At.Ticks % TimeSpan.TicksPerSecond == 0 && Text(fields, subSecondTag) is { } digits && digits.All(char.IsAsciiDigit))
            date = date with { At = date.At + DateText.Fraction(digits) };
        return PhotoDate.Of(date with { UtcOffset = DateText.ParseOffset(fields.Text(offsetTag)) ?? date.UtcOffset }, source, now);
    }

    /// <summary>
    /// Returns the offset as the difference from the time of the GPS receiver, which is UTC; null if there is none, or it cannot be one.
    /// </summary>
    private static TimeSpan? OffsetByGps(TiffExif fields, PhotoDate date)
    {
        // A later time is that of a scan or of a change.
        if (date.Source is not (DateSource.ExifOriginal or DateSource.Xmp or DateSource.Iptc) || date.At.TimeOfDay == TimeSpan.Zero
            || DateText.Parse(fields.Text(ExifTag.GpsDate)) is not { } day || fields.Numbers(ExifTag.GpsTime, HoursToSeconds) is not [_, ..] time
            || Sum(time) is not { } hours || hours is < 0 or >= 24)
            return null;
        var steps = Math.Round((date.At - day.At.Date.AddHours(hours)) / s_offsetStep);
        var offset = s_offsetStep * steps;
        return offset >= s_offsets.Min && offset <= s_offsets.Max ? offset : null;
    }

    /// <summary>Joins make and model. Most manufacturers repeat their name in the model: "NIKON CORPORATION", "NIKON D70".</summary>
    private static string? Camera(string? make, string? model) => (make, model) switch
    {
        (null, _) => model,
        (_, null) => make,
        _ => model.StartsWith(make.Split(' ')[0], StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}",
    };

    private static (double? Latitude, double? Longitude) Position(TiffExif fields)
    {
        var latitude = Degrees(fields, ExifTag.Latitude, ExifTag.LatitudeRef, 'N', 'S', 90);
        var longitude = Degrees(fields, ExifTag.Longitude, ExifTag.LongitudeRef, 'E', 'W', 180);
        // Both values or none. Receivers without a fix write zeros.
        return latitude is null || longitude is null || (latitude == 0 && longitude == 0) ? (null, null) : (latitude, longitude);
    }

    /// <summary>Reads degrees with optional minutes and seconds. A negative value needs no direction.</summary>
    private static double? Degrees(TiffExif fields, ExifTag tag, ExifTag directionTag, char positive, char negative, double max)
    {
        if (fields.Numbers(tag, DegreesToSeconds) is not [_, ..] parts || Sum(parts) is not { } degrees || Math.Abs(degrees) > max)
            return null;
        var direction = Text(fields, directionTag) is [var letter, ..] ? char.ToUpperInvariant(letter) : '\0';
        return direction == negative ? -Math.Abs(degrees) : direction == positive || degrees < 0 ? degrees : null;
    }

    /// <summary>
    /// Adds hours or degrees, minutes and seconds. Some cameras write 0/0 for minutes and seconds that are 0.
    /// </summary>
    /// <returns>The sum with the sign of the first part; null if a part is no number.</returns>
    private static double? Sum(IReadOnlyList<double> parts)
    {
        var (sum, unit) = (0.0, 1.0);
        for (var i = 0; i < parts.Count; i++)
        {
            sum += i > 0 && double.IsNaN(parts[i]) ? 0 : Math.Abs(parts[i]) / unit;
            unit *= 60;
        }

        return !double.IsFinite(sum) ? null : parts.Any(part => part < 0) ? -sum : sum;
    }

    private static double? Altitude(TiffExif fields)
    {
        const int BelowSeaLevel = 1, BelowEllipsoid = 3;
        if (fields.Numbers(ExifTag.Altitude, 1) is not [var metres] || !(Math.Abs(metres) <= MaxAltitude))
            return null;
        return fields.Numbers(ExifTag.AltitudeRef, 1) is [BelowSeaLevel or BelowEllipsoid] ? -Math.Abs(metres) : metres;
    }

    /// <summary>Reads a text field without control characters and surrounding white space; null if it is empty.</summary>
    private static string? Text(TiffExif fields, ExifTag tag)
    {
        if (fields.Text(tag) is not { } whole)
            return null;
        var text = string.Concat(whole.Where(letter => !char.IsControl(letter) && letter != '\uFFFD')).Trim();
        return text.Length is 0 or > MaxNameLength || text.All(letter => letter is '-' or '0' or ' ') ? null : text;
    }
}
