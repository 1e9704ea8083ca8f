using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Video;

/// <summary>A frame of a video.</summary>
/// <param name="At">Its time.</param>
/// <param name="Image">The frame as a bitmap. The receiver disposes it.</param>
public sealed record VideoFrame(TimeSpan At, ImageFile Image);

/// <summary>Reads videos with FFmpeg. Files are untrusted: the container is forced, and no other file or address can be opened.</summary>
public sealed class VideoReader(FfmpegProgram program, TimeProvider time)
{
    /// <summary>The maximum duration of a run. The frames until then are used.</summary>
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(15);

    /// <summary>The maximum duration of reading the properties, or a single frame.</summary>
    private static readonly TimeSpan MaxShortRun = TimeSpan.FromSeconds(60);

    private const int MaxProbeOutput = 4 << 20;
    private const int BitmapHeader = 14;

    /// <summary>The longest edge of a video in pixels, that of 16K.</summary>
    private const int MaxEdge = 16_384;

    // White is 203 nits (ITU-R BT.2408). Mobius keeps what is darker as it is, and compresses highlights.
    private const string ToneMapping = ",zscale=transfer=linear:npl=203,format=gbrpf32le,zscale=primaries=bt709,tonemap=mobius:desat=0,zscale=transfer=bt709:matrix=bt709:range=tv,format=yuv420p";

    private bool? _hasToneMapping;

    /// <summary>Whether FFmpeg is installed.</summary>
    public bool IsInstalled => program.IsInstalled;

    /// <summary>Reads the properties of a video.</summary>
    /// <param name="path">The path of the file on disk.</param>
    /// <param name="name">The name of the video in error messages.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The file is not a video, has no picture or is damaged, or FFmpeg is missing.</exception>
    public async Task<VideoStream> ProbeAsync(string path, string name, CancellationToken cancellationToken)
    {
        // First, so that a scan without FFmpeg reads no video.
        var ffprobe = Programs(name).Ffprobe;
        var format = await FormatAsync(path, name, cancellationToken);
        using var timeout = Timeout(MaxShortRun, cancellationToken);
        try
        {
            await using var run = FfmpegProcess.Start(ffprobe, [.. VideoProbe.Arguments, .. Input(path, format)], name);
            var output = await ReadAllAsync(run.Output, name, timeout.Token);
            await run.EnsureSuccessAsync(timeout.Token);
            var stream = VideoProbe.Read(output, format, time.GetUtcNow().UtcDateTime) ?? throw ImageException.UnreadableVideo(name, "it has no picture");
            return stream.Width <= MaxEdge && stream.Height <= MaxEdge ? stream
                : throw ImageException.UnreadableVideo(name, string.Create(CultureInfo.InvariantCulture, $"it has {stream.Width} × {stream.Height} pixels; the limit is {MaxEdge} per edge"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(name, MaxShortRun);
        }
    }

    /// <summary>Reads the frames that search compares.</summary>
    /// <param name="path">The path of the file on disk.</param>
    /// <param name="name">The name of the video in error messages.</param>
    /// <param name="stream">The properties of the video.</param>
    /// <param name="shortestEdge">The shortest edge of the frames in pixels; smaller videos are not enlarged.</param>
    /// <param name="keyFramesOnly">Whether to decode only the frames that need no other, which is many times faster.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The video is damaged from the start, or FFmpeg is missing.</exception>
    public async IAsyncEnumerable<VideoFrame> FramesAsync(
        string path, string name, VideoStream stream, int shortestEdge, bool keyFramesOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (width, height) = Scaled(stream, shortestEdge / (double)Math.Min(stream.Width, stream.Height));
        var times = Channel.CreateUnbounded<TimeSpan>();
        using var timeout = Timeout(MaxRun, cancellationToken);
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-threads", "1", "-filter_threads", "1", .. keyFramesOnly ? ["-skip_frame", "nokey"] : Array.Empty<string>(),
            .. Input(path, stream.Format), "-map", "0:V:0", "-vf",
            $"select='{FrameSampling.Expression(FrameSampling.Interval(stream.Duration))}',showinfo=checksum=0,{await FilterAsync(stream, width, height, cancellationToken)}",
            "-fps_mode", "passthrough", "-f", "image2pipe", "-c:v", "bmp", "pipe:1",
        ];
        await using var run = FfmpegProcess.Start(Programs(name).Ffmpeg, arguments, name, line =>
        {
            if (FrameSampling.TimeIn(line) is { } at)
                times.Writer.TryWrite(at);
            return !line.Contains("rror", StringComparison.Ordinal);
        });
        var count = 0;
        while (true)
        {
            ImageFile? image;
            TimeSpan at;
            try
            {
                image = await ReadBitmapAsync(run.Output, width, height, name, timeout.Token);
                if (image is null)
                {
                    // A video that is damaged later is found by the frames before.
                    if (count == 0)
                        await run.EnsureSuccessAsync(timeout.Token);
                    yield break;
                }

                at = await times.Reader.ReadAsync(timeout.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                if (count == 0)
                    throw TooSlow(name, MaxRun);
                yield break;
            }

            count++;
            yield return new VideoFrame(at, image);
        }
    }

    /// <summary>Reads the frame at a time.</summary>
    /// <param name="path">The path of the file on disk.</param>
    /// <param name="name">The name of the video in error messages.</param>
    /// <param name="at">The time of the frame.</param>
    /// <param name="longestEdge">The longest edge of the frame in pixels; smaller videos are not enlarged.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The frame as a bitmap.</returns>
    /// <exception cref="ImageException">The file is not a video, is damaged or has no frame at the time, or FFmpeg is missing.</exception>
    public async Task<ImageFile> FrameAsync(string path, string name, TimeSpan at, int longestEdge, CancellationToken cancellationToken)
    {
        var stream = await ProbeAsync(path, name, cancellationToken);
        var (width, height) = Scaled(stream, longestEdge / (double)Math.Max(stream.Width, stream.Height));
        using var timeout = Timeout(MaxShortRun, cancellationToken);
        try
        {
            string[] arguments =
            [
                "-nostdin", "-hide_banner", "-nostats", "-v", "error", "-threads", "1", "-filter_threads", "1",
                "-ss", at.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture), .. Input(path, stream.Format), "-map", "0:V:0", "-frames:v", "1", "-vf",
                await FilterAsync(stream, width, height, cancellationToken), "-f", "image2pipe", "-c:v", "bmp", "pipe:1",
            ];
            await using var run = FfmpegProcess.Start(Programs(name).Ffmpeg, arguments, name);
            if (await ReadBitmapAsync(run.Output, width, height, name, timeout.Token) is { } image)
                return image;
            await run.EnsureSuccessAsync(timeout.Token);
            throw ImageException.UnreadableVideo(name, string.Create(CultureInfo.InvariantCulture, $"it has no frame at {at.TotalSeconds:0.###} s"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(name, MaxShortRun);
        }
    }

    /// <summary>Writes a copy of a video that has the same picture and sound, but no metadata, no subtitles and no data tracks.</summary>
    /// <param name="path">The path of the file on disk.</param>
    /// <param name="name">The name of the video in error messages.</param>
    /// <param name="target">The path of the copy, which must not exist.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The file is not a video or is damaged, or FFmpeg is missing.</exception>
    public async Task CopyWithoutMetadataAsync(string path, string name, string target, CancellationToken cancellationToken)
    {
        var format = await FormatAsync(path, name, cancellationToken);
        using var timeout = Timeout(MaxRun, cancellationToken);
        try
        {
            string[] arguments =
            [
                "-nostdin", "-hide_banner", "-nostats", "-v", "error", .. Input(path, format), "-map", "0:V:0", "-map", "0:a:0?", "-c", "copy",
                "-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-movflags", "+faststart", "-f", format.Muxer, $"file:{target}",
            ];
            await using var run = FfmpegProcess.Start(Programs(name).Ffmpeg, arguments, name);
            await run.EnsureSuccessAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(name, MaxRun);
        }
    }

    /// <summary>Returns the version of FFmpeg, for instance "FFmpeg 5.1.9".</summary>
    /// <param name="ffmpeg">The path of the program.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The program cannot be started.</exception>
    internal static async Task<string> VersionAsync(string ffmpeg, CancellationToken cancellationToken)
    {
        await using var run = FfmpegProcess.Start(ffmpeg, ["-version"], "FFmpeg");
        var words = System.Text.Encoding.UTF8.GetString(await ReadAllAsync(run.Output, "FFmpeg", cancellationToken)).Split(' ', 4);
        await run.EnsureSuccessAsync(cancellationToken);
        return words is [_, "version", var version, ..] ? $"FFmpeg {SingleLine.Of(version)}" : "FFmpeg";
    }

    /// <summary>Returns the arguments for the input. Only this file can be opened, and only by the demuxer of its format.</summary>
    private static string[] Input(string path, VideoFormat format) => ["-protocol_whitelist", "file", "-f", format.Demuxer, "-i", $"file:{path}"];

    private static async Task<VideoFormat> FormatAsync(string path, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
            return await VideoFormats.OfContentAsync(file, cancellationToken)
                ?? throw ImageException.UnreadableVideo(name, file.Length == 0 ? "the file is empty" : "its content is not mp4, mov, webm or mkv");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImageException.UnreadableVideo(name, e.Message.TrimEnd('.'), e);
        }
    }

    private (string Ffmpeg, string Ffprobe) Programs(string name) => program.Find() ?? throw Missing(name);

    private static ImageException Missing(string name)
    {
        var extension = VideoFormats.HasExtension(name) ? Path.GetExtension(name).ToLowerInvariant() : VideoFormats.Extensions[0];
        return ImageException.Missing(name, NeededPrograms.Find(extension)!, extension);
    }

    private async Task<string> FilterAsync(VideoStream stream, int width, int height, CancellationToken cancellationToken)
    {
        var toneMapping = stream.IsHdr && (_hasToneMapping ??= await HasToneMappingAsync(cancellationToken)) ? ToneMapping : "";
        return string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}:flags=bicubic,setsar=1{toneMapping}");
    }

    /// <summary>Returns whether FFmpeg has the filters for tone mapping, which not all builds include.</summary>
    private async Task<bool> HasToneMappingAsync(CancellationToken cancellationToken)
    {
        const string name = "FFmpeg";
        await using var run = FfmpegProcess.Start(Programs(name).Ffmpeg, ["-nostdin", "-hide_banner", "-v", "error", "-filters"], name);
        var filters = System.Text.Encoding.ASCII.GetString(await ReadAllAsync(run.Output, name, cancellationToken));
        return filters.Contains(" zscale ", StringComparison.Ordinal) && filters.Contains(" tonemap ", StringComparison.Ordinal);
    }

    private static (int Width, int Height) Scaled(VideoStream stream, double scale) => (Scaled(stream.Width, scale), Scaled(stream.Height, scale));

    /// <summary>Returns a scaled length. It is even, because most videos store colours at half the resolution.</summary>
    private static int Scaled(int length, double scale) => Math.Max(2, (int)Math.Round(length * Math.Min(1, scale) / 2) * 2);

    /// <summary>Reads a bitmap; returns null at the end of the stream.</summary>
    private static async Task<ImageFile?> ReadBitmapAsync(Stream output, int width, int height, string name, CancellationToken cancellationToken)
    {
        var header = new byte[BitmapHeader];
        if (await output.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken) < header.Length)
            return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(2));
        // 4 bytes per pixel and at most 1 KiB of headers.
        if (header is not [(byte)'B', (byte)'M', ..] || length < BitmapHeader || length > ((long)width * height * 4) + 1024)
            throw ImageException.UnreadableVideo(name, "FFmpeg returned no bitmap");
        var rest = ArrayPool<byte>.Shared.Rent((int)length - BitmapHeader);
        try
        {
            var memory = rest.AsMemory(0, (int)length - BitmapHeader);
            return await output.ReadAtLeastAsync(memory, memory.Length, throwOnEndOfStream: false, cancellationToken) == memory.Length
                ? ImageFile.Join(header, memory.Span, name) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rest);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream output, string name, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await output.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            all.Write(buffer, 0, read);
            if (all.Length > MaxProbeOutput)
                throw ImageException.UnreadableVideo(name, "its metadata is too long");
        }

        return all.ToArray();
    }

    private static CancellationTokenSource Timeout(TimeSpan max, CancellationToken cancellationToken)
    {
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(max);
        return timeout;
    }

    private static ImageException TooSlow(string name, TimeSpan max) =>
        ImageException.UnreadableVideo(name, string.Create(CultureInfo.InvariantCulture, $"FFmpeg did not finish within {max.TotalSeconds:0} s"));
}
