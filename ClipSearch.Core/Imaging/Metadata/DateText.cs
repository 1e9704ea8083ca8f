using System.Globalization;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>A date in a text.</summary>
/// <param name="At">The local date and time, in whole microseconds; midnight if the text has no time.</param>
/// <param name="HasTime">Whether the text has a time.</param>
/// <param name="UtcOffset">The offset from UTC that the text names, −15 to +15 hours; null if it names none.</param>
public readonly record struct ParsedDate(DateTime At, bool HasTime, TimeSpan? UtcOffset);

/// <summary>
/// Parses dates as cameras and programs write them to EXIF, XMP and IPTC: "2019:07:04 18:02:11", and in the spellings of ISO 8601.
/// </summary>
public static partial class DateText
{
    /// <summary>The maximum length of a text, longer than any valid date.</summary>
    private const int MaxLength = 64;

    /// <summary>The year of the oldest known photograph. Cameras without a clock write zeros.</summary>
    private const int FirstYear = 1826;

    /// <summary>The last year whose days all have a next day.</summary>
    private const int LastYear = 9998;

    private const int LastHourOfDay = 24;
    private const int MaxOffsetHours = 15;

    /// <summary>The number of digits of a fraction of a second that are used, the precision of the database.</summary>
    private const int FractionDigits = 6;

    /// <summary>
    /// Parses a date. The time, the seconds, a fraction and an offset may be missing. Dashes, dots or slashes may stand for colons, and
    /// blanks for leading zeros. The hour 24 is midnight of the next day.
    /// </summary>
    /// <returns>The date; null if the text is none, or is before the first photograph.</returns>
    public static ParsedDate? Parse(string? text)
    {
        if (Cleaned(text) is not { } cleaned || Whole().Match(cleaned) is not { Success: true } match)
            return null;
        if (Day(Number(match.Groups["year"]), Number(match.Groups["month"]), Number(match.Groups["day"])) is not { } day)
            return null;
        if (!match.Groups["hour"].Success)
            return new ParsedDate(day, false, null);
        var (hour, minute, second) = (Number(match.Groups["hour"]), Number(match.Groups["minute"]), Number(match.Groups["second"]));
        // 60 is a leap second.
        if (hour > LastHourOfDay || minute > 59 || second > 60)
            return null;
        var at = day.AddHours(hour).AddMinutes(minute).AddSeconds(second) + Fraction(match.Groups["fraction"].ValueSpan);
        return new ParsedDate(at, true, ParseOffset(match.Groups["offset"].Value));
    }

    /// <summary>Parses a date of which the day, or the month and the day, may be missing, as XMP allows: "2019" and "2019-07".</summary>
    /// <returns>The first day of the year or month if the others are missing; null if the text is no date.</returns>
    public static ParsedDate? ParsePartial(string? text)
    {
        if (Parse(text) is { } whole)
            return whole;
        return Cleaned(text) is { } cleaned && YearAndMonth().Match(cleaned) is { Success: true } match
            && Day(Number(match.Groups["year"]), match.Groups["month"].Success ? Number(match.Groups["month"]) : 1, 1) is { } day
                ? new ParsedDate(day, false, null)
                : null;
    }

    /// <summary>Parses an offset from UTC: "+09:00", "-0330", "+5" or "Z".</summary>
    /// <returns>The offset, −15 to +15 hours; null if the text is none.</returns>
    public static TimeSpan? ParseOffset(string? text)
    {
        if (Cleaned(text) is not { } cleaned || OffsetOnly().Match(cleaned) is not { Success: true } match)
            return null;
        if (!match.Groups["hours"].Success)
            return TimeSpan.Zero;
        var (hours, minutes) = (Number(match.Groups["hours"]), Number(match.Groups["minutes"]));
        var offset = new TimeSpan(hours, minutes, 0);
        return minutes > 59 || offset.TotalHours > MaxOffsetHours ? null : cleaned[0] == '-' ? -offset : offset;
    }

    /// <summary>Returns the day; null if there is no such day, or no photograph is as old.</summary>
    public static DateTime? Day(int year, int month, int day) =>
        year is >= FirstYear and <= LastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;

    /// <summary>Returns the part of a second that digits after the decimal point stand for, in whole microseconds.</summary>
    /// <param name="digits">ASCII digits; empty for 0.</param>
    public static TimeSpan Fraction(ReadOnlySpan<char> digits)
    {
        var microseconds = 0L;
        for (var i = 0; i < FractionDigits; i++)
            microseconds = (10 * microseconds) + (i < digits.Length ? digits[i] - '0' : 0);
        return TimeSpan.FromMicroseconds(microseconds);
    }

    /// <summary>
    /// Removes control characters, surrounding white space and the colons of an empty time, with which cameras fill unknown parts.
    /// </summary>
    private static string? Cleaned(string? text) =>
        text is { Length: <= MaxLength } && string.Concat(text.Where(letter => !char.IsControl(letter))).Trim().TrimEnd(':', ' ') is { Length: > 0 } cleaned ? cleaned : null;

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        """
        ^(?<year>[0-9]{4})
        (?: (?<d>[:/.\-]) (?<month>[\x20]?[0-9]{1,2}) \k<d> (?<day>[\x20]?[0-9]{1,2}) | (?<month>[0-9]{2}) (?<day>[0-9]{2}) )
        (?:
          [Tt\x20_]\x20*
          (?:
            (?<hour>[0-9]{1,2}) (?<t>[:.\-]) (?<minute>[\x20]?[0-9]{1,2}) (?: \k<t> (?<second>[\x20]?[0-9]{1,2}) (?: [.,] (?<fraction>[0-9]+) )? )?
            | (?<hour>[0-9]{2}) (?<minute>[0-9]{2}) (?: (?<second>[0-9]{2}) (?: [.,] (?<fraction>[0-9]+) )? )?
          )
          (?: \x20* (?<offset>[Zz]|UTC|GMT|[+\-][0-9]{1,2}(?::?[0-9]{2})?) )?
        )?$
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Whole();

    [GeneratedRegex("^(?<year>[0-9]{4})(?:[:/.-](?<month>[0-9]{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearAndMonth();

    [GeneratedRegex("^(?:[Zz]|UTC|GMT|[+-](?<hours>[0-9]{1,2})(?::?(?<minutes>[0-9]{2}))?)$", RegexOptions.CultureInvariant)]
    private static partial Regex OffsetOnly();
}
