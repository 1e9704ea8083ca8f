using System.Globalization;
using System.Security.Cryptography;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Video;

namespace ClipSearch.Web.Photos;

/// <summary>The source file of a thumbnail, as recorded in the library.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="ContentHash">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Pixels">The number of pixels of the image.</param>
public sealed record ThumbnailSource(string Path, string ContentHash, long Bytes, long Pixels)
{
    /// <summary>Separates the time of a frame from the hash of its video.</summary>
    internal const char FrameMark = '@';

    /// <summary>The time of the frame of a video; null for an image.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>The name of the image in the cache: the hash, of a video with the time of the frame in milliseconds.</summary>
    public string Key => At is { } at ? string.Create(CultureInfo.InvariantCulture, $"{ContentHash}{FrameMark}{(long)at.TotalMilliseconds}") : ContentHash;

    /// <summary>Returns the file of a photo.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="at">The time of a frame of a video; its poster for another time.</param>
    public static ThumbnailSource Of(Photo photo, TimeSpan? at = null) => new(photo.Path, photo.ContentHash, photo.Bytes, (long)photo.Width * photo.Height)
    {
        At = photo.Video is not { } video ? null : at is { } frame && video.Frames.Contains(frame) ? frame : video.Poster,
    };

    /// <summary>Returns the file of a photo in the trash.</summary>
    public static ThumbnailSource Of(TrashedPhoto photo) => new(photo.TrashPath, photo.ContentHash, photo.Bytes, photo.Pixels) { At = photo.Poster };
}

/// <summary>A thumbnail.</summary>
/// <param name="File">A WebP file.</param>
/// <param name="IsAsKnown">
/// Whether the source matches the library; otherwise the file has changed, and the next scan will import the change.
/// </param>
public sealed record Thumbnail(byte[] File, bool IsAsKnown);

/// <summary>Creates each thumbnail once, on first request, and caches it.</summary>
public sealed class Thumbnails(PhotoStorage storage, ThumbnailCache cache, ImageDecoders decoders, VideoReader videos) : IAsyncDisposable
{
    /// <summary>
    /// Images that need more memory than this, for the file and 4 bytes per pixel, are decoded one at a time: 128 MiB are 30 megapixels.
    /// Most formats need less, since they are decoded a few rows at a time; WebP, AVIF and interlaced files need it all.
    /// </summary>
    private const long LargeBytes = 128 << 20;

    /// <summary>A decoder uses one core; more decoders would only hold more images in memory.</summary>
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim _large = new(1);
    private readonly SharedWork<(ThumbnailSource, ThumbnailSize), Thumbnail> _making = new();

    /// <summary>Returns an image's thumbnail.</summary>
    /// <exception cref="ImageException">The file is missing, cannot be read or is not an image.</exception>
    public async Task<Thumbnail> GetAsync(ThumbnailSource source, ThumbnailSize size, CancellationToken cancellationToken) =>
        await KeptAsync(source, size, cancellationToken) ?? await _making.RunAsync((source, size), token => MakeAsync(source, size, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Wait for running work, which still writes into the cache.
        for (var core = 0; core < Environment.ProcessorCount; core++)
            await _cores.WaitAsync();
        _cores.Dispose();
        _large.Dispose();
    }

    private async Task<Thumbnail?> KeptAsync(ThumbnailSource source, ThumbnailSize size, CancellationToken cancellationToken) =>
        await cache.FindAsync(source.Key, size, cancellationToken) is { } file ? new Thumbnail(file, IsAsKnown: true) : null;

    private async Task<Thumbnail> MakeAsync(ThumbnailSource source, ThumbnailSize size, CancellationToken cancellationToken)
    {
        // Of a video, one frame is read.
        var isLarge = (source.At is null ? source.Bytes : 0) + (4 * source.Pixels) > LargeBytes;
        if (isLarge)
            await _large.WaitAsync(cancellationToken);
        try
        {
            // Download from buckets before taking a core; files on disk are read only while a core is held, to limit memory.
            using var fetched = LibraryPath.IsRemote(source.Path) ? await ReadAsync(source, size, cancellationToken) : null;
            await _cores.WaitAsync(cancellationToken);
            try
            {
                // A concurrent request may have created it in the meantime.
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
        using var file = fetched ?? await ReadAsync(source, size, cancellationToken);
        var thumbnail = await decoders.CreateThumbnailAsync(file, size.LongestEdge, cancellationToken);
        // A file that has changed since its import must not be cached under its old hash.
        if (source.At is null ? Convert.ToHexStringLower(SHA256.HashData(file.Content)) != source.ContentHash : new FileInfo(source.Path).Length != source.Bytes)
            return new Thumbnail(thumbnail, IsAsKnown: false);
        await cache.KeepAsync(source.Key, size, thumbnail);
        return new Thumbnail(thumbnail, IsAsKnown: true);
    }

    /// <summary>Reads an image, or a frame of a video.</summary>
    private Task<ImageFile> ReadAsync(ThumbnailSource source, ThumbnailSize size, CancellationToken cancellationToken) => source.At is { } at
        ? videos.FrameAsync(source.Path, source.Path, at, size.LongestEdge, cancellationToken)
        : storage.Of(source.Path).ReadAsync(source.Path, cancellationToken);
}
