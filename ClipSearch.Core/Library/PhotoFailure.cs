namespace ClipSearch.Core.Library;

/// <summary>A file or folder that could not be imported.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Reason">The reason in one sentence.</param>
public sealed record PhotoFailure(string Path, string Reason)
{
    /// <summary>
    /// The length in bytes and the modification time (in units of 100 ns since year 1, UTC) of a file with invalid content. The file is not
    /// read again until they change. Null for a read error, which may be temporary.
    /// </summary>
    public (long Bytes, long ModifiedTicks)? Content { get; init; }

    /// <summary>
    /// The extension of <see cref="Imaging.NeededPrograms"/> for the program without which the file is not read; null if that is not the
    /// reason. Such a file is skipped, not failed, and read once the program is installed.
    /// </summary>
    public string? Needs { get; init; }

    /// <summary>The ETag of the file that <see cref="Content"/> describes; null for a file on disk.</summary>
    public string? ETag { get; init; }
}

/// <summary>The first files and folders that could not be imported.</summary>
/// <param name="Failures">The failures by path, up to <see cref="Max"/>.</param>
/// <param name="Total">The total number of failures.</param>
public sealed record FailurePage(IReadOnlyList<PhotoFailure> Failures, long Total)
{
    /// <summary>The maximum number of failures on a page or in an API response.</summary>
    public const int Max = 20;
}
