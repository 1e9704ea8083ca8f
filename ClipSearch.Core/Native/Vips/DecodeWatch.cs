namespace ClipSearch.Core.Native.Vips;

/// <summary>Ends a decode that takes longer than the limit, or whose result is no longer wanted.</summary>
/// <param name="picture">The image's name for the message.</param>
/// <param name="limits">The limits.</param>
/// <param name="cancellationToken">Cancels the decode.</param>
internal sealed class DecodeWatch(string picture, ImageLimits limits, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Cancels the decode.</summary>
    public CancellationToken Cancelled => cancellationToken;

    /// <summary>Starts the time of a decode.</summary>
    public void Start() => _stop.CancelAfter(limits.Timeout);

    /// <summary>Starts the time of a decode, at whose end libvips computes no further rows of an image.</summary>
    /// <returns>To be disposed when the decode is done.</returns>
    public IDisposable Start(VipsImageHandle image)
    {
        ThrowIfStopped();
        var killed = new Killed(image, _stop.Token);
        Start();
        return killed;
    }

    /// <summary>Reports that the decode was ended; does nothing if it was not.</summary>
    /// <exception cref="ImageException">It took longer than the limit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void ThrowIfStopped()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_stop.IsCancellationRequested)
            throw limits.TimedOut(picture);
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Holds a reference of its own: the image's handle is closed as soon as the next step of a plan holds one.</summary>
    private sealed class Killed : IDisposable
    {
        private readonly VipsImageHandle _image;
        private readonly CancellationTokenRegistration _registration;

        public Killed(VipsImageHandle image, CancellationToken stop)
        {
            _image = image;
            var held = false;
            image.DangerousAddRef(ref held);
            _registration = stop.UnsafeRegister(static state => VipsApi.vips_image_set_kill(((VipsImageHandle)state!).DangerousGetHandle(), 1), image);
        }

        public void Dispose()
        {
            _registration.Dispose(); // waits for one that runs
            _image.DangerousRelease();
        }
    }
}
