using System.Globalization;
using System.Text.RegularExpressions;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Video;

/// <summary>Reads the date, the camera and the place from the tags of a video.</summary>
internal static partial class VideoMetadata
{
    private const int MaxName = 200;

    /// <summary>Reads the tags of a video.</summary>
    /// <param name="tags">The tags of the file and of its video track.</param>
    /// <param name="now">The current time in UTC, for dates in the future.</param>
    public static ExifFacts Read(IReadOnlyDictionary<string, string> tags, DateTime now)
    {
        var date = Date(tags, now);
        var (latitude, longitude, altitude) = Position(First(tags, "com.apple.quicktime.location.ISO6709", "location"));
        return new ExifFacts(date?.At, date?.UtcOffset, Camera(tags), null, latitude, longitude) { TakenAtSource = date?.Source, Altitude = altitude };
    }

    /// <summary>Apple writes the local time. The time of the container is in UTC, and becomes the time in the time zone of this machine.</summary>
    private static PhotoDate? Date(IReadOnlyDictionary<string, string> tags, DateTime now)
    {
        if (PhotoDate.Of(DateText.Parse(First(tags, "com.apple.quicktime.creationdate")), DateSource.Video, now) is { } local)
            return local;
        if (DateText.Parse(First(tags, "creation_time", "date_utc")) is not { } created || PhotoDate.Of(created, DateSource.Video, now) is null)
            return null;
        var utc = DateTime.SpecifyKind(created.At, DateTimeKind.Utc) - (created.UtcOffset ?? TimeSpan.Zero);
        var offset = TimeZoneInfo.Local.GetUtcOffset(utc);
        return new PhotoDate(DateTime.SpecifyKind(utc + offset, DateTimeKind.Unspecified), offset, DateSource.Video);
    }

    private static string? Camera(IReadOnlyDictionary<string, string> tags)
    {
        var (make, model) = (First(tags, "com.apple.quicktime.make", "com.android.manufacturer", "make"), First(tags, "com.apple.quicktime.model", "com.android.model", "model"));
        var camera = model is null ? make : make is null || model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}";
        return camera is null ? null : SingleLine.Of(camera.Length <= MaxName ? camera : camera[..MaxName]);
    }

    /// <summary>Reads a position in the form of ISO 6709: "+48.2082+016.3738+171.000/".</summary>
    private static (double? Latitude, double? Longitude, double? Altitude) Position(string? text)
    {
        if (text is null || Coordinates().Match(text) is not { Success: true } match)
            return default;
        var (latitude, longitude) = (Number(match.Groups["latitude"]), Number(match.Groups["longitude"]));
        // Cameras without a position write zeros.
        if (latitude is not (>= -90 and <= 90) || longitude is not (>= -180 and <= 180) || (latitude == 0 && longitude == 0))
            return default;
        return (latitude, longitude, match.Groups["altitude"].Success && Number(match.Groups["altitude"]) is { } altitude and > -12_000 and < 100_000 ? altitude : null);
    }

    private static double? Number(Group group) => double.TryParse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? First(IReadOnlyDictionary<string, string> tags, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (tags.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    [GeneratedRegex(@"^(?<latitude>[+-]\d{1,3}(\.\d{1,12})?)(?<longitude>[+-]\d{1,3}(\.\d{1,12})?)(?<altitude>[+-]\d{1,6}(\.\d{1,12})?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Coordinates();
}
