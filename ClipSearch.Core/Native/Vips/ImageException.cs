using System.Text;

namespace ClipSearch.Core.Native.Vips;

/// <summary>A picture cannot be read, or is larger than the limits allow. The message is one sentence on one line that names the picture and the reason.</summary>
public sealed class ImageException : Exception
{
    /// <param name="message">One sentence.</param>
    /// <param name="innerException">What the file system said, if it was that.</param>
    public ImageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether reading failed, which may pass; otherwise the content is to blame.</summary>
    public bool IsTemporary => InnerException is not null;

    internal static ImageException Unreadable(string picture, string reason, Exception? innerException = null) =>
        new($"{OneLine(picture)} cannot be read as a picture: {reason}.", innerException);

    /// <summary>Reading failed; what the file system or the bucket said is the inner exception.</summary>
    internal static ImageException Unreadable(string picture, Exception failure) => Unreadable(picture, OneLine(failure.Message).TrimEnd('.'), failure);

    /// <summary>File names and damaged files may hold line breaks and escape sequences; a log line and a terminal must not.</summary>
    internal static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
            line.Append(char.IsControl(character) ? '\uFFFD' : character);
        return line.ToString();
    }
}
