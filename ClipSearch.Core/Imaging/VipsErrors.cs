using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Runs libvips operations and converts their failures to an <see cref="ImageException"/> with the message of libvips. libvips has one
/// error buffer per process, to which every thread appends. Operations therefore run in parallel without reading the buffer. A failed
/// operation runs again, exclusively and with an empty buffer, so that the buffer then contains only its own error. Each failure briefly
/// blocks all other operations.
/// </summary>
internal static class VipsErrors
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Runs <paramref name="work"/>, and runs it a second time if the first run fails.</summary>
    /// <param name="imageName">The name of the image in error messages.</param>
    /// <param name="work">The libvips calls; throws <see cref="VipsFailure"/> if one fails.</param>
    /// <param name="watch">The timeout and cancellation of the decode; if it stopped the work, the work does not run again.</param>
    /// <exception cref="ImageException">Both runs failed, or the decode timed out.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static T Run<T>(string imageName, Func<T> work, DecodeWatch? watch = null)
    {
        ImageLoader.Start();
        Gate.EnterReadLock();
        try
        {
            return work();
        }
        catch (VipsFailure)
        {
            // The second run below reports the error, because it can read the message.
            watch?.ThrowIfStopped();
        }
        finally
        {
            Gate.ExitReadLock();
        }

        Gate.EnterWriteLock();
        try
        {
            VipsErrorBuffer.Clear();
            return work();
        }
        catch (VipsFailure failure)
        {
            watch?.ThrowIfStopped();
            throw ImageException.Unreadable(imageName, failure.Words ?? VipsErrorBuffer.Take());
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }
}
