using System.Security.Cryptography;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Models;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library.Import;

/// <summary>
/// Prepares videos for the library: file → properties by FFmpeg → hash → frames by FFmpeg → decoder process → the crops of those frames that look
/// different.
/// </summary>
public sealed class VideoPreparation(PhotoRecords records, VideoReader videos, ImageDecoders decoders, ActiveModel model) : IDisposable
{
    /// <summary>The maximum number of frames of one video that are embedded, some 150 kB each until then.</summary>
    private const int MaxFrames = 200;

    /// <summary>
    /// The distance of signatures up to which a frame is not embedded, because it looks like the one before. The same scene from a slightly
    /// different angle is further away (<see cref="ImageSignature"/>).
    /// </summary>
    private const float SameFrame = 0.3f;

    /// <summary>Half of the cores: the other half decodes photos in the meantime.</summary>
    private readonly SemaphoreSlim _runs = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Whether FFmpeg is installed.</summary>
    public bool IsInstalled => videos.IsInstalled;

    /// <summary>Prepares a video. Its frames are read only if the library lacks something of it.</summary>
    /// <param name="path">The path of the file on disk.</param>
    /// <param name="name">The name of the video in error messages.</param>
    /// <param name="sidecar">The XMP sidecar of the file; null if there is none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not a valid video, the file cannot be read, or FFmpeg is missing.</exception>
    public async Task<PreparedImage> PrepareAsync(string path, string name, byte[]? sidecar, CancellationToken cancellationToken)
    {
        await _runs.WaitAsync(cancellationToken);
        try
        {
            // First, because a video that is still being copied is refused here, before all of it is read.
            var video = await videos.ProbeAsync(path, name, cancellationToken);
            var hash = await HashAsync(path, name, cancellationToken);
            var known = await records.FindKnownAsync(hash, cancellationToken);
            if (known is { Header: { } header, HasPlaceholder: true, HasSignature: true, Video: { } facts } && sidecar is null)
                return new PreparedImage(hash, header, null, null, null) { Video = facts };
            var frames = await SampleAsync(path, name, video, sidecar, cancellationToken);
            return new PreparedImage(
                hash,
                new ImageHeader(video.Width, video.Height, video.Format.Name) { Exif = video.Metadata },
                frames.Kept[0].Parts.Placeholder,
                ImageSignature.None,
                known is null ? frames.Kept[0].Parts.Crop : null)
            {
                Video = new VideoFacts(video.Duration ?? frames.Times[^1], [.. frames.Kept.Select(frame => frame.At)]),
                OtherCrops = known is null ? [.. frames.Kept.Skip(1).Select(frame => frame.Parts.Crop!)] : [],
                SidecarDate = frames.SidecarDate,
                SidecarProblem = frames.SidecarProblem,
            };
        }
        finally
        {
            _runs.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _runs.Dispose();

    private static async Task<byte[]> HashAsync(string path, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 17, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return await SHA256.HashDataAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ImageException.UnreadableVideo(name, e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Reads the frames that need no other, or all frames if those are too far apart.</summary>
    private async Task<Samples> SampleAsync(string path, string name, VideoStream video, byte[]? sidecar, CancellationToken cancellationToken)
    {
        var samples = await SampleAsync(path, name, video, sidecar, keyFramesOnly: true, cancellationToken);
        return samples.Kept.Count < MaxFrames && FrameSampling.IsTooSparse(samples.Times, video.Duration)
            ? await SampleAsync(path, name, video, sidecar, keyFramesOnly: false, cancellationToken) : samples;
    }

    private async Task<Samples> SampleAsync(string path, string name, VideoStream video, byte[]? sidecar, bool keyFramesOnly, CancellationToken cancellationToken)
    {
        var crop = model.Folder.Config.Pixels.Crop;
        var samples = new Samples();
        var request = new DecodeRequest { Crop = crop, WithAppearance = true, Sidecar = sidecar };
        // Twice the size of the crop, so that the resampling of FFmpeg hardly matters.
        await foreach (var frame in videos.FramesAsync(path, name, video, 2 * crop.CropSize, keyFramesOnly, cancellationToken))
        {
            using (frame.Image)
            {
                var parts = await decoders.DecodeAsync(frame.Image, request, cancellationToken);
                samples.Add(frame.At, parts, SameFrame);
            }

            request = request with { Sidecar = null };
            if (samples.Kept.Count == MaxFrames)
                break;
        }

        return samples.Times.Count > 0 ? samples : throw ImageException.UnreadableVideo(name, "it has no frames");
    }

    private sealed class Samples
    {
        public List<TimeSpan> Times { get; } = [];

        public List<(TimeSpan At, DecodedParts Parts)> Kept { get; } = [];

        public PhotoDate? SidecarDate { get; private set; }

        public string? SidecarProblem { get; private set; }

        public void Add(TimeSpan at, DecodedParts parts, float sameFrame)
        {
            if (Times.Count == 0)
                (SidecarDate, SidecarProblem) = (parts.SidecarDate, parts.SidecarProblem);
            Times.Add(at);
            var isBlank = parts.Signature!.Values is null;
            // A blank frame, such as the black one that many videos begin with, stands for the video only if there is no other.
            if (Kept is [{ Parts.Signature.Values: null }] && !isBlank)
                Kept.Clear();
            if (Kept.Count == 0 || (!isBlank && Kept[^1].Parts.Signature!.DistanceTo(parts.Signature) > sameFrame))
                Kept.Add((at, parts));
        }
    }
}
