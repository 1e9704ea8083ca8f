using System.Globalization;
using System.Text.RegularExpressions;
using ClipSearch.Core.Imaging.Metadata;

namespace ClipSearch.Core.Library.Dates;

/// <summary>
/// Finds the date in the name that a camera, phone or program gave to a file. A number that merely looks like a date is none: digits
/// without separators need a time, or a word before them that such names begin with.
/// </summary>
internal static partial class FileNameDate
{
    /// <summary>The first year of digits without separators. Digital photos are not older, and other numbers often are.</summary>
    private const int FirstCompactYear = 1990;

    private const int HoursOfHalfDay = 12;

    /// <summary>Returns the date in a name; null if there is none.</summary>
    /// <param name="name">The name of a file, without its folder.</param>
    /// <param name="now">The current time in UTC. Later dates are ignored.</param>
    public static PhotoDate? Find(string name, DateTime now)
    {
        foreach (Match match in Separated().Matches(name))
        {
            if (Read(match) is { } date && PhotoDate.Of(date, DateSource.FileName, now) is { } found)
                return found;
        }

        foreach (Match match in Compact().Matches(name))
        {
            if (Read(match) is not { } date || date.At.Year < FirstCompactYear || (!date.HasTime && !match.Groups["word"].Success))
                continue;
            // The offset of the place is not known without metadata, so it is taken to be that of this machine, as for the time of a file.
            if (match.Groups["utc"].Success && date.HasTime)
                date = date with { At = new DateTime(new DateTime(date.At.Ticks, DateTimeKind.Utc).ToLocalTime().Ticks) };
            if (PhotoDate.Of(date, DateSource.FileName, now) is { } found)
                return found;
        }

        return null;
    }

    private static ParsedDate? Read(Match match)
    {
        if (DateText.Day(Number(match, "year"), Number(match, "month"), Number(match, "day")) is not { } day)
            return null;
        if (!match.Groups["hour"].Success)
            return new ParsedDate(day, false, null);
        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Number(match, "second"));
        if (match.Groups["half"] is { Success: true, ValueSpan: var half })
        {
            if (hour is 0 or > HoursOfHalfDay)
                return null;
            hour = (hour % HoursOfHalfDay) + (half[0] is 'p' or 'P' ? HoursOfHalfDay : 0);
        }

        // Without a valid time, the digits after the day have another meaning, and the day is still one.
        return hour > 23 || minute > 59 || second > 59
            ? new ParsedDate(day, false, null)
            : new ParsedDate(day.Add(new TimeSpan(hour, minute, second)) + DateText.Fraction(match.Groups["fraction"].ValueSpan), true, null);
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true, ValueSpan: var digits } ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    /// <summary>
    /// 2014-07-08, 2014-07-08 09.10.11, 2020-02-03 at 4.05.06 PM, 2019_01_02-03_04_05, 2019-01-02T03-04-05. The word before the time may be
    /// in any language, and the blank before PM may be a narrow one.
    /// </summary>
    [GeneratedRegex(
        """
        (?<![0-9]) (?<year>[0-9]{4}) (?<d>[-._]) (?<month>[0-9]{2}) \k<d> (?<day>[0-9]{2}) (?![0-9])
        (?:
          (?: [-_.T,]? \x20? | \x20 \p{L}{1,5} \x20 )
          (?:
            (?<hour>[0-9]{1,2}) (?<t>[-.:_]) (?<minute>[0-9]{2}) \k<t> (?<second>[0-9]{2}) (?![0-9]) (?: [\s\u202F]? (?<half>[AaPp]) [Mm] (?!\p{L}) )?
            | (?<hour>[0-9]{2}) (?<minute>[0-9]{2}) (?<second>[0-9]{2}) (?<fraction>[0-9]{3})? (?![0-9])
          )
        )?
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Separated();

    /// <summary>
    /// IMG_20190101_120000, PXL_20231129_043736033, Screenshot_20200203-040506, WP_20150102_03_04_05_Pro, 20190101120000,
    /// IMG-20190101-WA0001, DSC_20190101. Pixel phones write UTC.
    /// </summary>
    [GeneratedRegex(
        """
        (?<![0-9]) (?: (?<![\p{L}]) (?<word>(?<utc>PXL)|IMG|MVIMG|VID|PANO|BURST|DSC[NF]?|PHOTO|PIC|SCREENSHOT|WP|SIGNAL) [-_\x20]? )?
        (?<year>[0-9]{4}) (?<month>[0-9]{2}) (?<day>[0-9]{2})
        (?:
          [-_\x20T.]? (?<hour>[0-9]{2}) (?<minute>[0-9]{2}) (?<second>[0-9]{2}) (?<fraction>[0-9]{3})? (?![0-9])
          | [-_\x20] (?<hour>[0-9]{2}) (?<t>[-_.]) (?<minute>[0-9]{2}) \k<t> (?<second>[0-9]{2}) (?![0-9])
          | (?![0-9])
        )
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Compact();
}
