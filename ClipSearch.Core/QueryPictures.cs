using System.Collections.Concurrent;
using System.Security.Cryptography;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Images;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core;

/// <summary>A picture that somebody searches with.</summary>
/// <param name="Id">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="Embedding">Where it lies.</param>
/// <param name="Thumbnail">A small WebP of it.</param>
public sealed record QueryPicture(string Id, Embedding Embedding, byte[] Thumbnail);

/// <summary>
/// The pictures that people have searched with lately, so that an address can name one: the next page, Back and a reload
/// need no second upload. They live in memory only, and the oldest goes first.
/// </summary>
public sealed class QueryPictures(SingleImageEncoder encoder)
{
    /// <summary>How many are kept: with 512 dimensions and a thumbnail some 5 kB each.</summary>
    private const int Most = 500;

    private const int ThumbnailEdge = 160;

    private readonly ConcurrentDictionary<string, QueryPicture> _pictures = new();
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Adds the image of a file on disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The file cannot be read, is no image, is damaged or over the limits.</exception>
    public async Task<QueryPicture> AddAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new ImageFile(path, ImageLimits.Default);
        return await AddAsync(file, cancellationToken);
    }

    /// <summary>Adds an image.</summary>
    /// <param name="file">The image's file; the caller disposes it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is no image, is damaged or over the limits.</exception>
    public async Task<QueryPicture> AddAsync(ImageFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var id = Convert.ToHexStringLower(SHA256.HashData(file.Content));
        if (_pictures.TryGetValue(id, out var known))
            return known;
        var (embedding, parts) = await encoder.EncodeAsync(file, new DecodeRequest { ThumbnailEdge = ThumbnailEdge }, cancellationToken);
        var picture = new QueryPicture(id, embedding, parts.Thumbnail!);
        if (_pictures.TryAdd(id, picture))
        {
            _order.Enqueue(id);
            while (_pictures.Count > Most && _order.TryDequeue(out var oldest))
                _pictures.TryRemove(oldest, out _);
        }

        return picture;
    }

    /// <summary>A picture that was taken lately, or null.</summary>
    public QueryPicture? Find(string id) => _pictures.GetValueOrDefault(id);
}
