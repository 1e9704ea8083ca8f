namespace ClipSearch.Core.Library.Import;

/// <summary>The state of a photo when it was imported.</summary>
/// <param name="Id">The ID of the photo.</param>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Bytes">The length of the file in bytes.</param>
/// <param name="ModifiedTicks">The modification time of the file in units of 100 ns since year 1, UTC.</param>
/// <param name="IsComplete">Whether the library has its metadata, placeholder, signature and embedding by the active model.</param>
/// <param name="ETag">The ETag of the object in a bucket; null for a file on disk.</param>
public sealed record KnownPhoto(long Id, string Path, long Bytes, long ModifiedTicks, bool IsComplete, string? ETag = null)
{
    /// <summary>The version of its sidecar; null if it had none.</summary>
    public string? SidecarVersion { get; init; }

    /// <summary><see cref="Storage.PhotoFile.ChangedAt"/> of the file; null if it was not recorded.</summary>
    public long? ChangedAt { get; init; }

    /// <summary>The names of its companions, in ordinal order.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>The length of its companions in bytes.</summary>
    public long CompanionBytes { get; init; }

    /// <summary>Whether the photo was stored after the mark of the scan, so that the listing may lack its file.</summary>
    public bool IsNew { get; init; }

    /// <summary>The version of the row, PostgreSQL's <c>xmin</c>. It changes whenever the photo is stored again.</summary>
    public uint Version { get; init; }
}
