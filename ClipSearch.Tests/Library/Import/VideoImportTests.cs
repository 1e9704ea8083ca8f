using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Search;
using ClipSearch.Core.Video;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Import;

/// <summary>Videos in the library: they are imported, found by their frames, and kept in sync like photos.</summary>
public sealed class VideoImportTests(PostgresFixture postgres)
{
    private const string Demo = "clipsearch/demo";

    /// <summary>The drawing of a man who jumps.</summary>
    private const int Jump = 33;

    /// <summary>The drawing of a cat.</summary>
    private const int Cat = 46;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_finds_the_second_of_a_video_that_shows_it()
    {
        await using var library = await postgres.NewLibraryAsync(clipModel: Demo);
        TestVideos.WriteFilm(Path.Combine(library.Folder, "film.mp4"), Cat, Jump, "-metadata", "creation_time=2019-07-04T16:02:11Z");
        library.Draw(1, "photo.jpg");

        var summary = await library.SyncAsync(Token);

        Assert.Equal((2, 0), (summary.Embedded, summary.Failures.Count));
        var jump = (await library.Search.SearchAsync(new PhotoQuery("man jumping"), Token)).Hits[0];
        Assert.Equal("film.mp4", jump.Photo.Name);
        Assert.InRange(jump.At!.Value, TestVideos.SecondScene - TimeSpan.FromSeconds(0.2), TestVideos.Length);
        var cat = (await library.Search.SearchAsync(new PhotoQuery("cat") { Stacked = false }, Token)).Hits[0];
        Assert.Equal("film.mp4", cat.Photo.Name);
        Assert.InRange(cat.At!.Value, TimeSpan.Zero, TestVideos.SecondScene - TimeSpan.FromSeconds(0.2));
        var video = jump.Photo;
        Assert.Equal(("mp4", 320, 240, DateSource.Video), (video.Format, video.Width, video.Height, video.TakenAtSource));
        Assert.Equal(TestVideos.Length.TotalSeconds, video.Video!.Duration.TotalSeconds, 0.2);
        Assert.Equal(2, video.Video.Frames.Count);
        Assert.NotNull(video.Placeholder);
    }

    [Fact]
    public async Task A_video_is_one_result_among_photos()
    {
        await using var library = await postgres.NewLibraryAsync(clipModel: Demo);
        TestVideos.WriteFilm(Path.Combine(library.Folder, "film.mp4"), Cat, Jump);
        TestVideos.WriteFilm(Path.Combine(library.Folder, "other.mp4"), Jump, 1);
        library.Draw(1, "photo.jpg");
        await library.SyncAsync(Token);

        foreach (var stacked in new[] { true, false })
        {
            var result = await library.Search.SearchAsync(new PhotoQuery("man jumping") { Stacked = stacked }, Token);
            Assert.Equal(3, result.Total);
            Assert.Equal(["film.mp4", "other.mp4", "photo.jpg"], result.Hits.Select(hit => hit.Photo.Name).Order());
            var videos = await library.Search.SearchAsync(new PhotoQuery("man jumping") { Stacked = stacked, Filter = Videos }, Token);
            Assert.Equal((2, 2), ((int)videos.Total, videos.Hits.Count));
            Assert.Equal(1, (await library.Search.SearchAsync(new PhotoQuery("photo.jpg") { Stacked = stacked }, Token)).Hits.Count(hit => hit.IsNamed));
            Assert.Equal(1, (await library.Search.SearchAsync(new PhotoQuery("film.mp4") { Stacked = stacked }, Token)).Hits.Count(hit => hit.IsNamed));
        }
    }

    [Fact]
    public async Task The_index_finds_frames_too()
    {
        await using var library = await postgres.NewLibraryAsync(clipModel: Demo);
        TestVideos.WriteFilm(Path.Combine(library.Folder, "film.mp4"), Cat, Jump);
        for (var number = 1; number <= 5; number++)
            library.Draw(number, $"{number}.jpg");
        await library.SyncAsync(Token);
        await library.Embeddings.EnsureHnswAsync(0, Token);
        library.Counts.MaxExactMatches = 0;

        foreach (var stacked in new[] { true, false })
        {
            var result = await library.Search.SearchAsync(new PhotoQuery("man jumping") { Stacked = stacked }, Token);

            Assert.Equal(6, result.Total);
            Assert.Equal(6, result.Hits.Select(hit => hit.Photo.Id).Distinct().Count());
            Assert.Equal(6, result.Hits.Count);
            Assert.Equal("film.mp4", result.Hits[0].Photo.Name);
            Assert.InRange(result.Hits[0].At!.Value, TestVideos.SecondScene - TimeSpan.FromSeconds(0.2), TestVideos.Length);
        }
    }

    [Fact]
    public async Task A_second_scan_reads_no_video_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = Path.Combine(library.Folder, "film.mp4");
        TestVideos.WriteFilm(path, Cat, Jump);
        await library.SyncAsync(Token);

        Assert.Equal((0, 1), ((await library.SyncAsync(Token)) is var again ? again.Embedded + again.Recognized : 0, again.Unchanged));
        File.Move(path, Path.Combine(library.Folder, "renamed.mp4"));
        var moved = await library.SyncAsync(Token);

        Assert.Equal((0, 1, 1), (moved.Embedded, moved.Recognized, moved.Removed));
        Assert.Equal(2, (await PhotoAsync(library, "renamed.mp4")).Video!.Frames.Count);
    }

    [Fact]
    public async Task A_damaged_video_is_one_failed_file()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "photo.jpg");
        var path = Path.Combine(library.Folder, "film.mp4");
        TestVideos.WriteFilm(path, Cat, Jump);
        // Without its index, which is at the end.
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, Token))[..2000], Token);

        var summary = await library.SyncAsync(Token);

        Assert.Equal(1, summary.Embedded);
        Assert.Contains("cannot be read as a video", Assert.Single(summary.Failures).Reason, StringComparison.Ordinal);
        TestVideos.WriteFilm(path, Cat, Jump);
        Assert.Equal((1, 0), ((await library.SyncAsync(Token)) is var mended ? mended.Embedded : 0, mended.Failures.Count));
    }

    [Fact]
    public async Task Black_frames_at_the_beginning_are_not_the_poster()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = Path.Combine(library.Folder, "film.mp4");
        TestVideos.Run(
        [
            "-f", "lavfi", "-i", "color=black:s=320x240:r=10:d=3", "-loop", "1", "-t", "3", "-i", Imaging.SampleImages.Gallery(Jump),
            "-filter_complex", "[1:v]scale=320:240,setsar=1,fps=10[b];[0:v][b]concat=n=2:v=1[v]", "-map", "[v]", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", path,
        ]);
        await library.SyncAsync(Token);

        Assert.Equal(3, (await PhotoAsync(library, "film.mp4")).Video!.Poster.TotalSeconds, 0.2);
    }

    [Fact]
    public async Task A_black_video_is_imported_with_one_frame()
    {
        await using var library = await postgres.NewLibraryAsync();
        TestVideos.Run(["-f", "lavfi", "-i", "color=black:s=320x240:r=10:d=5", "-c:v", "libx264", "-pix_fmt", "yuv420p", Path.Combine(library.Folder, "black.mp4")]);
        await library.SyncAsync(Token);

        Assert.Equal([TimeSpan.Zero], (await PhotoAsync(library, "black.mp4")).Video!.Frames);
    }

    [Fact]
    public async Task Videos_that_begin_alike_are_not_stacked()
    {
        await using var library = await postgres.NewLibraryAsync();
        TestVideos.WriteFilm(Path.Combine(library.Folder, "one.mp4"), Cat, Jump);
        TestVideos.WriteFilm(Path.Combine(library.Folder, "other.mp4"), Cat, 5);
        File.Copy(Imaging.SampleImages.Gallery(Cat), Path.Combine(library.Folder, "cat.jpg"));
        await library.SyncAsync(Token);

        Assert.Equal(0, (await library.Stacks.ListAsync(10, 0, Token)).Total);
    }

    [Fact]
    public async Task Similar_photos_of_a_video_are_those_similar_to_its_frames()
    {
        await using var library = await postgres.NewLibraryAsync(clipModel: Demo);
        TestVideos.WriteFilm(Path.Combine(library.Folder, "film.mp4"), Cat, Jump);
        File.Copy(Imaging.SampleImages.Gallery(Jump), Path.Combine(library.Folder, "jump.jpg"));
        library.Draw(1, "photo.jpg");
        await library.SyncAsync(Token);

        var similar = await library.Search.SearchAsync(new PhotoQuery("") { LikePhotos = [(await PhotoAsync(library, "film.mp4")).Id] }, Token);

        Assert.Equal(["jump.jpg", "photo.jpg"], similar.Hits.Select(hit => hit.Photo.Name));
    }

    [Fact]
    public async Task A_sidecar_dates_a_video()
    {
        await using var library = await postgres.NewLibraryAsync();
        TestVideos.WriteStill(Path.Combine(library.Folder, "film.mp4"), Cat, 1);
        await File.WriteAllTextAsync(
            Path.Combine(library.Folder, "film.mp4.xmp"),
            """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="2017-03-04T05:06:07"/></rdf:RDF></x:xmpmeta>""",
            Token);
        await library.SyncAsync(Token);

        var video = await PhotoAsync(library, "film.mp4");
        Assert.Equal((new DateTime(2017, 3, 4, 5, 6, 7), DateSource.Sidecar), (video.TakenAt, video.TakenAtSource));
    }

    [Fact]
    public async Task Without_FFmpeg_videos_are_counted_with_the_remedy()
    {
        await using var library = await postgres.NewLibraryAsync(ffmpeg: "off");
        library.Draw(1, "photo.jpg");
        foreach (var name in new[] { "a.mp4", "b.MP4", "c.mov" })
            TestVideos.WriteStill(Path.Combine(library.Folder, name), Cat, 1);

        var summary = await library.SyncAsync(Token);

        Assert.Equal((4, 0), (summary.Found, summary.Failures.Count));
        Assert.Equal([(".mp4", 2L), (".mov", 1L)], summary.Skipped.Select(group => (group.Extension, group.Count)));
        Assert.All(summary.Skipped, group => Assert.Equal(SkipReason.NeedsProgram, group.Reason));
        Assert.All(summary.Skipped, group => Assert.Contains("scripts/setup --video", NeededPrograms.Find(group.Extension)!.Remedy, StringComparison.Ordinal));
        Assert.Equal(VideoFormats.Extensions.Order(), NeededPrograms.Find(".mp4")!.Extensions.Order());

        // FFmpeg is installed in the meantime.
        await using var later = new TestLibrary(library.Options.DatabaseUrl!, library.Folder);
        Assert.Equal((4, 3, 0), ((await later.SyncAsync(Token)) is var again ? again.Found : 0, again.Embedded, again.Skipped.Count));
    }

    [Fact]
    public async Task Videos_stay_in_the_library_while_FFmpeg_is_missing()
    {
        await using var library = await postgres.NewLibraryAsync();
        foreach (var name in new[] { "same.mp4", "changed.mp4" })
            TestVideos.WriteStill(Path.Combine(library.Folder, name), Cat, 1);
        await library.SyncAsync(Token);

        await using var without = new TestLibrary(library.Options.DatabaseUrl!, library.Folder, ffmpeg: "off");
        TestVideos.WriteStill(Path.Combine(library.Folder, "changed.mp4"), Cat, 2);
        TestVideos.WriteStill(Path.Combine(library.Folder, "new.mp4"), Cat, 1);
        foreach (var toRead in new[] { 2, 0 })
        {
            var progress = new SyncProgress([library.Folder]);
            var summary = await without.SyncAsync(progress, Token);

            Assert.Equal((3, 0, 0), (summary.Found, summary.Removed, summary.Failures.Count));
            Assert.Equal([(".mp4", 2L)], summary.Skipped.Select(group => (group.Extension, group.Count)));
            // The second scan tries none of them again.
            Assert.Equal(toRead, progress.Status.ToRead);
            Assert.Equal(["changed.mp4", "same.mp4"], (await without.FindAsync()).Order());
        }

        await using var later = new TestLibrary(library.Options.DatabaseUrl!, library.Folder);
        Assert.Equal((2, 0), ((await later.SyncAsync(Token)) is var again ? again.Embedded + again.Recognized : 0, again.Skipped.Count));
    }

    private static PhotoFilter Videos => PhotoFilter.None.With(StandardFacets.Type, "video");

    private static async Task<Photo> PhotoAsync(TestLibrary library, string name) => (await library.Lookup.FindByPathAsync(Path.Combine(library.Folder, name), Token))!;
}
