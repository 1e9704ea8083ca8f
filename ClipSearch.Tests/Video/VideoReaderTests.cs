using ClipSearch.Core.Imaging;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Video;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;

namespace ClipSearch.Tests.Video;

/// <summary>Reading videos with the real FFmpeg.</summary>
public sealed class VideoReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clipsearch-videos");
    private readonly VideoReader _reader = new(new FfmpegProgram(new ClipSearchOptions()), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("film.mp4", "mp4")]
    [InlineData("film.mov", "mov")]
    [InlineData("film.m4v", "mp4")]
    [InlineData("film.webm", "webm")]
    [InlineData("film.mkv", "mkv")]
    public async Task Each_container_is_read(string name, string format)
    {
        var path = Path.Combine(_folder.FullName, name);
        TestVideos.WriteFilm(path, 33, 46);

        var stream = await _reader.ProbeAsync(path, name, Token);
        var frames = await FramesAsync(path, stream, keyFramesOnly: false);

        Assert.Equal((format, 320, 240), (stream.Format.Name, stream.Width, stream.Height));
        Assert.Equal(TestVideos.Length.TotalSeconds, stream.Duration!.Value.TotalSeconds, 0.2);
        Assert.Contains(frames, frame => (frame.At - TestVideos.SecondScene).Duration() < TimeSpan.FromSeconds(0.2));
    }

    [Fact]
    public async Task Frames_show_what_the_video_shows_at_their_time()
    {
        var path = Path.Combine(_folder.FullName, "film.mp4");
        TestVideos.WriteFilm(path, 33, 46);
        var stream = await _reader.ProbeAsync(path, path, Token);

        var frames = await FramesAsync(path, stream, keyFramesOnly: false);

        foreach (var (at, pixels) in frames)
        {
            using var frame = await _reader.FrameAsync(path, path, at, 320, Token);
            using var single = ImageDecoder.Decode(frame.Content, path, cancellationToken: Token);
            Assert.True(SampleImages.MeanDifference(pixels, single.Pixels) < 1, $"{at}");
        }

        Assert.True(SampleImages.MeanDifference(frames[0].Pixels, frames[^1].Pixels) > 20);
    }

    [Fact]
    public async Task A_turned_video_is_upright()
    {
        var (plain, turned) = (Path.Combine(_folder.FullName, "plain.mp4"), Path.Combine(_folder.FullName, "turned.mp4"));
        TestVideos.WriteFilm(plain, 33, 46);
        TestVideos.Turn(plain, turned);

        var stream = await _reader.ProbeAsync(turned, turned, Token);
        using var frame = await _reader.FrameAsync(turned, turned, TimeSpan.Zero, 1000, Token);

        Assert.Equal((240, 320), (stream.Width, stream.Height));
        var header = ImageDecoder.ReadHeader(frame.Content, turned);
        Assert.Equal((240, 320), (header.Width, header.Height));
    }

    [Fact]
    public async Task Pixels_that_are_not_square_are_stretched()
    {
        var path = Path.Combine(_folder.FullName, "wide.mp4");
        TestVideos.WriteStill(path, 33, 1, "-vf", "scale=320:240,setsar=2/1,fps=10");

        var stream = await _reader.ProbeAsync(path, path, Token);

        Assert.Equal((640, 240), (stream.Width, stream.Height));
    }

    [Fact]
    public async Task A_video_with_one_key_frame_has_samples_throughout()
    {
        var path = Path.Combine(_folder.FullName, "screen.mp4");
        TestVideos.WriteStill(path, 33, 30, "-g", "9999", "-x264-params", "scenecut=0:keyint=9999");
        var stream = await _reader.ProbeAsync(path, path, Token);

        var keyFrames = await FramesAsync(path, stream, keyFramesOnly: true);
        var all = await FramesAsync(path, stream, keyFramesOnly: false);

        Assert.True(FrameSampling.IsTooSparse([.. keyFrames.Select(frame => frame.At)], stream.Duration));
        Assert.False(FrameSampling.IsTooSparse([.. all.Select(frame => frame.At)], stream.Duration));
    }

    [Fact]
    public async Task High_dynamic_range_is_mapped_to_the_usual_range()
    {
        var (plain, hdr) = (Path.Combine(_folder.FullName, "plain.mp4"), Path.Combine(_folder.FullName, "hdr.mp4"));
        TestVideos.WriteStill(plain, 33, 1);
        TestVideos.Run(
        [
            "-i", plain, "-vf", "zscale=transferin=bt709:primariesin=bt709:matrixin=bt709:transfer=smpte2084:primaries=bt2020:matrix=bt2020nc:npl=203,format=yuv420p",
            "-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc", "-c:v", "libx264", "-preset", "ultrafast", hdr,
        ]);

        var stream = await _reader.ProbeAsync(hdr, hdr, Token);
        using var frame = await _reader.FrameAsync(hdr, hdr, TimeSpan.Zero, 320, Token);
        using var expected = await _reader.FrameAsync(plain, plain, TimeSpan.Zero, 320, Token);

        Assert.True(stream.IsHdr);
        using var one = ImageDecoder.Decode(frame.Content, hdr, cancellationToken: Token);
        using var other = ImageDecoder.Decode(expected.Content, plain, cancellationToken: Token);
        Assert.InRange(SampleImages.MeanDifference(one, other), 0, 25);
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n", "its content is not mp4, mov, webm or mkv")]
    [InlineData("ffconcat version 1.0\nfile /etc/hostname\n", "its content is not mp4, mov, webm or mkv")]
    [InlineData("", "the file is empty")]
    [InlineData("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom", "cannot be read as a video")]
    [InlineData("\u001AE\u00DF\u00A3", "cannot be read as a video")]
    public async Task A_file_that_is_no_video_is_refused(string content, string reason)
    {
        var path = Path.Combine(_folder.FullName, "film.mp4");
        await File.WriteAllBytesAsync(path, System.Text.Encoding.Latin1.GetBytes(content), Token);

        var refusal = await Assert.ThrowsAsync<ImageException>(() => _reader.ProbeAsync(path, path, Token));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.False(refusal.IsTemporary);
    }

    [Fact]
    public async Task A_file_with_sound_alone_is_refused()
    {
        var path = Path.Combine(_folder.FullName, "song.mp4");
        TestVideos.Run(["-f", "lavfi", "-i", "sine=duration=1", path]);

        var refusal = await Assert.ThrowsAsync<ImageException>(() => _reader.ProbeAsync(path, path, Token));

        Assert.Contains("it has no picture", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frames_before_damage_are_read()
    {
        var path = Path.Combine(_folder.FullName, "film.mkv");
        TestVideos.WriteFilm(path, 33, 46);
        var whole = await File.ReadAllBytesAsync(path, Token);
        await File.WriteAllBytesAsync(path, whole[..(whole.Length / 2)], Token);

        var stream = await _reader.ProbeAsync(path, path, Token);

        Assert.NotEmpty(await FramesAsync(path, stream, keyFramesOnly: true));
    }

    [Fact]
    public async Task Without_FFmpeg_the_message_says_what_to_do()
    {
        var path = Path.Combine(_folder.FullName, "film.mp4");
        TestVideos.WriteStill(path, 33, 1);
        var reader = new VideoReader(new FfmpegProgram(new ClipSearchOptions { Ffmpeg = "/nowhere/ffmpeg" }), TimeProvider.System);

        var failure = await Assert.ThrowsAsync<ImageException>(() => reader.ProbeAsync(path, path, Token));

        Assert.Equal(".mp4", failure.Needs);
        Assert.Contains("needs FFmpeg; run scripts/setup --video", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_has_no_metadata_and_shows_the_same()
    {
        var (path, copy) = (Path.Combine(_folder.FullName, "film.mov"), Path.Combine(_folder.FullName, "copy"));
        TestVideos.WriteFilm(path, 33, 46, "-metadata", "location=+48.2082+016.3738+171.000/", "-metadata", "title=secret title", "-metadata", "creation_time=2019-07-04T16:02:11Z", "-movflags", "use_metadata_tags");
        Assert.NotNull((await _reader.ProbeAsync(path, path, Token)).Metadata.Date);

        await _reader.CopyWithoutMetadataAsync(path, path, copy, Token);

        var stream = await _reader.ProbeAsync(copy, copy, Token);
        Assert.Equal((null, null), (stream.Metadata.Date, stream.Metadata.Latitude));
        var content = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(copy, Token));
        Assert.DoesNotContain("secret", content, StringComparison.Ordinal);
        Assert.DoesNotContain("48.2082", content, StringComparison.Ordinal);
        Assert.Equal(TestVideos.Length.TotalSeconds, stream.Duration!.Value.TotalSeconds, 0.2);
    }

    private async Task<List<(TimeSpan At, byte[] Pixels)>> FramesAsync(string path, VideoStream stream, bool keyFramesOnly)
    {
        var frames = new List<(TimeSpan At, byte[] Pixels)>();
        await foreach (var frame in _reader.FramesAsync(path, path, stream, 448, keyFramesOnly, Token))
        {
            using (frame.Image)
            {
                using var image = ImageDecoder.Decode(frame.Image.Content, path, cancellationToken: Token);
                frames.Add((frame.At, image.Pixels.ToArray()));
            }
        }

        return frames;
    }
}
