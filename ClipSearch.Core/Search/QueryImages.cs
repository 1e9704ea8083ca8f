using System.Collections.Concurrent;
using System.Security.Cryptography;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;

namespace ClipSearch.Core.Search;

/// <summary>An image to search with.</summary>
/// <param name="Id">The SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="Embedding">Its embedding.</param>
/// <param name="Thumbnail">A small WebP thumbnail.</param>
public sealed record QueryImage(string Id, Embedding Embedding, byte[] Thumbnail);

/// <summary>
/// Keeps the most recent query images, so that an address can refer to one: the next page, Back and a reload need no second upload. They
/// are kept in memory only, and the oldest is removed first.
/// </summary>
public sealed class QueryImages(SingleImageEncoder encoder)
{
    /// <summary>The maximum number of images. With 512 dimensions and a thumbnail, each takes some 5 kB.</summary>
    private const int Max = 500;

    private const int ThumbnailEdge = 160;

    private readonly ConcurrentDictionary<string, QueryImage> _images = new();
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Adds the image in a file on disk.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The file cannot be read, is not an image, is damaged or exceeds the limits.</exception>
    public async Task<QueryImage> AddAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new ImageFile(path, ImageLimits.Default);
        return await AddAsync(file, cancellationToken);
    }

    /// <summary>Adds an image.</summary>
    /// <param name="file">The image's file, which the caller disposes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not an image, is damaged or exceeds the limits.</exception>
    public async Task<QueryImage> AddAsync(ImageFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var id = Convert.ToHexStringLower(SHA256.HashData(file.Content));
        if (_images.TryGetValue(id, out var known))
            return known;
        var (embedding, parts) = await encoder.EncodeAsync(file, new DecodeRequest { ThumbnailEdge = ThumbnailEdge }, cancellationToken);
        var image = new QueryImage(id, embedding, parts.Thumbnail!);
        if (_images.TryAdd(id, image))
        {
            _order.Enqueue(id);
            while (_images.Count > Max && _order.TryDequeue(out var oldest))
                _images.TryRemove(oldest, out _);
        }

        return image;
    }

    /// <summary>Returns a recent image, or null.</summary>
    public QueryImage? Find(string id) => _images.GetValueOrDefault(id);
}
