using System.Buffers;
using System.Buffers.Binary;
using ClipSearch.Core;

namespace ClipSearch.Web.Photos;

/// <summary>A file of the cache.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="ContentHash">SHA-256 of the picture that it shows, 64 lower-case hexadecimal digits; null for what is no thumbnail of today's sizes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="UsedAt">When it was last asked for, within an hour; UTC.</param>
internal sealed record KeptThumbnail(string Path, string? ContentHash, long Bytes, DateTime UsedAt);

/// <summary>
/// Thumbnails on disk, in DATA_DIR/thumbs by the picture's content and the size. Other processes may use the same folder, and
/// anyone may delete it at any time. What goes, and when, says <see cref="ThumbnailUpkeep"/>.
/// </summary>
public sealed partial class ThumbnailCache(ClipSearchOptions options, ILogger<ThumbnailCache> logger) : IDisposable
{
    private const string Ending = ".webp";
    private const string UnfinishedEnding = ".tmp";
    private const int HashLength = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>A file's time of writing tells when it was last used; no more often than this is it written for that.</summary>
    private static readonly TimeSpan UseGrain = TimeSpan.FromHours(1);

    private readonly string _folder = Path.Combine(Path.GetFullPath(options.DataDir), "thumbs");
    private readonly SemaphoreSlim _overfull = new(0);
    private long _bytes;
    private int _isFailing;

    /// <summary>A picture's thumbnail, a WebP file, if it is kept.</summary>
    public async Task<byte[]?> FindAsync(string contentHash, ThumbnailSize size, CancellationToken cancellationToken)
    {
        var path = PathOf(contentHash, size);
        if (!File.Exists(path))
            return null;
        byte[] thumbnail;
        try
        {
            thumbnail = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It went this very moment, or may not be read.
            return null;
        }

        // After a power cut a file may be empty, or not what was written: then it is made again.
        if (!IsWhole(thumbnail))
            return null;
        NoteUse(path);
        return thumbnail;
    }

    /// <summary>Keeps a thumbnail, whole or not at all. A full or read-only disk makes thumbnails slow, not impossible: it is logged, once.</summary>
    public async Task KeepAsync(string contentHash, ThumbnailSize size, byte[] thumbnail)
    {
        var path = PathOf(contentHash, size);
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

    /// <summary>Waits until more is kept than THUMBNAILS_MAX_MB allows, but no longer than a time.</summary>
    internal Task WaitUntilOverfullAsync(TimeSpan atMost, CancellationToken cancellationToken) => _overfull.WaitAsync(atMost, cancellationToken);

    /// <summary>All that lies in the folder, but for what is being written.</summary>
    internal List<KeptThumbnail> List()
    {
        var kept = new List<KeptThumbnail>();
        if (!Directory.Exists(_folder))
            return kept;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            // Another process may have deleted it.
            if (file.Exists && !(file.Extension == UnfinishedEnding && DateTime.UtcNow - file.LastWriteTimeUtc < UseGrain))
                kept.Add(new KeptThumbnail(file.FullName, ContentHashOf(file.Name), file.Length, file.LastWriteTimeUtc));
        }

        return kept;
    }

    /// <summary>Deletes files of the folder.</summary>
    /// <param name="unneeded">Those.</param>
    /// <param name="bytesLeft">What the others have together.</param>
    internal void Remove(IEnumerable<KeptThumbnail> unneeded, long bytesLeft)
    {
        foreach (var thumbnail in unneeded)
            Delete(thumbnail.Path);
        Interlocked.Exchange(ref _bytes, bytesLeft);
    }

    /// <inheritdoc/>
    public void Dispose() => _overfull.Dispose();

    private string PathOf(string contentHash, ThumbnailSize size) => Path.Combine(_folder, contentHash[..2], $"{contentHash}{EndingOf(size)}");

    private static string EndingOf(ThumbnailSize size) => $"-{size.LongestEdge}{Ending}";

    private static string? ContentHashOf(string name) =>
        name.Length > HashLength && !name.AsSpan(0, HashLength).ContainsAnyExcept(HexDigits) && ThumbnailSize.All.Any(size => name[HashLength..] == EndingOf(size))
            ? name[..HashLength]
            : null;

    /// <summary>Whether a WebP is as long as its own header says.</summary>
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
            // In a read-only folder nothing goes for want of use either.
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
            // Its folder has gone, or may not be written: whoever writes there says so.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Thumbnails cannot be kept in {Folder}, so each is made anew whenever it is looked at: {Cause}")]
    private static partial void LogNotKept(ILogger logger, string folder, string cause);
}
