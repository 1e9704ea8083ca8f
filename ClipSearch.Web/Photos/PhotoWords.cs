using System.Globalization;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;

namespace ClipSearch.Web.Photos;

/// <summary>Formats a photo's metadata in the page's language.</summary>
internal static class PhotoWords
{
    /// <summary>Returns, for example, "4 July 2019, 18:02 (UTC+09:00)".</summary>
    public static string Taken(Photo photo) =>
        photo.UtcOffset is { } offset ? Texts.Words_WithOffset.With(Minute(photo.TakenAt), Offset(offset)) : Minute(photo.TakenAt);

    /// <summary>Returns, for example, "Date from the file name".</summary>
    public static string Source(Photo photo) => photo.TakenAtSource switch
    {
        DateSource.Correction => Texts.DateSource_Correction,
        DateSource.Sidecar => Texts.DateSource_Sidecar,
        DateSource.ExifOriginal => Texts.DateSource_ExifOriginal,
        DateSource.Video => Texts.DateSource_Video,
        DateSource.Xmp => Texts.DateSource_Xmp,
        DateSource.Iptc => Texts.DateSource_Iptc,
        DateSource.ExifDigitized => Texts.DateSource_ExifDigitized,
        DateSource.ExifModified => Texts.DateSource_ExifModified,
        DateSource.FileName => Texts.DateSource_FileName,
        _ => Texts.DateSource_FileTime,
    };

    /// <summary>Returns, for example, "1,234 m above sea level"; null if the photo has no altitude.</summary>
    public static string? Altitude(Photo photo) => photo.Exif.Altitude is { } altitude
        ? (altitude < 0 ? Texts.Words_BelowSeaLevel : Texts.Words_AboveSeaLevel).With(Math.Abs(altitude).ToString("N0", CultureInfo.CurrentCulture))
        : null;

    /// <summary>Returns, for example, "0:32" or "1:02:03".</summary>
    public static string Length(TimeSpan length) => length.ToString(length.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>Returns a photo's name for screen readers, of a video with its length: "beach.mp4, video, 0:32".</summary>
    public static string Spoken(Photo photo) => photo.Video is { } video ? Texts.Video_Spoken.With(photo.Name, Length(video.Duration)) : photo.Name;

    /// <summary>Returns, for example, "4 July 2019, 18:02".</summary>
    public static string Minute(DateTime time) => time.ToString(Texts.Words_Minute, CultureInfo.CurrentCulture);

    /// <summary>Returns, for example, "JPEG, 2.4 MB".</summary>
    public static string File(Photo photo) => photo.Format is null ? Size(photo.Bytes) : $"{photo.Format.ToUpperInvariant()}, {Size(photo.Bytes)}";

    /// <summary>Returns, for example, "33.85875° S, 151.20000° E", accurate to a few metres; null if the photo has no position.</summary>
    public static string? Position(Photo photo) => photo.Exif is { Latitude: { } latitude, Longitude: { } longitude }
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Abs(latitude):F5}° {(latitude < 0 ? Texts.Words_South : Texts.Words_North)}, {Math.Abs(longitude):F5}° {(longitude < 0 ? Texts.Words_West : Texts.Words_East)}")
        : null;

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "−" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <summary>Returns, for example, "12,345".</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>Returns, for example, "2.4 MB".</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => Texts.Words_Bytes.With(bytes),
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e3:F0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e6:F1} MB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e9:F1} GB"),
    };
}
