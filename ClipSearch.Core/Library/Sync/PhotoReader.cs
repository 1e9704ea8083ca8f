using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;

namespace ClipSearch.Core.Library.Sync;

/// <summary>A photo of a scan that was read. If its file changed after the listing, it is stored as listed, so that the next run imports it again.</summary>
/// <param name="File">The file as listed.</param>
/// <param name="Image">The image.</param>
internal sealed record PreparedPhoto(PhotoFile File, PreparedImage Image)
{
    public NewPhoto With(Embedding? embedding) => Image.At(File, embedding);
}

/// <summary>Prepares the photos of a scan, as many at a time as there are cores, because a bucket has more concurrent downloads.</summary>
internal sealed class PhotoReader(ImagePreparation preparation) : IDisposable
{
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    /// <summary>Prepares a photo.</summary>
    /// <param name="file">The file as listed.</param>
    /// <param name="content">The content of the file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not a valid image.</exception>
    public async Task<PreparedPhoto> ReadAsync(PhotoFile file, ImageFile content, CancellationToken cancellationToken)
    {
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return new PreparedPhoto(file, await preparation.PrepareAsync(content, cancellationToken));
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();
}
