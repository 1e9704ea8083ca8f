namespace ClipSearch.Core.Models;

/// <summary>The current step of a download.</summary>
public enum DownloadStep
{
    /// <summary>Another process downloads the same model, and this one waits for it.</summary>
    Waiting,

    /// <summary>The file is being received.</summary>
    Downloading,

    /// <summary>The connection was lost and is retried shortly.</summary>
    Retrying,

    /// <summary>The SHA-256 of the file is being computed.</summary>
    Checking,
}

/// <summary>The progress of a download.</summary>
/// <param name="Step">The current step.</param>
/// <param name="File">The current file, as the hub names it. Empty while waiting.</param>
/// <param name="Bytes">Bytes of the model's pinned files that are on disk, including those of earlier attempts.</param>
/// <param name="TotalBytes">The total size of the model's pinned files in bytes.</param>
public readonly record struct DownloadProgress(DownloadStep Step, string File, long Bytes, long TotalBytes);
