using System.Security.Cryptography;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;
using ClipSearch.Core.Storage;

namespace ClipSearch.Core.Sync;

/// <summary>A file that was read: its content's hash, and its crop unless the library has its embedding already.</summary>
/// <param name="File">The file.</param>
/// <param name="ContentHash">SHA-256.</param>
/// <param name="Header">What its header says.</param>
/// <param name="Placeholder">A tiny WebP of it; null where the library has that already.</param>
/// <param name="Signature">How it looks; null where the library has that already.</param>
/// <param name="Crop">The pixels that the image encoder gets, as <see cref="DecodedParts.Crop"/>; null where nothing is to be embedded.</param>
internal sealed record ReadPhoto(PhotoFile File, byte[] ContentHash, ImageHeader Header, byte[]? Placeholder, PictureSignature? Signature, byte[]? Crop)
{
    public NewPhoto With(Embedding? embedding) =>
        new(File.Path, File.Bytes, File.ModifiedTicks, ContentHash, Header, embedding) { Placeholder = Placeholder, Signature = Signature, ETag = File.ETag };
}

/// <summary>The way of a photo up to its pixels: file → content hash → decoder process → crop.</summary>
/// <param name="records">The library's photos.</param>
/// <param name="decoders">Decode the images.</param>
/// <param name="crop">The sizes of the crop, as in <see cref="DecodeRequest.Crop"/>.</param>
/// <param name="notes">The notes of files in work.</param>
internal sealed class PhotoReader(PhotoRecords records, ImageDecoders decoders, (int ShortestEdge, int CropSize) crop, DecodingNotes notes) : IDisposable
{
    /// <summary>More files may be on their way from a bucket than there are cores to decode them.</summary>
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    /// <summary>
    /// Makes pixels of a file. One that changed before it was read is kept with the size and time that it had when its
    /// folder was listed, so that the next run takes it in again.
    /// </summary>
    /// <param name="file">The file, as its folder listed it.</param>
    /// <param name="content">What was read of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageException">It is no picture.</exception>
    public async Task<ReadPhoto> ReadAsync(PhotoFile file, ImageFile content, CancellationToken cancellationToken)
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

    private async Task<ReadPhoto> PrepareAsync(PhotoFile file, ImageFile content, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(content.Content);
        if (await records.FindEmbeddedAsync(hash, cancellationToken) is { } known)
        {
            if (known is { Header: { } header, HasPlaceholder: true, HasSignature: true })
                return new ReadPhoto(file, hash, header, null, null, null);
            using var noted = notes.Begin(file);
            var looks = await decoders.DecodeAsync(content, new DecodeRequest { WithAppearance = true }, cancellationToken);
            return new ReadPhoto(file, hash, looks.Header, looks.Placeholder, looks.Signature, null);
        }

        using var note = notes.Begin(file);
        var parts = await decoders.DecodeAsync(content, new DecodeRequest { Crop = crop, WithAppearance = true }, cancellationToken);
        return new ReadPhoto(file, hash, parts.Header, parts.Placeholder, parts.Signature, parts.Crop);
    }
}
