using System.Buffers;
using System.Buffers.Binary;
using ClipSearch.Core.Settings;

namespace ClipSearch.Web.Photos;

/// <summary>A file of the thumbnail cache.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="ContentHash">
/// SHA-256 of the original image, 64 lower-case hexadecimal digits; null if the file is not a thumbnail of a current size.
/// </param>
/// <param name="Bytes">The file's size.</param>
/// <param name="UsedAt">When it was last requested, UTC, to the hour.</param>
internal sealed record KeptThumbnail(string Path, string? ContentHash, long Bytes, DateTime UsedAt);

/// <summary>
/// Caches thumbnails on disk, in DATA_DIR/thumbs by content hash and size. Other processes may use the same folder, and its files may be
/// deleted at any time. <see cref="ThumbnailCleanup"/> limits its size.
/// </summary>
public sealed partial class ThumbnailCache(ClipSearchOptions options, ILogger<ThumbnailCache> logger) : IDisposable
{
    private const string Ending = ".webp";
    private const string UnfinishedEnding = ".tmp";
    private const int HashLength = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>A file's write time records its last use; it is updated at most this often.</summary>
    private static readonly TimeSpan UseGrain = TimeSpan.FromHours(1);

    private readonly string _folder = Path.Combine(Path.GetFullPath(options.DataDir), "thumbs");
    private readonly SemaphoreSlim _overfull = new(0);
    private long _bytes;
    private int _isFailing;

    /// <summary>Returns an image's thumbnail, a WebP file; null if it is not cached.</summary>
    /// <param name="image">The image: <see cref="ThumbnailSource.Key"/>.</param>
    /// <param name="size">The size.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<byte[]?> FindAsync(string image, ThumbnailSize size, CancellationToken cancellationToken)
    {
        var path = PathOf(image, size);
        if (!File.Exists(path))
            return null;
        byte[] thumbnail;
        try
        {
            thumbnail = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file was deleted in the meantime or cannot be read.
            return null;
        }

        // After a power failure a file may be empty or corrupt; it is then created again.
        if (!IsWhole(thumbnail))
            return null;
        NoteUse(path);
        return thumbnail;
    }

    /// <summary>
    /// Stores a thumbnail atomically. If the disk is full or read-only, thumbnails are slower but still work; this is logged once.
    /// </summary>
    /// <param name="image">The image: <see cref="ThumbnailSource.Key"/>.</param>
    /// <param name="size">The size.</param>
    /// <param name="thumbnail">A WebP file.</param>
    public async Task KeepAsync(string image, ThumbnailSize size, byte[] thumbnail)
    {
        var path = PathOf(image, size);
        var unfinished = $"{path}.{Guid.NewGuid():N}{UnfinishedEnding}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(unfinished, thumbnail);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Delete(unfinished);
            if (Interlocked.Exchange(ref _isFailing, 1) == 0)
                LogNotKept(logger, _folder, e.Message);
            return;
        }

        Interlocked.Exchange(ref _isFailing, 0);
        var bytes = Interlocked.Add(ref _bytes, thumbnail.Length);
        if (bytes > options.ThumbnailsMaxBytes && bytes - thumbnail.Length <= options.ThumbnailsMaxBytes)
            _overfull.Release();
    }

    /// <summary>Waits until the cache exceeds THUMBNAILS_MAX_MB, or until a timeout.</summary>
    internal Task WaitUntilOverfullAsync(TimeSpan max, CancellationToken cancellationToken) => _overfull.WaitAsync(max, cancellationToken);

    /// <summary>Lists the files of the folder, except those that are being written.</summary>
    internal List<KeptThumbnail> List()
    {
        var kept = new List<KeptThumbnail>();
        if (!Directory.Exists(_folder))
            return kept;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            // Exists is false if another process has deleted the file.
            if (file.Exists && !(file.Extension == UnfinishedEnding && DateTime.UtcNow - file.LastWriteTimeUtc < UseGrain))
                kept.Add(new KeptThumbnail(file.FullName, ContentHashOf(file.Name), file.Length, file.LastWriteTimeUtc));
        }

        return kept;
    }

    /// <summary>Deletes files of the folder.</summary>
    /// <param name="unneeded">The files to delete.</param>
    /// <param name="bytesLeft">The total size of the remaining files.</param>
    internal void Remove(IEnumerable<KeptThumbnail> unneeded, long bytesLeft)
    {
        foreach (var thumbnail in unneeded)
            Delete(thumbnail.Path);
        Interlocked.Exchange(ref _bytes, bytesLeft);
    }

    /// <inheritdoc/>
    public void Dispose() => _overfull.Dispose();

    private string PathOf(string image, ThumbnailSize size) => Path.Combine(_folder, image[..2], $"{image}{EndingOf(size)}");

    private static string EndingOf(ThumbnailSize size) => $"-{size.LongestEdge}{Ending}";

    private static string? ContentHashOf(string name)
    {
        if (name.Length <= HashLength || name.AsSpan(0, HashLength).ContainsAnyExcept(HexDigits))
            return null;
        var ending = name.AsSpan(HashLength);
        if (ending[0] == ThumbnailSource.FrameMark)
            ending = ending[1..].TrimStart("0123456789");
        foreach (var size in ThumbnailSize.All)
        {
            if (ending.SequenceEqual(EndingOf(size)))
                return name[..HashLength];
        }

        return null;
    }

    /// <summary>Returns whether a WebP is as long as its header states.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> file) =>
        file.Length > 8 && file.StartsWith("RIFF"u8) && BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L == file.Length;

    private static void NoteUse(string path)
    {
        try
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > UseGrain)
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In a read-only folder, files are not deleted by age either.
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is missing or read-only; writing reports that.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Thumbnails cannot be stored in {Folder}, so each one is created again for every request: {Cause}")]
    private static partial void LogNotKept(ILogger logger, string folder, string cause);
}
