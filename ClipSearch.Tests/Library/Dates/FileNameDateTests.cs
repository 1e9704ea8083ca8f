using System.Globalization;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Dates;
using ClipSearch.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;

namespace ClipSearch.Tests.Library.Dates;

public sealed class FileNameDateTests
{
    private static readonly DateTime s_now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("IMG-20190101-WA0001.jpg", "2019-01-01")]
    [InlineData("IMG_20190101_120000.jpg", "2019-01-01 12:00")]
    [InlineData("IMG_20190101_120000_HDR.jpg", "2019-01-01 12:00")]
    [InlineData("VID_20190101_120000~2.jpg", "2019-01-01 12:00")]
    [InlineData("IMG_20190101_120000123.jpg", "2019-01-01 12:00:00.123")]
    [InlineData("20190101_120000.jpg", "2019-01-01 12:00")]
    [InlineData("20190101120000.jpg", "2019-01-01 12:00")]
    [InlineData("MVIMG_20190101_120000.jpg", "2019-01-01 12:00")]
    [InlineData("Screenshot_20200203-040506.png", "2020-02-03 04:05:06")]
    [InlineData("Screenshot_2020-02-03-04-05-06-77.png", "2020-02-03 04:05:06")]
    [InlineData("Screenshot 2020-02-03 at 04.05.06.png", "2020-02-03 04:05:06")]
    [InlineData("Screenshot 2020-02-03 at 4.05.06\u202FPM.png", "2020-02-03 16:05:06")]
    [InlineData("Screen Shot 2020-02-03 at 12.05.06 AM.png", "2020-02-03 00:05:06")]
    [InlineData("Bildschirmfoto 2020-02-03 um 04.05.06.png", "2020-02-03 04:05:06")]
    [InlineData("2014-07-08 09.10.11.jpg", "2014-07-08 09:10:11")]
    [InlineData("2014-07-08 09.10.11-2.jpg", "2014-07-08 09:10:11")]
    [InlineData("WhatsApp Image 2019-01-01 at 12.34.56 (1).jpeg", "2019-01-01 12:34:56")]
    [InlineData("signal-2019-01-01-123456.jpg", "2019-01-01 12:34:56")]
    [InlineData("photo_5_2019-01-01_12-34-56.jpg", "2019-01-01 12:34:56")]
    [InlineData("WP_20150102_03_04_05_Pro.jpg", "2015-01-02 03:04:05")]
    [InlineData("DSC_20190101.jpg", "2019-01-01")]
    [InlineData("DSC20190101120000.jpg", "2019-01-01 12:00")]
    [InlineData("2019-01-01.jpg", "2019-01-01")]
    [InlineData("1965-07-01 wedding 12.jpg", "1965-07-01")]
    [InlineData("2014-07-08_1024x768.jpg", "2014-07-08")]
    public void A_date_in_a_name_is_found(string name, string at) => Assert.Equal(
        new PhotoDate(DateTime.Parse(at, CultureInfo.InvariantCulture), null, DateSource.FileName), FileNameDate.Find(name, s_now));

    [Theory]
    [InlineData("DSC_0012.jpg")]
    [InlineData("IMG_1234.jpg")]
    [InlineData("20190101.jpg")]
    [InlineData("12345678_123456.jpg")]
    [InlineData("FB_IMG_1546300800000.jpg")]
    [InlineData("1546300800000.jpg")]
    [InlineData("120190101120000.jpg")]
    [InlineData("2019010112000012.jpg")]
    [InlineData("18990101_120000.jpg")]
    [InlineData("2019-13-01.jpg")]
    [InlineData("20190230_120000.jpg")]
    [InlineData("192.168.10.12.jpg")]
    [InlineData("20270101_120000.jpg")]
    [InlineData("IMG_20000101_000000.jpg")]
    [InlineData("MYPIC_20190101.jpg")]
    [InlineData("")]
    public void Another_number_is_no_date(string name) => Assert.Null(FileNameDate.Find(name, s_now));

    [Fact]
    public void A_Pixel_phone_writes_UTC()
    {
        var utc = new DateTime(2023, 11, 29, 4, 37, 36, 33, DateTimeKind.Utc);

        Assert.Equal(new PhotoDate(new DateTime(utc.ToLocalTime().Ticks), null, DateSource.FileName), FileNameDate.Find("PXL_20231129_043736033.MP.jpg", s_now));
    }

    [Fact]
    public void Each_date_in_each_form_is_found()
    {
        string[] forms =
        [
            "'IMG_'yyyyMMdd_HHmmss", "yyyyMMdd_HHmmss", "'Screenshot_'yyyyMMdd-HHmmss", "yyyy-MM-dd HH.mm.ss", "'photo_'yyyy-MM-dd_HH-mm-ss", "'DSC'yyyyMMddHHmmss",
            "'Screenshot 'yyyy-MM-dd' at 'h.mm.ss tt",
        ];
        // Not at midnight, where clocks start.
        var dates = from day in Gen.Choose(0, 13_000)
                    from second in Gen.Choose(1, 24 * 60 * 60 - 1)
                    from form in Gen.Elements(forms)
                    select (At: new DateTime(1990, 1, 1).AddDays(day).AddSeconds(second), Form: form);

        Prop.ForAll(dates.ToArbitrary(), each =>
            FileNameDate.Find($"{each.At.ToString(each.Form, CultureInfo.InvariantCulture)}.jpg", s_now)?.At == each.At).Holds();
    }

    [Fact]
    public void No_name_makes_the_search_fail()
    {
        var likely = Gen.ArrayOf(Gen.Elements("0123456789-_. aAPpMIGPXL\u202F".ToCharArray())).Select(letters => new string(letters));
        var names = Gen.OneOf(likely, ArbMap.Default.GeneratorFor<string>().Where(name => name is not null), likely.Select(name => $"PXL_20190704_{name}"), likely.Select(name => $"2019-07-04 {name}"));

        Prop.ForAll(names.ToArbitrary(), name => FileNameDate.Find(name, s_now) is not { } date || date.At.Year is >= 1826 and <= 2026).Holds();
    }
}
