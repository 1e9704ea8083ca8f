using System.Globalization;
using System.Text;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;
using SixLabors.ImageSharp.Metadata.Profiles.Iptc;
using SixLabors.ImageSharp.Metadata.Profiles.Xmp;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Files as cameras, phones and programs write them, from the folder to the library.</summary>
public sealed class UnusualFileTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dates_have_many_spellings_and_sources()
    {
        var iptc = new IptcProfile();
        iptc.SetValue(IptcTag.CreatedDate, "20160304", strict: false);
        iptc.SetValue(IptcTag.CreatedTime, "050607+0000", strict: false);
        var xmp = TestImages.Xmp("photoshop:DateCreated=\"2017-03-04T05:06:07\"");
        (string Name, byte[] Content, string? TakenAt, DateSource Source)[] files =
        [
            ("hour 24.jpg", Exif("2015:08:22 24:08:19"), "2015-08-23 00:08:19", DateSource.ExifOriginal),
            ("with offset.jpg", Exif("2025:01:14 18:31:30+0000"), "2025-01-14 18:31:30", DateSource.ExifOriginal),
            ("with hyphens.jpg", Exif("2023-07-21 21:06:26"), "2023-07-21 21:06:26", DateSource.ExifOriginal),
            ("of XML.jpg", Exif("2018-01-20T11:46:00Z"), "2018-01-20 11:46:00", DateSource.ExifOriginal),
            ("without seconds.jpg", Exif("2019:05:01 12:34"), "2019-05-01 12:34:00", DateSource.ExifOriginal),
            ("day.jpg", Exif("2019:05:01"), "2019-05-01 00:00:00", DateSource.ExifOriginal),
            ("xmp.jpg", TestImages.WithXmp(TestImages.Draw(1), xmp), "2017-03-04 05:06:07", DateSource.Xmp),
            ("xmp.png", TestImages.With(metadata => metadata.XmpProfile = new XmpProfile(Encoding.UTF8.GetBytes(xmp)), TestImages.Png), "2017-03-04 05:06:07", DateSource.Xmp),
            ("iptc.jpg", TestImages.With(metadata => metadata.IptcProfile = iptc), "2016-03-04 05:06:07", DateSource.Iptc),
            ("IMG-20190101-WA0001.jpg", TestImages.Draw(2), "2019-01-01 00:00:00", DateSource.FileName),
            ("2014-07-08 09.10.11.jpg", TestImages.Draw(3), "2014-07-08 09:10:11", DateSource.FileName),
            ("Screenshot_20200203-040506.jpg", TestImages.Draw(4), "2020-02-03 04:05:06", DateSource.FileName),
            // A Pixel phone writes UTC.
            ("PXL_20231129_043736033.jpg", TestImages.Draw(5), null, DateSource.FileName),
        ];

        var photos = await ImportAsync([.. files.Select(file => (file.Name, file.Content))]);

        Assert.Equal(files.Select(file => (file.Name, file.Source)).Order(), photos.Select(photo => (photo.Name, photo.TakenAtSource)).Order());
        foreach (var (name, _, takenAt, _) in files)
        {
            var expected = takenAt is null
                ? new DateTime(2023, 11, 29, 4, 37, 36, 33, DateTimeKind.Utc).ToLocalTime() : DateTime.Parse(takenAt, CultureInfo.InvariantCulture);
            Assert.Equal((name, expected), (name, photos.Single(photo => photo.Name == name).TakenAt));
        }

        static byte[] Exif(string takenAt) => TestImages.With(new TestExif().TakenAt(takenAt), TestImages.Draw(takenAt.Length));
    }

    [Fact]
    public async Task JPEGs_have_many_extensions()
    {
        string[] names = ["x.jfif", "x.jpe", "x.mpo", "x.jps", "x.JPEG"];

        var photos = await ImportAsync([.. names.Select((name, i) => (name, TestImages.Draw(i)))]);

        Assert.Equal(names.Order(StringComparer.Ordinal), photos.Select(photo => photo.Name).Order(StringComparer.Ordinal));
        Assert.All(photos, photo => Assert.Equal("jpeg", photo.Format));
    }

    [Fact]
    public async Task A_position_may_have_seconds_of_0_divided_by_0()
    {
        var file = TestImages.With(new TestExif().Position("N", [(48, 1), (51, 1), (0, 0)], "E", [(2, 1), (21, 1), (0, 0)]), TestImages.Draw(1));

        var photo = Assert.Single(await ImportAsync([("a.jpg", file)]));

        Assert.Equal((48.85, 2.35), (Math.Round(photo.Exif.Latitude!.Value, 9), Math.Round(photo.Exif.Longitude!.Value, 9)));
    }

    private async Task<IReadOnlyList<Photo>> ImportAsync((string Name, byte[] Content)[] files)
    {
        await using var library = await postgres.NewLibraryAsync();
        foreach (var (name, content) in files)
            await File.WriteAllBytesAsync(Path.Combine(library.Folder, name), content, Token);
        var summary = await library.SyncAsync(Token);
        Assert.Equal((files.Length, 0), (summary.Embedded, summary.Failures.Count));
        Assert.Empty(summary.Skipped);
        return (await library.Lookup.ListAsync(PhotoFilter.None, 100, 0, Token)).Photos;
    }
}
