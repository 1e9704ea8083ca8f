namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// The source of a photo's date. This is the one order of sources, the most trusted first; docs/library.md has the reasons.
/// </summary>
public enum DateSource
{
    /// <summary>A person has corrected the date in ClipSearch.</summary>
    Correction,

    /// <summary>An XMP file beside the photo.</summary>
    Sidecar,

    /// <summary>DateTimeOriginal in EXIF.</summary>
    ExifOriginal,

    /// <summary>The container of a video.</summary>
    Video,

    /// <summary>XMP inside the file.</summary>
    Xmp,

    /// <summary>DateCreated and TimeCreated in IPTC-IIM.</summary>
    Iptc,

    /// <summary>DateTimeDigitized in EXIF.</summary>
    ExifDigitized,

    /// <summary>DateTime in EXIF, the time of the last change by the camera or a program.</summary>
    ExifModified,

    /// <summary>The name of the file.</summary>
    FileName,

    /// <summary>The modification time of the file.</summary>
    FileTime,
}

/// <summary>A date of a photo.</summary>
/// <param name="At">The local date and time when the photo was taken.</param>
/// <param name="UtcOffset">The offset of the local time from UTC, −15 to +15 hours; null if it is not known.</param>
/// <param name="Source">The source of the date.</param>
public sealed record PhotoDate(DateTime At, TimeSpan? UtcOffset, DateSource Source)
{
    /// <summary>How far a date may lie in the future: local times are up to 14 hours ahead of UTC, and clocks are inaccurate.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(1);

    /// <summary>Returns the date of the most trusted source; null if there is none.</summary>
    public static PhotoDate? Best(IEnumerable<PhotoDate?> dates) => dates.OfType<PhotoDate>().MinBy(date => date.Source);

    /// <summary>Returns the date of a source; null if there is none, or it is implausible.</summary>
    /// <param name="date">The date; null for none.</param>
    /// <param name="source">The source.</param>
    /// <param name="now">The current time in UTC.</param>
    public static PhotoDate? Of(ParsedDate? date, DateSource source, DateTime now) =>
        date is { } parsed && !IsDoubted(parsed, now) ? new PhotoDate(parsed.At, parsed.UtcOffset, source) : null;

    /// <summary>
    /// Returns whether a date is implausible: in the future, or the moment at which the clock of a camera or a file system starts.
    /// </summary>
    /// <param name="date">The date.</param>
    /// <param name="now">The current time in UTC.</param>
    public static bool IsDoubted(ParsedDate date, DateTime now) => IsInFuture(date.At, now) || (date.HasTime && IsStartOfClock(date.At));

    /// <summary>Returns whether a local time is later than now in all time zones.</summary>
    /// <param name="at">The local time.</param>
    /// <param name="now">The current time in UTC.</param>
    public static bool IsInFuture(DateTime at, DateTime now) => at - now > MaxAhead;

    /// <summary>
    /// QuickTime starts in 1904, Unix in 1970 and FAT in 1980, and many cameras start in 2000. Only the start itself is meant: a photo can be from that day.
    /// </summary>
    private static bool IsStartOfClock(DateTime at) => at is { Month: 1, Day: 1 } && at.Year switch
    {
        1970 => at.TimeOfDay < TimeSpan.FromMinutes(1),
        1904 or 1980 or 2000 => at.TimeOfDay == TimeSpan.Zero,
        _ => false,
    };
}
