using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// Runs work on libvips and turns its failure into an <see cref="ImageException"/> with libvips's own words.
/// libvips has one error buffer for the whole process, into which every thread writes. So work runs side by side and
/// nobody reads the buffer; work that fails runs once more, alone and with an empty buffer, and what the buffer holds
/// then is about this picture and no other. The price is a moment of standstill for every bad file.
/// </summary>
internal static unsafe class VipsErrors
{
    private const int LongestWords = 300;
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Runs <paramref name="work"/>, which may run a second time if it fails the first.</summary>
    /// <param name="picture">The image's name for the message.</param>
    /// <param name="work">Calls into libvips; throws <see cref="VipsFailure"/> where one fails.</param>
    /// <param name="watch">What may have ended the work; then it does not run again.</param>
    /// <exception cref="ImageException">libvips refused the image, both times, or it took too long.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static T Run<T>(string picture, Func<T> work, DecodeWatch? watch = null)
    {
        VipsLibrary.Start();
        Gate.EnterReadLock();
        try
        {
            return work();
        }
        catch (VipsFailure)
        {
            // Said below, where the words can be had.
            watch?.ThrowIfStopped();
        }
        finally
        {
            Gate.ExitReadLock();
        }

        Gate.EnterWriteLock();
        try
        {
            VipsApi.vips_error_clear();
            return work();
        }
        catch (VipsFailure failure)
        {
            watch?.ThrowIfStopped();
            throw ImageException.Unreadable(picture, failure.Words ?? TakeWords());
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }

    /// <summary>Empties the error buffer: its distinct lines on one line, without control characters and full stop.</summary>
    public static string TakeWords()
    {
        var buffer = VipsApi.vips_error_buffer_copy();
        var text = Marshal.PtrToStringUTF8(buffer) ?? "";
        VipsApi.g_free((void*)buffer);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct();
        var words = ImageException.OneLine(string.Join("; ", lines)).TrimEnd('.');
        return words.Length == 0 ? "libvips gives no reason" : words.Length <= LongestWords ? words : words[..LongestWords] + "…";
    }
}

/// <summary>A call into libvips failed; <see cref="VipsErrors.Run"/> makes the message.</summary>
/// <param name="words">The reason, where it is ours; null where it is in libvips's error buffer.</param>
internal sealed class VipsFailure(string? words = null) : Exception
{
    public string? Words { get; } = words;
}
