using System.Globalization;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Photos;

/// <summary>A photo's facts in words.</summary>
internal static class PhotoWords
{
    /// <summary>"4 July 2019, 18:02 (UTC+09:00)".</summary>
    public static string Taken(Photo photo) =>
        photo.TakenAt.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)
        + (photo.Exif.TakenAt is null ? " (the file’s time)" : photo.Exif.UtcOffset is { } offset ? $" (UTC{Offset(offset)})" : "");

    /// <summary>"JPEG, 2.4 MB".</summary>
    public static string File(Photo photo) => photo.Format is null ? Size(photo.Bytes) : $"{photo.Format.ToUpperInvariant()}, {Size(photo.Bytes)}";

    /// <summary>"33.85875° S, 151.20000° E", to some metres; null where the picture does not tell.</summary>
    public static string? Position(Photo photo) => photo.Exif is { Latitude: { } latitude, Longitude: { } longitude }
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(latitude):F5}° {(latitude < 0 ? "S" : "N")}, {Math.Abs(longitude):F5}° {(longitude < 0 ? "W" : "E")}")
        : null;

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "−" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <summary>"12,345".</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"2.4 MB".</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB"),
    };
}
