namespace ClipSearch.Core.Storage;

/// <summary>A bucket does not answer, or refuses. The message says which, why, and what to do; it holds no secrets.</summary>
/// <param name="message">One to three sentences.</param>
/// <param name="isTemporary">Whether the same request may succeed in a while; otherwise a setting or a right is missing.</param>
/// <param name="inner">What the client says.</param>
public sealed class BucketException(string message, bool isTemporary, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Whether the same request may succeed in a while.</summary>
    public bool IsTemporary => isTemporary;
}
