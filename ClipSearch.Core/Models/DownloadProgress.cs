namespace ClipSearch.Core.Models;

/// <summary>What a download is doing.</summary>
public enum DownloadStep
{
    /// <summary>Another process fetches the same model; this one waits for it.</summary>
    Waiting,

    /// <summary>Bytes arrive.</summary>
    Downloading,

    /// <summary>The connection broke; it is tried again in a moment.</summary>
    Retrying,

    /// <summary>The file's SHA-256 is computed.</summary>
    Checking,
}

/// <summary>How far a download is.</summary>
/// <param name="Step">What is going on.</param>
/// <param name="File">The file it is about, as the hub names it; empty while waiting.</param>
/// <param name="Bytes">Bytes of the model's pinned files that are on disk, those of earlier tries included.</param>
/// <param name="TotalBytes">Bytes of all its pinned files.</param>
public readonly record struct DownloadProgress(DownloadStep Step, string File, long Bytes, long TotalBytes);
