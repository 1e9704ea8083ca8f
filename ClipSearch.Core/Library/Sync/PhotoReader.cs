using System.Security.Cryptography;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;

namespace ClipSearch.Core.Library.Sync;

/// <summary>A photo that was read: the hash of its content, and its crop unless the library already has its embedding.</summary>
/// <param name="File">The file.</param>
/// <param name="ContentHash">The SHA-256 hash of the content, 32 bytes.</param>
/// <param name="Header">The header of the image.</param>
/// <param name="Placeholder">A tiny WebP of the image; null if the library already has it.</param>
/// <param name="Signature">The signature of the image; null if the library already has it.</param>
/// <param name="Crop">The pixels for the image encoder, as <see cref="DecodedParts.Crop"/>; null if no embedding is needed.</param>
internal sealed record PreparedPhoto(PhotoFile File, byte[] ContentHash, ImageHeader Header, byte[]? Placeholder, ImageSignature? Signature, byte[]? Crop)
{
    public NewPhoto With(Embedding? embedding) =>
        new(File.Path, File.Bytes, File.ModifiedTicks, ContentHash, Header, embedding) { Placeholder = Placeholder, Signature = Signature, ETag = File.ETag };
}

/// <summary>Reads photos up to their pixels: file → content hash → decoder process → crop.</summary>
/// <param name="records">The records of the library's photos.</param>
/// <param name="decoders">The decoders for the images.</param>
/// <param name="crop">The settings of the crop, as in <see cref="DecodeRequest.Crop"/>.</param>
internal sealed class PhotoReader(PhotoRecords records, ImageDecoders decoders, CropSettings crop) : IDisposable
{
    /// <summary>Limits decoding to the number of cores, because a bucket has more concurrent downloads.</summary>
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    /// <summary>
    /// Decodes a file to pixels. A file that changed after the listing is stored with the listed size and time, so that the next run
    /// imports it again.
    /// </summary>
    /// <param name="file">The file as listed.</param>
    /// <param name="content">The content of the file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not a valid image.</exception>
    public async Task<PreparedPhoto> ReadAsync(PhotoFile file, ImageFile content, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return await PrepareAsync(file, content, cancellationToken);
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();

    private async Task<PreparedPhoto> PrepareAsync(PhotoFile file, ImageFile content, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(content.Content);
        if (await records.FindEmbeddedAsync(hash, cancellationToken) is { } known)
        {
            if (known is { Header: { } header, HasPlaceholder: true, HasSignature: true })
                return new PreparedPhoto(file, hash, header, null, null, null);
            var looks = await decoders.DecodeAsync(content, new DecodeRequest { WithAppearance = true }, cancellationToken);
            return new PreparedPhoto(file, hash, looks.Header, looks.Placeholder, looks.Signature, null);
        }

        var parts = await decoders.DecodeAsync(content, new DecodeRequest { Crop = crop, WithAppearance = true }, cancellationToken);
        return new PreparedPhoto(file, hash, parts.Header, parts.Placeholder, parts.Signature, parts.Crop);
    }
}
