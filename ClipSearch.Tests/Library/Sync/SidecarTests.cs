using System.Text;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>XMP files beside photos.</summary>
public sealed class SidecarTests(PostgresFixture postgres, S3Fixture s3) : IAsyncLifetime
{
    private static readonly DateTime s_at = new(2017, 3, 4, 5, 6, 7);

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _library = await postgres.NewLibraryAsync();

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Theory]
    [InlineData("a.jpg.xmp")]
    [InlineData("a.xmp")]
    [InlineData("a.XMP")]
    [InlineData("a.jpg.Xmp")]
    public async Task The_date_of_a_sidecar_replaces_that_of_the_file(string name)
    {
        var path = Photo("a.jpg", new TestExif().TakenAt("2011:01:02 03:04:05", "+09:00"));
        Write(name, $"exif:DateTimeOriginal=\"{s_at:s}-03:30\"");

        var summary = await _library.SyncAsync(Token);

        Assert.Empty(summary.Failures);
        var photo = await FindAsync(path);
        Assert.Equal((s_at, new TimeSpan(-3, -30, 0), DateSource.Sidecar), (photo.TakenAt, photo.UtcOffset, photo.TakenAtSource));
        Assert.Equal(new DateTime(2011, 1, 2, 3, 4, 5), photo.Exif.TakenAt);
    }

    [Fact]
    public async Task The_sidecar_with_the_whole_name_has_precedence()
    {
        var (jpeg, other) = (_library.Draw(1, "a.jpg"), _library.Add("formats/lossless.webp", "a.webp"));
        Write("a.jpg.xmp", $"xmp:CreateDate=\"{s_at:s}\"");
        Write("a.xmp", "xmp:CreateDate=\"2018-01-02\"");
        Write("b.xmp", "xmp:CreateDate=\"2019-01-02\"");

        await _library.SyncAsync(Token);

        Assert.Equal((s_at, new DateTime(2018, 1, 2)), ((await FindAsync(jpeg)).TakenAt, (await FindAsync(other)).TakenAt));
    }

    [Fact]
    public async Task A_new_changed_and_deleted_sidecar_is_found_by_the_next_scan_without_embedding_again()
    {
        var path = Photo("trip/a.jpg", new TestExif().TakenAt("2011:01:02 03:04:05"));
        var plain = _library.Draw(2, "trip/b.jpg");
        await _library.SyncAsync(Token);

        var sidecar = Write("trip/a.xmp", $"xmp:CreateDate=\"{s_at:s}\"");
        Assert.Equal((0, 1, 1), await ScanAsync());
        Assert.Equal(s_at, (await FindAsync(path)).TakenAt);
        Assert.Equal((0, 0, 2), await ScanAsync());

        // An older time than before: any change counts.
        Write("trip/a.xmp", "xmp:CreateDate=\"2018-01-02T03:04:05\"");
        File.SetLastWriteTimeUtc(sidecar, new DateTime(2001, 1, 1));
        Assert.Equal((0, 1, 1), await ScanAsync());
        Assert.Equal(new DateTime(2018, 1, 2, 3, 4, 5), (await FindAsync(path)).TakenAt);

        File.Delete(sidecar);
        Assert.Equal((0, 1, 1), await ScanAsync());
        var photo = await FindAsync(path);
        Assert.Equal((new DateTime(2011, 1, 2, 3, 4, 5), DateSource.ExifOriginal), (photo.TakenAt, photo.TakenAtSource));
        Assert.Equal(DateSource.FileTime, (await FindAsync(plain)).TakenAtSource);
    }

    [Fact]
    public async Task A_bad_sidecar_is_reported_once_and_its_photo_is_imported()
    {
        var path = Photo("a.jpg", new TestExif().TakenAt("2011:01:02 03:04:05"));
        File.WriteAllText(Path.Combine(_library.Folder, "a.xmp"), "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>");

        var summary = await _library.SyncAsync(Token);

        Assert.Equal((1, 1), (summary.Found, summary.Embedded));
        var failure = Assert.Single(summary.Failures);
        Assert.Equal(Path.Combine(_library.Folder, "a.xmp"), failure.Path);
        Assert.Contains("was ignored: it is not valid XML", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(DateSource.ExifOriginal, (await FindAsync(path)).TakenAtSource);
        var again = await _library.SyncAsync(Token);
        Assert.Equal((1, 0, 1), (again.Unchanged, again.Recognized, again.Failures.Count));

        Write("a.xmp", $"xmp:CreateDate=\"{s_at:s}\"");
        Assert.Empty((await _library.SyncAsync(Token)).Failures);
        Assert.Equal(s_at, (await FindAsync(path)).TakenAt);
    }

    [Fact]
    public async Task An_empty_and_a_huge_sidecar_are_ignored()
    {
        var path = _library.Draw(1, "a.jpg");
        var sidecar = Path.Combine(_library.Folder, "a.xmp");
        File.WriteAllText(sidecar, "");
        Assert.Contains("is empty", Assert.Single((await _library.SyncAsync(Token)).Failures).Reason, StringComparison.Ordinal);

        using (var file = File.OpenWrite(sidecar))
            file.SetLength(1L << 33);
        Assert.Contains("exceeds the limit of 4 MiB", Assert.Single((await _library.SyncAsync(Token)).Failures).Reason, StringComparison.Ordinal);
        Assert.Equal(DateSource.FileTime, (await FindAsync(path)).TakenAtSource);
    }

    [Fact]
    public async Task A_sidecar_beside_a_link_and_a_linked_sidecar_are_read()
    {
        var elsewhere = Directory.CreateTempSubdirectory("clipsearch-elsewhere").FullName;
        try
        {
            var (link, target) = (Path.Combine(_library.Folder, "a.jpg"), Path.Combine(elsewhere, "target.jpg"));
            File.WriteAllBytes(target, TestImages.Draw(1));
            File.WriteAllText(Path.Combine(elsewhere, "target.xmp"), TestImages.Xmp("xmp:CreateDate=\"2001-02-03\""));
            File.WriteAllText(Path.Combine(elsewhere, "dates"), TestImages.Xmp($"xmp:CreateDate=\"{s_at:s}\""));
            File.CreateSymbolicLink(link, target);
            File.CreateSymbolicLink(Path.Combine(_library.Folder, "a.xmp"), Path.Combine(elsewhere, "dates"));

            Assert.Empty((await _library.SyncAsync(Token)).Failures);
            Assert.Equal(s_at, (await FindAsync(link)).TakenAt);

            File.WriteAllText(Path.Combine(elsewhere, "dates"), TestImages.Xmp("xmp:CreateDate=\"2018-01-02\""));
            Assert.Equal((0, 1, 0), await ScanAsync());
            Assert.Equal(new DateTime(2018, 1, 2), (await FindAsync(link)).TakenAt);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public async Task Sidecars_in_a_bucket_are_read()
    {
        var bucket = await s3.NewBucketAsync();
        await using var library = await postgres.NewLibraryAsync(bucket);
        await bucket.DrawAsync(1, "trip/a.jpg");
        await bucket.PutAsync("trip/a.jpg.xmp", Encoding.UTF8.GetBytes(TestImages.Xmp($"xmp:CreateDate=\"{s_at:s}\"")));

        Assert.Equal((1, 0), Counts(await SyncAsync()));
        Assert.Equal((s_at, DateSource.Sidecar), await DateAsync());
        Assert.Equal((0, 0), Counts(await SyncAsync()));

        await bucket.PutAsync("trip/a.jpg.xmp", Encoding.UTF8.GetBytes(TestImages.Xmp("xmp:CreateDate=\"2018-01-02\"")));
        Assert.Equal((0, 1), Counts(await SyncAsync()));
        Assert.Equal((new DateTime(2018, 1, 2), DateSource.Sidecar), await DateAsync());

        await bucket.DeleteAsync("trip/a.jpg.xmp");
        Assert.Equal((0, 1), Counts(await SyncAsync()));
        Assert.Equal(DateSource.FileTime, (await DateAsync()).Source);

        Task<SyncSummary> SyncAsync() => library.Sync.RunAsync([bucket.Address()], new SyncProgress([bucket.Address()]), cancellationToken: Token);

        async Task<(DateTime At, DateSource Source)> DateAsync() =>
            (await library.Lookup.FindByPathAsync(bucket.Address("trip/a.jpg"), Token))! is var photo ? (photo.TakenAt, photo.TakenAtSource) : default;

        static (int Embedded, int Recognized) Counts(SyncSummary summary) => (summary.Embedded, summary.Recognized);
    }

    private string Photo(string name, TestExif exif)
    {
        var path = _library.Draw(1, name);
        File.WriteAllBytes(path, TestImages.With(exif, File.ReadAllBytes(path)));
        return path;
    }

    private string Write(string name, string attributes)
    {
        var path = Path.Combine(_library.Folder, name);
        File.WriteAllText(path, TestImages.Xmp(attributes));
        return path;
    }

    private async Task<(int Embedded, int Recognized, int Unchanged)> ScanAsync()
    {
        var summary = await _library.SyncAsync(Token);
        return (summary.Embedded, summary.Recognized, summary.Unchanged);
    }

    private async Task<Photo> FindAsync(string path) => (await _library.Lookup.FindByPathAsync(path, Token))!;
}
