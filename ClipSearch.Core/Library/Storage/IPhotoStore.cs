using ClipSearch.Core.Imaging;

namespace ClipSearch.Core.Library.Storage;

/// <summary>A store of photos: the disk or object storage. All paths are absolute.</summary>
public interface IPhotoStore
{
    /// <summary>The recommended number of concurrent reads.</summary>
    int Readers { get; }

    /// <summary>Lists a folder and its subfolders.</summary>
    /// <exception cref="IOException">The folder does not exist, or cannot be listed now.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the folder itself is denied.</exception>
    Task<FolderListing> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Reads a file into memory.</summary>
    /// <exception cref="ImageException">
    /// The file is missing, empty, too long or cannot be read. The inner exception is one of those of <see cref="OpenAsync"/>.
    /// </exception>
    Task<ImageFile> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="RemoteStoreException">The request to the bucket failed.</exception>
    /// <exception cref="IOException">The file is empty or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    Task<StoredFile> OpenAsync(string path, CancellationToken cancellationToken);

    /// <summary>Returns whether a file is known to be missing, without a network request.</summary>
    bool IsKnownMissing(string path);
}

/// <summary>A file that is open for reading.</summary>
/// <param name="Content">A seekable stream of known length, for asynchronous reads. The caller disposes it.</param>
/// <param name="ModifiedAt">The modification time.</param>
/// <param name="Version">A value that changes with the content, without quotes. It is used as an ETag.</param>
public sealed record StoredFile(Stream Content, DateTimeOffset ModifiedAt, string Version);
