using System.Security.Cryptography;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;

namespace ClipSearch.Web.Photos;

/// <summary>Makes thumbnails when they are first looked at, and keeps them in DATA_DIR/thumbs by the photo's content.</summary>
public sealed partial class Thumbnails(ClipSearchOptions options, PhotoStorage storage, ILogger<Thumbnails> logger) : IDisposable
{
    /// <summary>A decoder uses one core; more at once would only hold more pictures in memory.</summary>
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly string _folder = Path.Combine(Path.GetFullPath(options.DataDir), "thumbs");

    /// <summary>A photo's thumbnail, a WebP file.</summary>
    /// <exception cref="ImageException">The file has gone, may not be read or holds no picture.</exception>
    public async Task<byte[]> GetAsync(Photo photo, ThumbnailSize size, CancellationToken cancellationToken)
    {
        var kept = Path.Combine(_folder, photo.ContentHash[..2], $"{photo.ContentHash}-{size.LongestEdge}.webp");
        if (await ReadAsync(kept, cancellationToken) is { } before)
            return before;
        // Whoever waits for a bucket keeps nobody from a core.
        using var fetched = PhotoPath.IsInBucket(photo.Path) ? await storage.Of(photo.Path).ReadAsync(photo.Path, cancellationToken) : null;
        await _cores.WaitAsync(cancellationToken);
        try
        {
            if (await ReadAsync(kept, cancellationToken) is { } meanwhile)
                return meanwhile;
            using var file = fetched ?? await storage.Of(photo.Path).ReadAsync(photo.Path, cancellationToken);
            var (thumbnail, hash) = await Task.Run(
                () => (Thumbnailer.Create(file.Content, photo.Path, size.LongestEdge), Convert.ToHexStringLower(SHA256.HashData(file.Content))), cancellationToken);
            // A file that has changed since it was taken in must not be kept under the hash of what it was.
            if (hash == photo.ContentHash)
                await KeepAsync(kept, thumbnail, cancellationToken);
            return thumbnail;
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();

    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        // Empty after a power cut: then it is made again.
        return new FileInfo(path) is { Exists: true, Length: > 0 } ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
    }

    private async Task KeepAsync(string path, byte[] thumbnail, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(unfinished, thumbnail, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full or read-only disk makes thumbnails slow, not impossible.
            LogNotKept(logger, path, e.Message);
        }
        catch (OperationCanceledException)
        {
            File.Delete(unfinished);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot keep the thumbnail {Path}: {Cause}")]
    private static partial void LogNotKept(ILogger logger, string path, string cause);
}
