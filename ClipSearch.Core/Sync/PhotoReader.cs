using System.Buffers;
using System.Security.Cryptography;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;
using ClipSearch.Core.Storage;

namespace ClipSearch.Core.Sync;

/// <summary>A file that was read: its content's hash, and its pixels unless the library has its embedding already.</summary>
/// <param name="File">The file.</param>
/// <param name="ContentHash">SHA-256.</param>
/// <param name="Header">What its header says.</param>
/// <param name="Placeholder">A tiny WebP of it; null where the library has that already.</param>
/// <param name="Signature">How it looks; null where the library has that already.</param>
/// <param name="Pixels">What the image tower reads, from the shared pool; null where nothing is to be embedded.</param>
internal sealed record ReadPhoto(PhotoFile File, byte[] ContentHash, ImageHeader Header, byte[]? Placeholder, PictureSignature? Signature, float[]? Pixels)
{
    public NewPhoto With(Embedding? embedding) =>
        new(File.Path, File.Bytes, File.ModifiedTicks, ContentHash, Header, embedding) { Placeholder = Placeholder, Signature = Signature, ETag = File.ETag };
}

/// <summary>The way of a photo up to its pixels: file → content hash → decoded picture → preprocessed pixels.</summary>
internal sealed class PhotoReader(PhotoRecords records, ImagePreprocessor preprocessor, int shortestEdge, DecodingNotes notes) : IDisposable
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
            using var small = ImageDecoder.Decode(content.Content, file.Path, PictureSignature.ShortestEdge, cancellationToken: cancellationToken);
            return new ReadPhoto(file, hash, small.Header, Thumbnailer.CreatePlaceholder(small, file.Path), PictureSignature.Of(small), null);
        }

        using var note = notes.Begin(file);
        using var image = ImageDecoder.Decode(content.Content, file.Path, shortestEdge, cancellationToken: cancellationToken);
        var pixels = ArrayPool<float>.Shared.Rent(preprocessor.TensorLength);
        preprocessor.Preprocess(image, pixels.AsSpan(0, preprocessor.TensorLength));
        return new ReadPhoto(file, hash, image.Header, Thumbnailer.CreatePlaceholder(image, file.Path), PictureSignature.Of(image), pixels);
    }
}
