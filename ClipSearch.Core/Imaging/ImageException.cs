using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Thrown when an image cannot be read or exceeds a limit. The message is one sentence on one line with the name of the image and the
/// reason.
/// </summary>
public sealed class ImageException : Exception
{
    /// <param name="message">The message: one sentence.</param>
    /// <param name="innerException">The error of the file system, if reading failed.</param>
    public ImageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the error is a read error, which may be temporary; otherwise the content is invalid.</summary>
    public bool IsTemporary => InnerException is not null;

    /// <summary>The extension of <see cref="NeededPrograms"/> for the program without which the file is not read; null if that is not the reason.</summary>
    public string? Needs { get; init; }

    /// <summary>Creates the exception for a file that needs a program that is not installed.</summary>
    /// <param name="imageName">The name of the image.</param>
    /// <param name="program">The program.</param>
    /// <param name="extension">The value of <see cref="Needs"/>; null for the usual extension of the program.</param>
    internal static ImageException Missing(string imageName, NeededProgram program, string? extension = null) =>
        new($"{SingleLine.Of(imageName)} {program.Remedy}.") { Needs = extension ?? program.Extension };

    internal static ImageException Unreadable(string imageName, string reason, Exception? innerException = null) =>
        new($"{SingleLine.Of(imageName)} cannot be read as an image: {reason}.", innerException);

    internal static ImageException UnreadableVideo(string videoName, string reason, Exception? innerException = null) =>
        new($"{SingleLine.Of(videoName)} cannot be read as a video: {reason}.", innerException);

    /// <summary>Creates the exception for a read error. The error of the file system or the bucket is the inner exception.</summary>
    internal static ImageException Unreadable(string imageName, Exception failure) => Unreadable(imageName, SingleLine.Of(failure.Message).TrimEnd('.'), failure);
}
