using System.Security.Cryptography;
using ClipSearch.Core;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;

namespace ClipSearch.Web.Photos;

/// <summary>A file that a thumbnail is made of, as the library knows it.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="ContentHash">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Pixels">Of its picture.</param>
public sealed record ThumbnailSource(string Path, string ContentHash, long Bytes, long Pixels)
{
    /// <summary>The file of a photo.</summary>
    public static ThumbnailSource Of(Photo photo) => new(photo.Path, photo.ContentHash, photo.Bytes, (long)photo.Width * photo.Height);

    /// <summary>The file of a photo in the trash.</summary>
    public static ThumbnailSource Of(TrashedPhoto photo) => new(photo.TrashPath, photo.ContentHash, photo.Bytes, photo.Pixels);
}

/// <summary>A picture made small.</summary>
/// <param name="File">A WebP.</param>
/// <param name="IsAsKnown">Whether it shows what the library knows; else the file has changed, and the next sync will notice.</param>
public sealed record Thumbnail(byte[] File, bool IsAsKnown);

/// <summary>Makes thumbnails when they are first looked at, each once, and keeps them.</summary>
public sealed class Thumbnails(PhotoStorage storage, ThumbnailCache cache, ImageDecoders decoders) : IAsyncDisposable
{
    /// <summary>
    /// What a picture may take in memory, its file and 4 bytes a pixel, before it has to wait for the one before it: 128 MiB are
    /// 30 megapixels. Most formats take less, since only some rows are decoded at a time; WebP, AVIF and interlaced files take it.
    /// </summary>
    private const long LargeBytes = 128 << 20;

    /// <summary>A decoder uses one core; more at once would only hold more pictures in memory.</summary>
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim _large = new(1);
    private readonly SharedWork<(ThumbnailSource, ThumbnailSize), Thumbnail> _making = new();

    /// <summary>A picture's thumbnail.</summary>
    /// <exception cref="ImageException">The file has gone, may not be read or holds no picture.</exception>
    public async Task<Thumbnail> GetAsync(ThumbnailSource source, ThumbnailSize size, CancellationToken cancellationToken) =>
        await KeptAsync(source, size, cancellationToken) ?? await _making.RunAsync((source, size), token => MakeAsync(source, size, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What is under way writes into the cache until its end.
        for (var core = 0; core < Environment.ProcessorCount; core++)
            await _cores.WaitAsync();
        _cores.Dispose();
        _large.Dispose();
    }

    private async Task<Thumbnail?> KeptAsync(ThumbnailSource source, ThumbnailSize size, CancellationToken cancellationToken) =>
        await cache.FindAsync(source.ContentHash, size, cancellationToken) is { } file ? new Thumbnail(file, IsAsKnown: true) : null;

    private async Task<Thumbnail> MakeAsync(ThumbnailSource source, ThumbnailSize size, CancellationToken cancellationToken)
    {
        var isLarge = source.Bytes + (4 * source.Pixels) > LargeBytes;
        if (isLarge)
            await _large.WaitAsync(cancellationToken);
        try
        {
            // Whoever waits for a bucket keeps nobody from a core; files of the disk are in memory only while one works on them.
            using var fetched = PhotoPath.IsInBucket(source.Path) ? await ReadAsync(source, cancellationToken) : null;
            await _cores.WaitAsync(cancellationToken);
            try
            {
                // Whoever made it may have ended between the first look and here.
                return await KeptAsync(source, size, cancellationToken) ?? await MakeAndKeepAsync(source, size, fetched, cancellationToken);
            }
            finally
            {
                _cores.Release();
            }
        }
        finally
        {
            if (isLarge)
                _large.Release();
        }
    }

    private async Task<Thumbnail> MakeAndKeepAsync(ThumbnailSource source, ThumbnailSize size, ImageFile? fetched, CancellationToken cancellationToken)
    {
        using var file = fetched ?? await ReadAsync(source, cancellationToken);
        var thumbnail = await decoders.CreateThumbnailAsync(file, size.LongestEdge, cancellationToken);
        // A file that has changed since it was taken in must not be kept under the hash of what it was.
        if (Convert.ToHexStringLower(SHA256.HashData(file.Content)) != source.ContentHash)
            return new Thumbnail(thumbnail, IsAsKnown: false);
        await cache.KeepAsync(source.ContentHash, size, thumbnail);
        return new Thumbnail(thumbnail, IsAsKnown: true);
    }

    private Task<ImageFile> ReadAsync(ThumbnailSource source, CancellationToken cancellationToken) => storage.Of(source.Path).ReadAsync(source.Path, cancellationToken);
}
