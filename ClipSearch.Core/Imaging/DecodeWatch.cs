using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>Stops a decode that times out or is cancelled.</summary>
/// <param name="imageName">The name of the image in error messages.</param>
/// <param name="limits">The limits, which include the timeout.</param>
/// <param name="cancellationToken">Cancels the operation.</param>
internal sealed class DecodeWatch(string imageName, ImageLimits limits, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>The token that cancels the decode.</summary>
    public CancellationToken Cancelled => cancellationToken;

    /// <summary>Starts the timeout of a decode.</summary>
    public void Start() => _stop.CancelAfter(limits.Timeout);

    /// <summary>Starts the timeout of a decode. When it expires, libvips computes no more rows of the image.</summary>
    /// <returns>A registration to dispose when the decode is done.</returns>
    public IDisposable Start(VipsImageHandle image)
    {
        ThrowIfStopped();
        var killed = new Killed(image, _stop.Token);
        Start();
        return killed;
    }

    /// <summary>Throws if the decode was stopped.</summary>
    /// <exception cref="ImageException">The decode timed out.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void ThrowIfStopped()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_stop.IsCancellationRequested)
            throw limits.TimedOut(imageName);
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>
    /// Stops the computation of an image. Holds its own reference, because the image handle is closed when the next step of a plan holds
    /// one.
    /// </summary>
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
            _registration.Dispose(); // waits for a running callback
            _image.DangerousRelease();
        }
    }
}
