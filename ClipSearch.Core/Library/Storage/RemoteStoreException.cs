namespace ClipSearch.Core.Library.Storage;

/// <summary>
/// The exception for a failed bucket request. The message names the bucket, the cause and the remedy, and has no secrets.
/// </summary>
/// <param name="message">The message, one to three sentences.</param>
/// <param name="isTemporary">Whether a retry may succeed; false for a wrong setting or a missing permission.</param>
/// <param name="inner">The exception of the client.</param>
public sealed class RemoteStoreException(string message, bool isTemporary, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Whether a retry may succeed.</summary>
    public bool IsTemporary => isTemporary;
}
