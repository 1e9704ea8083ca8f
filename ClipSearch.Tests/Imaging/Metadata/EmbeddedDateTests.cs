using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Iptc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;
using ExifTag = SixLabors.ImageSharp.Metadata.Profiles.Exif.ExifTag;

namespace ClipSearch.Tests.Imaging.Metadata;

/// <summary>The date of an image from EXIF, XMP and IPTC.</summary>
public sealed class EmbeddedDateTests
{
    private const string At = "2017-03-04T05:06:07";

    private static readonly DateTime s_at = new(2017, 3, 4, 5, 6, 7);

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("tiff")]
    public void XMP_is_read_in_each_format(string format)
    {
        var xmp = new XmpProfile(Encoding.UTF8.GetBytes(TestImages.Xmp($"exif:DateTimeOriginal=\"{At}+01:00\"")));

        var header = ImageDecoder.ReadHeader(TestImages.With(metadata => metadata.XmpProfile = xmp, Encoder(format)), "test");

        Assert.Equal((format, new PhotoDate(s_at, TimeSpan.FromHours(1), DateSource.Xmp)), (header.Format, header.Exif.Date));
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("tiff")]
    public void IPTC_is_read_in_each_format(string format)
    {
        var header = ImageDecoder.ReadHeader(TestImages.With(metadata => metadata.IptcProfile = Iptc("20170304", "050607+0100"), Encoder(format)), "test");

        Assert.Equal((format, new PhotoDate(s_at, TimeSpan.FromHours(1), DateSource.Iptc)), (header.Format, header.Exif.Date));
    }

    [Theory]
    [InlineData("20170304", null, "2017-03-04")]
    [InlineData("20170300", null, "2017-03-01")]
    [InlineData("20170304", "25", "2017-03-04")]
    [InlineData("20170304", "050607", "2017-03-04 05:06:07")]
    [InlineData("00000000", "050607", null)]
    [InlineData("2017", null, null)]
    public void The_time_of_IPTC_may_be_missing(string day, string? time, string? at) => Assert.Equal(
        at is null ? null : DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
        Read(metadata => metadata.IptcProfile = Iptc(day, time)).TakenAt);

    [Theory]
    [InlineData($"exif:DateTimeOriginal='{At}' photoshop:DateCreated='2001-01-02' xmp:CreateDate='2002-01-02'", "")]
    [InlineData("xmp:CreateDate='2002-01-02'", $"<photoshop:DateCreated>{At}</photoshop:DateCreated>")]
    [InlineData("xmp:ModifyDate='2002-01-02'", $"<xmp:CreateDate> {At}\n</xmp:CreateDate>")]
    [InlineData("exif:DateTimeOriginal='never'", $"<photoshop:DateCreated><![CDATA[{At}]]></photoshop:DateCreated>")]
    [InlineData("", $"<exif:DateTimeOriginal>{At}</exif:DateTimeOriginal><xmp:CreateDate>2002-01-02</xmp:CreateDate>")]
    public void The_properties_of_XMP_have_an_order(string attributes, string elements) =>
        Assert.Equal(s_at, XmpDates.Read(Encoding.UTF8.GetBytes(TestImages.Xmp(attributes.Replace('\'', '"'), elements))).Date?.At);

    [Theory]
    [InlineData("", $"<xmpMM:Pantry xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/'><rdf:Bag><rdf:li><rdf:Description exif:DateTimeOriginal='{At}'/></rdf:li></rdf:Bag></xmpMM:Pantry>")]
    [InlineData("", $"<x><xmp:CreateDate>{At}</xmp:CreateDate></x>")]
    [InlineData("", $"<xmp:CreateDate><b>{At}</b></xmp:CreateDate>")]
    [InlineData("xmp:ModifyDate='2002-01-02' xmp:MetadataDate='2002-01-02'", "")]
    public void The_date_of_another_thing_is_not_used(string attributes, string elements) =>
        Assert.Equal(default, XmpDates.Read(Encoding.UTF8.GetBytes(TestImages.Xmp(attributes, elements))));

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "DTD")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><x>&b;</x>", "DTD")]
    [InlineData("<x", "not valid XML")]
    [InlineData("no XML", "not valid XML")]
    [InlineData("<?xml version='1.0' encoding='x-none'?><x/>", "not valid XML")]
    public void Hostile_XML_is_refused(string xmp, string problem)
    {
        var result = XmpDates.Read(Encoding.UTF8.GetBytes(xmp));

        Assert.Null(result.Date);
        Assert.Contains(problem, result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_and_long_XML_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        var length = new byte[XmpDates.MaxBytes + 1];
        length.AsSpan().Fill((byte)' ');

        Assert.Contains("nested", XmpDates.Read(Encoding.UTF8.GetBytes(deep)).Problem, StringComparison.Ordinal);
        Assert.Contains("limit of 4 MiB", XmpDates.Read(length).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_packet_still_has_its_date()
    {
        var xmp = Encoding.UTF8.GetBytes(TestImages.Xmp($"xmp:CreateDate=\"{At}\"", "<xmp:Rating>3</xmp:Rating>"));

        Assert.Equal(s_at, XmpDates.Read(xmp.AsSpan()[..^60]).Date?.At);
        Assert.Equal(s_at, XmpDates.Read([.. xmp, 0, 0, 0]).Date?.At);
    }

    /// <summary>Each step removes the source that the step before has used.</summary>
    [Fact]
    public void The_sources_have_an_order()
    {
        var exif = new TestExif().TakenAt("2011:01:02 03:04:05").Set(ExifTag.DateTimeDigitized, "2012:01:02 03:04:05").Changed("2013:01:02 03:04:05");
        var (xmp, iptc) = (new XmpProfile(Encoding.UTF8.GetBytes(TestImages.Xmp("xmp:CreateDate=\"2014-01-02\""))), Iptc("20150102", null));
        Assert.Equal((2011, DateSource.ExifOriginal), Found());
        exif.Profile.RemoveValue(ExifTag.DateTimeOriginal);
        Assert.Equal((2014, DateSource.Xmp), Found());
        xmp = null;
        Assert.Equal((2015, DateSource.Iptc), Found());
        iptc = null;
        Assert.Equal((2012, DateSource.ExifDigitized), Found());
        exif.Profile.RemoveValue(ExifTag.DateTimeDigitized);
        Assert.Equal((2013, DateSource.ExifModified), Found());
        exif.Profile.RemoveValue(ExifTag.DateTime);
        Assert.Null(Read(metadata => metadata.ExifProfile = exif.Profile).Date);

        (int Year, DateSource Source) Found()
        {
            var date = Read(metadata => (metadata.ExifProfile, metadata.XmpProfile, metadata.IptcProfile) = (exif.Profile, xmp, iptc)).Date!;
            return (date.At.Year, date.Source);
        }
    }

    [Theory]
    [InlineData("2000:01:01 00:00:00")]
    [InlineData("1970:01:01 00:00:00")]
    [InlineData("2999:01:01 12:00:00")]
    [InlineData("0000:00:00 00:00:00")]
    public void The_next_source_replaces_a_doubted_date(string original) => Assert.Equal(
        new PhotoDate(new DateTime(2012, 1, 2, 3, 4, 5), null, DateSource.ExifDigitized),
        Read(metadata => metadata.ExifProfile = new TestExif().TakenAt(original).Set(ExifTag.DateTimeDigitized, "2012:01:02 03:04:05").Profile).Date);

    [Fact]
    public void Fractions_and_offsets_belong_to_their_date()
    {
        var exif = new TestExif().TakenAt("2999:01:01 12:00:00", "+05:00").Set(ExifTag.SubsecTimeOriginal, "9")
            .Set(ExifTag.DateTimeDigitized, "2012:01:02 03:04:05").Set(ExifTag.SubsecTimeDigitized, "25 ").Set(ExifTag.OffsetTimeDigitized, "-08:00");

        Assert.Equal(
            new PhotoDate(new DateTime(2012, 1, 2, 3, 4, 5, 250), TimeSpan.FromHours(-8), DateSource.ExifDigitized),
            Read(metadata => metadata.ExifProfile = exif.Profile).Date);
    }

    [Fact]
    public void No_bytes_make_the_readers_fail()
    {
        var likely = Gen.ArrayOf(Gen.Elements<byte>(0x1C, 2, 55, 60, 0, 8, 11, (byte)'2', (byte)'0', (byte)'1', 0xFF));
        byte[] iptc = [0x1C, 2, 55, 0, 8], resource = [.. "Photoshop 3.0\08BIM"u8, 4, 4];
        var contents = Gen.OneOf(likely, ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is not null), likely.Select(bytes => (byte[])[.. iptc, .. bytes]), likely.Select(bytes => (byte[])[.. resource, .. bytes]));

        Prop.ForAll(contents.ToArbitrary(), bytes =>
        {
            IptcDates.Read(bytes);
            return XmpDates.Read(bytes).Date is null;
        }).Holds();
    }

    private static ExifFacts Read(Action<SixLabors.ImageSharp.Metadata.ImageMetadata> change) => ImageDecoder.ReadHeader(TestImages.With(change), "test").Exif;

    private static IImageEncoder Encoder(string format) => format switch { "png" => TestImages.Png, "webp" => TestImages.WebP, "tiff" => TestImages.Tiff, _ => TestImages.Jpeg() };

    private static IptcProfile Iptc(string day, string? time)
    {
        var profile = new IptcProfile();
        profile.SetValue(IptcTag.CreatedDate, day, strict: false);
        if (time is not null)
            profile.SetValue(IptcTag.CreatedTime, time, strict: false);
        return profile;
    }
}
