using System.Globalization;

namespace ClipSearch.Core.Library.Facets;

/// <summary>A year, month, day, minute or second: 2024, 2024-05, 2024-05-31, 2024-05-31T18:00 or 2024-05-31T18:00:59.</summary>
/// <param name="First">The first moment.</param>
/// <param name="Next">The first moment after it. For the end of the year 9999 <see cref="DateTime.MaxValue"/>, PostgreSQL's infinity.</param>
public sealed record FacetTime(DateTime First, DateTime Next)
{
    /// <summary>The pattern of a time, as a regular expression that browsers validate.</summary>
    public const string Pattern = @"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?";

    /// <summary>The maximum length of a time.</summary>
    public const int MaxLength = 19;

    private static readonly (string Format, Func<DateTime, DateTime> Next)[] s_formats =
    [
        ("yyyy", time => time.AddYears(1)),
        ("yyyy-MM", time => time.AddMonths(1)),
        ("yyyy-MM-dd", time => time.AddDays(1)),
        ("yyyy-MM-ddTHH:mm", time => time.AddMinutes(1)),
        ("yyyy-MM-ddTHH:mm:ss", time => time.AddSeconds(1)),
    ];

    /// <summary>Parses a time; returns null if the text is none.</summary>
    public static FacetTime? Parse(string text)
    {
        foreach (var (format, next) in s_formats)
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
                return new FacetTime(first, After(first, next));
        }

        return null;
    }

    private static DateTime After(DateTime first, Func<DateTime, DateTime> next)
    {
        try
        {
            return next(first);
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTime.MaxValue;
        }
    }
}
