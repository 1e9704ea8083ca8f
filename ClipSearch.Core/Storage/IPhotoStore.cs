using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Storage;

/// <summary>A place where photos lie: the disk, or buckets. Every path is absolute.</summary>
public interface IPhotoStore
{
    /// <summary>How many files are best read at once.</summary>
    int Readers { get; }

    /// <summary>Looks through a folder and all below it.</summary>
    /// <exception cref="IOException">There is no such folder, or it cannot be looked through now.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read.</exception>
    Task<PhotoFolder> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Reads a file into memory.</summary>
    /// <exception cref="ImageException">It is missing, empty, too long or cannot be read; the inner exception tells which, as for <see cref="OpenAsync"/>.</exception>
    Task<ImageFile> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">It has gone.</exception>
    /// <exception cref="DirectoryNotFoundException">It has gone with its folder.</exception>
    /// <exception cref="BucketException">Its bucket does not answer, or refuses.</exception>
    /// <exception cref="IOException">It is empty or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    Task<StoredFile> OpenAsync(string path, CancellationToken cancellationToken);

    /// <summary>Whether a file is known to have gone, without asking over a network.</summary>
    bool HasLost(string path);
}

/// <summary>A file that is open for reading.</summary>
/// <param name="Content">Can seek and tells its length; to be read asynchronously, and disposed.</param>
/// <param name="ModifiedAt">Its last write.</param>
/// <param name="Version">Another one whenever the content is another one; without quotes.</param>
public sealed record StoredFile(Stream Content, DateTimeOffset ModifiedAt, string Version);
