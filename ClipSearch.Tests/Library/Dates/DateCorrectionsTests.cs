using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;
using SixLabors.ImageSharp.Processing;

namespace ClipSearch.Tests.Library.Dates;

/// <summary>Stored dates: where they come from, and how a person corrects them.</summary>
public sealed class DateCorrectionsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTime s_detected = new(2011, 1, 2, 3, 4, 5);
    private static readonly DateTime s_corrected = new(1987, 6, 5, 4, 3, 2);

    private TestLibrary _library = null!;
    private string _path = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _path = Path.Combine(_library.Folder, "a.jpg");
        File.WriteAllBytes(_path, TestImages.With(new TestExif().TakenAt("2011:01:02 03:04:05", "+09:00"), TestImages.Draw(1)));
        await _library.SyncAsync(Token);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task A_correction_survives_scans_and_can_be_reset()
    {
        await CorrectAsync();
        await AssertCorrectedAsync(_path);

        File.SetLastWriteTimeUtc(_path, new DateTime(2020, 1, 1));
        Assert.Equal(1, (await _library.SyncAsync(Token)).Recognized);
        await AssertCorrectedAsync(_path);
        await _library.SqlAsync("UPDATE images SET metadata_version = 0");
        Assert.Equal(1, (await _library.SyncAsync(Token)).Recognized);
        await AssertCorrectedAsync(_path);

        Assert.True(await _library.Corrections.ResetAsync((await FindAsync(_path)).Id, Token));
        await AssertDetectedAsync(_path);
        Assert.False(await _library.Corrections.ResetAsync(987654321, Token));
        Assert.False(await _library.Corrections.SetAsync(987654321, s_corrected, null, Token));
    }

    [Fact]
    public async Task A_correction_applies_to_copies_and_moves_with_the_file()
    {
        var copy = Path.Combine(_library.Folder, "copy.jpg");
        File.Copy(_path, copy);
        await _library.SyncAsync(Token);
        await CorrectAsync();
        await AssertCorrectedAsync(copy);

        var later = Path.Combine(_library.Folder, "later.jpg");
        File.Move(_path, later);
        await _library.SyncAsync(Token);
        await AssertCorrectedAsync(later);

        Assert.True(await _library.Corrections.ResetAsync((await FindAsync(copy)).Id, Token));
        await AssertDetectedAsync(later);
        await AssertDetectedAsync(copy);
    }

    [Fact]
    public async Task A_correction_moves_to_the_trash_and_back()
    {
        await CorrectAsync();
        var trashed = await _library.Trash.DeleteAsync((await FindAsync(_path)).Id, Token);
        Assert.NotNull(await _library.Trash.RestoreAsync(trashed!.Value, Token));
        await AssertCorrectedAsync(_path);
        Assert.Equal(1, (await _library.SyncAsync(Token)).Unchanged);
        await AssertCorrectedAsync(_path);

        Assert.True(await _library.Corrections.ResetAsync((await FindAsync(_path)).Id, Token));
        await AssertDetectedAsync(_path);
    }

    [Fact]
    public async Task A_copy_in_the_trash_follows_the_correction_of_another()
    {
        var copy = Path.Combine(_library.Folder, "copy.jpg");
        File.Copy(_path, copy);
        await _library.SyncAsync(Token);
        var trashed = await _library.Trash.DeleteAsync((await FindAsync(copy)).Id, Token);

        await CorrectAsync();

        Assert.NotNull(await _library.Trash.RestoreAsync(trashed!.Value, Token));
        await AssertCorrectedAsync(copy);
    }

    [Fact]
    public async Task An_edited_file_keeps_its_correction_and_another_photo_in_its_place_does_not()
    {
        await CorrectAsync();

        File.WriteAllBytes(_path, TestImages.Changed(_path, TestImages.Jpeg(50), image => image.Flip(FlipMode.Horizontal)));
        Assert.Equal(1, (await _library.SyncAsync(Token)).Embedded);
        await AssertCorrectedAsync(_path);

        File.WriteAllBytes(_path, TestImages.With(new TestExif().TakenAt("2012:01:02 03:04:05"), TestImages.Draw(2)));
        Assert.Equal(1, (await _library.SyncAsync(Token)).Embedded);
        var photo = await FindAsync(_path);
        Assert.Equal((new DateTime(2012, 1, 2, 3, 4, 5), DateSource.ExifOriginal), (photo.TakenAt, photo.TakenAtSource));
    }

    [Fact]
    public async Task Lists_filters_and_the_timeline_use_the_corrected_date()
    {
        var other = _library.Draw(2, "IMG-20000506-WA0001.jpg");
        await _library.SyncAsync(Token);
        await CorrectAsync();
        var until = PhotoFilter.None.With(StandardFacets.TakenTo, FacetTime.Parse("1987")!);

        Assert.Equal([new DateOnly(2000, 5, 1), new DateOnly(1987, 6, 1)], (await _library.Timeline.MonthsAsync(PhotoFilter.None, Token)).Select(month => month.First));
        Assert.Equal([other, _path], (await _library.Lookup.ListAsync(PhotoFilter.None, 9, 0, Token)).Photos.Select(photo => photo.Path));
        Assert.Equal([other, _path], (await _library.Timeline.ListAsync(PhotoFilter.None, null, 9, Token)).Select(photo => photo.Path));
        Assert.Equal([_path], (await _library.Lookup.ListAsync(until, 9, 0, Token)).Photos.Select(photo => photo.Path));
        Assert.Equal(["a.jpg"], await _library.FindAsync(filter: until));
    }

    [Fact]
    public async Task Nothing_is_written_to_the_file()
    {
        var before = await File.ReadAllBytesAsync(_path, Token);

        await CorrectAsync();

        Assert.Equal(before, await File.ReadAllBytesAsync(_path, Token));
        Assert.Equal(["a.jpg"], Directory.GetFiles(_library.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("IMG-20190101-WA0001.jpg", "2019-01-01")]
    [InlineData("2014-07-08 09.10.11.jpg", "2014-07-08 09:10:11")]
    public async Task The_name_of_a_file_without_metadata_is_used(string name, string at)
    {
        var path = _library.Draw(2, name);

        await _library.SyncAsync(Token);

        var photo = await FindAsync(path);
        Assert.Equal((DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture), DateSource.FileName), (photo.TakenAt, photo.TakenAtSource));
    }

    [Fact]
    public async Task Photos_of_an_older_version_get_their_date_and_altitude_by_the_next_scan_without_embedding_again()
    {
        var path = Path.Combine(_library.Folder, "b.jpg");
        var exif = new TestExif().Position("N", [(48, 1)], "E", [(2, 1)]).Set(SixLabors.ImageSharp.Metadata.Profiles.Exif.ExifTag.GPSAltitude, new(35, 1));
        File.WriteAllBytes(path, TestImages.WithXmp(TestImages.With(exif, TestImages.Draw(3)), TestImages.Xmp("photoshop:DateCreated=\"2017-03-04\"")));
        await _library.SyncAsync(Token);
        // As the version before has stored it.
        await _library.SqlAsync(
            """
            UPDATE images SET metadata_version = 0, taken_at_source = NULL, altitude = NULL, taken_at = CASE WHEN altitude IS NULL THEN taken_at END;
            UPDATE photos SET detected_at = NULL, taken_at_source = NULL, utc_offset = NULL, taken_at = CASE WHEN path LIKE '%b.jpg' THEN '2020-01-01' ELSE taken_at END
            """);
        Assert.Equal((DateSource.FileTime, DateSource.ExifOriginal), ((await FindAsync(path)).TakenAtSource, (await FindAsync(_path)).TakenAtSource));
        await AssertDetectedAsync(_path);

        var summary = await _library.SyncAsync(Token);

        Assert.Equal((0, 2), (summary.Embedded, summary.Recognized));
        var photo = await FindAsync(path);
        Assert.Equal((new DateTime(2017, 3, 4), DateSource.Xmp, 35.0), (photo.TakenAt, photo.TakenAtSource, photo.Exif.Altitude));
        Assert.Equal(2, (await _library.SyncAsync(Token)).Unchanged);
    }

    [Fact]
    public async Task A_photo_of_an_older_version_can_be_corrected_and_reset_before_it_is_read_again()
    {
        await _library.SqlAsync("UPDATE photos SET detected_at = NULL, taken_at_source = NULL, utc_offset = NULL; UPDATE images SET metadata_version = 0, taken_at_source = NULL");

        await CorrectAsync();
        await AssertCorrectedAsync(_path);
        await _library.Corrections.ResetAsync((await FindAsync(_path)).Id, Token);

        await AssertDetectedAsync(_path);
    }

    private async Task CorrectAsync() => Assert.True(await _library.Corrections.SetAsync((await FindAsync(_path)).Id, s_corrected, TimeSpan.FromHours(2), Token));

    private async Task AssertCorrectedAsync(string path)
    {
        var photo = await FindAsync(path);
        Assert.Equal((s_corrected, TimeSpan.FromHours(2), DateSource.Correction), (photo.TakenAt, photo.UtcOffset, photo.TakenAtSource));
    }

    private async Task AssertDetectedAsync(string path)
    {
        var photo = await FindAsync(path);
        Assert.Equal((s_detected, TimeSpan.FromHours(9), DateSource.ExifOriginal), (photo.TakenAt, photo.UtcOffset, photo.TakenAtSource));
    }

    private async Task<Photo> FindAsync(string path) => (await _library.Lookup.FindByPathAsync(path, Token))!;
}
