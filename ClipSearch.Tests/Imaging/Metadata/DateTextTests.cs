using System.Globalization;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;

namespace ClipSearch.Tests.Imaging.Metadata;

public sealed class DateTextTests
{
    /// <summary>The spellings that are read, with their precision in ticks and whether they have an offset.</summary>
    private static readonly (string Format, long Precision, bool HasOffset)[] s_spellings =
    [
        ("yyyy:MM:dd HH:mm:ss", TimeSpan.TicksPerSecond, false),
        ("yyyy-MM-dd HH:mm:ss", TimeSpan.TicksPerSecond, false),
        ("yyyy-MM-dd HH-mm-ss", TimeSpan.TicksPerSecond, false),
        ("yyyy/MM/dd HH:mm", TimeSpan.TicksPerMinute, false),
        ("yyyy.MM.dd", TimeSpan.TicksPerDay, false),
        ("yyyyMMdd", TimeSpan.TicksPerDay, false),
        ("yyyyMMddTHHmmss", TimeSpan.TicksPerSecond, false),
        ("yyyy-MM-ddTHH:mm:ss.ffffff", TimeSpan.TicksPerMicrosecond, false),
        ("yyyy:MM:dd HH:mm:ss,fff", TimeSpan.TicksPerMillisecond, false),
        ("yyyy-MM-ddTHH:mm:sszzz", TimeSpan.TicksPerSecond, true),
        ("yyyy:MM:dd HH:mmzzz", TimeSpan.TicksPerMinute, true),
        (" yyyy:MM:dd HH:mm:ss \0", TimeSpan.TicksPerSecond, false),
    ];

    [Theory]
    [InlineData("2015:08:22 24:08:19", "2015-08-23T00:08:19", null)]
    [InlineData("2019:12:31 24:00:00", "2020-01-01T00:00:00", null)]
    [InlineData("2025:01:14 18:31:30+0000", "2025-01-14T18:31:30", 0)]
    [InlineData("2023-07-21 21:06:26", "2023-07-21T21:06:26", null)]
    [InlineData("2018-01-20T11:46:00Z", "2018-01-20T11:46:00", 0)]
    [InlineData("2018-01-20T11:46:00.25-03:30", "2018-01-20T11:46:00.25", -210)]
    [InlineData("2019:05:01 12:34 +9", "2019-05-01T12:34:00", 540)]
    [InlineData("2019:05: 1  9:05: 7", "2019-05-01T09:05:07", null)]
    [InlineData("2019:05:01 12:34:60", "2019-05-01T12:35:00", null)]
    [InlineData("2019:05:01 12:34:56+99:99", "2019-05-01T12:34:56", null)]
    [InlineData("2019-05-01 12:34:56 UTC", "2019-05-01T12:34:56", 0)]
    [InlineData("2019-05-01 12:34:56.1234567", "2019-05-01T12:34:56.123456", null)]
    public void A_date_with_a_time_is_read(string text, string at, int? offset) => Assert.Equal(
        new ParsedDate(DateTime.Parse(at, CultureInfo.InvariantCulture), true, offset is { } minutes ? TimeSpan.FromMinutes(minutes) : null), DateText.Parse(text));

    [Theory]
    [InlineData("2019:05:01")]
    [InlineData("2019-05-01\0\0")]
    [InlineData("2019:05:01   :  :  ")]
    [InlineData("20190501")]
    public void A_day_has_no_time(string text) => Assert.Equal(new ParsedDate(new DateTime(2019, 5, 1), false, null), DateText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("    :  :     :  :  ")]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("2019:00:00 00:00:00")]
    [InlineData("2019:02:29")]
    [InlineData("1825:12:31")]
    [InlineData("9999:01:01")]
    [InlineData("2019:05:01 25:00:00")]
    [InlineData("2019:05-01")]
    [InlineData("2019")]
    [InlineData("yesterday")]
    [InlineData("٢٠١٩:٠٥:٠١")]
    public void Another_text_is_no_date(string text) => Assert.Null(DateText.Parse(text));

    [Theory]
    [InlineData("2019", 2019, 1)]
    [InlineData("2019-07", 2019, 7)]
    public void The_day_and_the_month_may_be_missing_in_XMP(string text, int year, int month) =>
        Assert.Equal(new ParsedDate(new DateTime(year, month, 1), false, null), DateText.ParsePartial(text));

    [Fact]
    public void Each_spelling_of_each_date_is_read_back()
    {
        var first = new DateTime(1826, 1, 1);
        var dates = from day in Gen.Choose(0, (new DateTime(9998, 12, 31) - first).Days)
                    from second in Gen.Choose(0, 24 * 60 * 60 - 1)
                    from microsecond in Gen.Choose(0, 999_999)
                    from quarter in Gen.Choose(-56, 56)
                    from spelling in Gen.Elements(s_spellings)
                    let at = first.AddDays(day).AddSeconds(second).AddMicroseconds(microsecond)
                    select (At: new DateTimeOffset(new DateTime(at.Ticks - (at.Ticks % spelling.Precision)), TimeSpan.FromMinutes(15 * quarter)), Spelling: spelling);

        Prop.ForAll(dates.ToArbitrary(), each =>
        {
            var parsed = DateText.Parse(each.At.ToString(each.Spelling.Format, CultureInfo.InvariantCulture))!.Value;
            return parsed.At == each.At.DateTime && parsed.UtcOffset == (each.Spelling.HasOffset ? each.At.Offset : null)
                && parsed.HasTime == (each.Spelling.Precision < TimeSpan.TicksPerDay);
        }).Holds();
    }

    [Fact]
    public void No_text_makes_the_parser_fail()
    {
        // Texts that resemble dates get further into the parser than random ones.
        var likely = Gen.ArrayOf(Gen.Elements("0123456789:-/. TZ+\0٣".ToCharArray())).Select(letters => new string(letters));
        var texts = Gen.OneOf(likely, ArbMap.Default.GeneratorFor<string>(), likely.Select(text => $"2019:07:04{text}"), likely.Select(text => $"2019:07:04 18:02{text}"));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var (date, offset) = (DateText.ParsePartial(text), DateText.ParseOffset(text));
            return (date is not { } parsed || (parsed.At.Year is >= 1826 and <= 9999 && parsed.At.Ticks % TimeSpan.TicksPerMicrosecond == 0 && IsOffset(parsed.UtcOffset))) && IsOffset(offset);
        }).Holds();

        static bool IsOffset(TimeSpan? offset) => offset is null || Math.Abs(offset.Value.TotalHours) <= 15;
    }
}
