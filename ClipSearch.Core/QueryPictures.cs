using System.Collections.Concurrent;
using System.Security.Cryptography;
using ClipSearch.Core.Clip;
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
public sealed class QueryPictures(PictureEncoder encoder)
{
    /// <summary>How many are kept: with 512 dimensions and a thumbnail some 5 kB each.</summary>
    private const int Most = 500;

    private const int ThumbnailEdge = 160;

    private readonly ConcurrentDictionary<string, QueryPicture> _pictures = new();
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Takes a picture's file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageException">The file cannot be read, is no picture, is damaged or over the limits.</exception>
    public async Task<QueryPicture> AddAsync(string path, CancellationToken cancellationToken)
    {
        byte[] content;
        using (var file = new ImageFile(path, ImageLimits.Default))
            content = file.Bytes.Span.ToArray();
        return await AddAsync(content, path, cancellationToken);
    }

    /// <summary>Takes a picture.</summary>
    /// <param name="content">The file's content.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageException">The content is no picture, is damaged or over the limits.</exception>
    public async Task<QueryPicture> AddAsync(ReadOnlyMemory<byte> content, string name, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        if (_pictures.TryGetValue(id, out var known))
            return known;
        var (embedding, thumbnail) = await encoder.EncodeAsync(content, name, image => Thumbnailer.Create(image, name, ThumbnailEdge), cancellationToken);
        var picture = new QueryPicture(id, embedding, thumbnail);
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
