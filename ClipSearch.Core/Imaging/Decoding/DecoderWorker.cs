using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Imaging.Raw;
using ClipSearch.Core.Imaging.Structure;
using ClipSearch.Core.Native;

namespace ClipSearch.Core.Imaging.Decoding;

/// <summary>
/// Runs in the decoder process: reads requests from standard input and writes responses to standard output, one image at a time, until
/// standard input is closed. <see cref="DecoderProcess"/> is the parent side.
/// </summary>
public sealed class DecoderWorker : IDisposable
{
    /// <summary>The internal verb that runs <see cref="Run"/>. Not intended for users.</summary>
    public const string Verb = "decode-images";

    private readonly Stream _output;
    private readonly BlockingCollection<Job> _jobs = [];
    private readonly SemaphoreSlim _proceed = new(0);

    private DecoderWorker(Stream output) => _output = output;

    /// <summary>Decodes images until standard input is closed.</summary>
    /// <param name="maxMemory">The memory limit of this process, in bytes, as a command-line argument.</param>
    /// <returns>The exit code, 0.</returns>
    public static int Run(string maxMemory)
    {
        // A signal to the whole process group, such as Ctrl-C, is for the parent. The parent ends this process when it no longer needs it.
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        var ignored = signals.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true)).ToList();
        ProcessLimits.Apply(long.Parse(maxMemory, NumberStyles.None, CultureInfo.InvariantCulture));
        GlibcHeap.ReturnLargeBlocks();
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        using var worker = new DecoderWorker(output);
        worker.Read(input);
        GC.KeepAlive(ignored);
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _jobs.Dispose();
        _proceed.Dispose();
    }

    /// <summary>
    /// Reads frames while another thread decodes, so that a decode can be cancelled. Ends when the input is closed, even during a decode.
    /// </summary>
    private void Read(Stream input)
    {
        new Thread(DecodeAll) { IsBackground = true, Name = "decoder" }.Start();
        var current = new CancellationTokenSource();
        while (true)
        {
            (FrameKind Kind, byte[] Payload) frame;
            try
            {
                frame = DecoderProtocol.Read(input);
            }
            catch (EndOfStreamException)
            {
                return;
            }

            switch (frame.Kind)
            {
                case FrameKind.Request:
                    var (request, name, fileBytes) = DecoderProtocol.ReadRequest(frame.Payload);
                    current = new CancellationTokenSource();
                    _jobs.Add(new Job(request, ImageFile.Receive(input, fileBytes, name), current.Token));
                    break;
                case FrameKind.Proceed:
                    _proceed.Release();
                    break;
                default:
                    current.Cancel();
                    break;
            }
        }
    }

    private void DecodeAll()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            using (job.File)
                Answer(job);
        }
    }

    private void Answer(Job job)
    {
        try
        {
            DecoderProtocol.WriteParts(_output, WithSidecar(Decode(job), job.Request.Sidecar));
        }
        catch (ImageException e)
        {
            if (e.Needs is { } needs)
                DecoderProtocol.Write(_output, FrameKind.Missing, needs);
            else
                DecoderProtocol.Write(_output, FrameKind.Failed, e.Message);
        }
        catch (OutOfMemoryException)
        {
            DecoderProtocol.Write(_output, FrameKind.Failed, ImageException.Unreadable(job.File.Bytes.Name, "not enough memory to decode it").Message);
        }
        catch (OperationCanceledException)
        {
            DecoderProtocol.Write(_output, FrameKind.Cancelled);
        }
        catch (DllNotFoundException e)
        {
            DecoderProtocol.Write(_output, FrameKind.Unusable, e.Message);
        }
        catch (IOException)
        {
            // The parent has exited, so the input is closed as well.
        }
    }

    private DecodedParts Decode(Job job)
    {
        var limits = ImageLimits.Default with { EnterLarge = WaitForTurn };
        if (NeededPrograms.MissingFor(job.File.Content) is { } missing)
            throw ImageException.Missing(job.File.Bytes.Name, missing);
        var raw = RawFile.Read(job.File.Bytes);
        // Without a preview, libvips may read RAW itself.
        using var preview = raw is { HasPreview: true } ? raw.ExtractPreview() : null;
        var file = preview ?? job.File;
        using var complete = TruncatedJpeg.Complete(file, limits, job.Cancelled);
        var isDamaged = complete is not null || (raw is null && TiffStructure.Recognises(file.Content) && TiffStructure.MissingShare(file.Content) > 0);
        var parts = Decode(job.Request, complete ?? file, limits, job.Cancelled);
        return parts with { Header = (raw?.Header(parts.Header) ?? parts.Header) with { IsDamaged = isDamaged } };
    }

    private static DecodedParts Decode(DecodeRequest request, ImageFile file, ImageLimits limits, CancellationToken cancellationToken)
    {
        var name = file.Bytes.Name;
        if (request is { Crop: null, WithAppearance: false })
        {
            var thumbnail = request.ThumbnailEdge is { } longest ? Thumbnailer.Create(file.Content, name, longest, limits, cancellationToken) : null;
            return new DecodedParts(ImageDecoder.ReadHeader(file.Content, name), null, null, null, thumbnail);
        }

        using var image = ImageDecoder.Decode(file.Content, name, request.Crop?.ShortestEdge ?? ImageSignature.ShortestEdge, limits, cancellationToken);
        byte[]? crop = null;
        if (request.Crop is { } settings)
        {
            var cropper = new ImageCropper(settings);
            cropper.Crop(image, crop = new byte[cropper.Length]);
        }

        return new DecodedParts(
            image.Header,
            crop,
            request.WithAppearance ? Thumbnailer.CreatePlaceholder(image, name) : null,
            request.WithAppearance ? ImageSignature.Of(image) : null,
            request.ThumbnailEdge is { } edge ? Thumbnailer.Create(image, name, edge) : null);
    }

    private static DecodedParts WithSidecar(DecodedParts parts, byte[]? sidecar)
    {
        if (sidecar is null)
            return parts;
        var result = XmpDates.Read(sidecar);
        return parts with
        {
            SidecarDate = PhotoDate.Of(result.Date, DateSource.Sidecar, DateTime.UtcNow),
            // A sidecar with a date at its start has served its purpose.
            SidecarProblem = result.Date is null ? result.Problem : null,
        };
    }

    private void WaitForTurn(CancellationToken cancellationToken)
    {
        DecoderProtocol.Write(_output, FrameKind.IsLarge);
        _proceed.Wait(cancellationToken);
    }

    private sealed record Job(DecodeRequest Request, ImageFile File, CancellationToken Cancelled);
}
