using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Native;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;

namespace ClipSearch.Core.Images;

/// <summary>
/// The decoder process: reads requests from its standard input and answers on its standard output, one image at a time, until its input
/// ends. <see cref="DecoderProcess"/> is the other side.
/// </summary>
public sealed class DecoderWorker : IDisposable
{
    private readonly Stream _output;
    private readonly BlockingCollection<Job> _jobs = [];
    private readonly SemaphoreSlim _proceed = new(0);

    private DecoderWorker(Stream output) => _output = output;

    /// <summary>Decodes until the standard input ends.</summary>
    /// <param name="maxMemory">The most memory that this process may take, in bytes, as an argument of the command line.</param>
    /// <returns>The exit code, 0.</returns>
    public static int Run(string maxMemory)
    {
        // A signal to the whole group, such as Ctrl-C, is the parent's: it ends this process when it is done with it.
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

    /// <summary>Reads frames while another thread decodes, so that a decode can be cancelled. Ends with the input, in the middle of a decode, too.</summary>
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
            DecoderProtocol.WriteParts(_output, Decode(job));
        }
        catch (ImageException e)
        {
            DecoderProtocol.Write(_output, FrameKind.Failed, e.Message);
        }
        catch (OutOfMemoryException)
        {
            DecoderProtocol.Write(_output, FrameKind.Failed, ImageException.Unreadable(job.File.Bytes.Name, "it takes more memory to decode than there is").Message);
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
            // The parent has ended, and the input ends, too.
        }
    }

    private DecodedParts Decode(Job job)
    {
        var (request, file, cancellationToken) = job;
        var name = file.Bytes.Name;
        var limits = ImageLimits.Default with { EnterLarge = WaitForTurn };
        if (request is { Crop: null, WithAppearance: false })
        {
            var thumbnail = request.ThumbnailEdge is { } longest ? Thumbnailer.Create(file.Content, name, longest, limits, cancellationToken) : null;
            return new DecodedParts(ImageDecoder.ReadHeader(file.Content, name), null, null, null, thumbnail);
        }

        using var image = ImageDecoder.Decode(file.Content, name, request.Crop?.ShortestEdge ?? PictureSignature.ShortestEdge, limits, cancellationToken);
        byte[]? crop = null;
        if (request.Crop is { } sizes)
        {
            var cropper = new ImageCropper(sizes.ShortestEdge, sizes.CropSize);
            cropper.Crop(image, crop = new byte[cropper.Length]);
        }

        return new DecodedParts(
            image.Header,
            crop,
            request.WithAppearance ? Thumbnailer.CreatePlaceholder(image, name) : null,
            request.WithAppearance ? PictureSignature.Of(image) : null,
            request.ThumbnailEdge is { } edge ? Thumbnailer.Create(image, name, edge) : null);
    }

    private void WaitForTurn(CancellationToken cancellationToken)
    {
        DecoderProtocol.Write(_output, FrameKind.IsLarge);
        _proceed.Wait(cancellationToken);
    }

    private sealed record Job(DecodeRequest Request, ImageFile File, CancellationToken Cancelled);
}
