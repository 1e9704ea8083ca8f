using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;

namespace ClipSearch.Core.Library.Sync;

/// <summary>A photo of a scan that was read. If its file changed after the listing, it is stored as listed, so that the next run imports it again.</summary>
internal sealed class PreparedPhoto
{
    private readonly PhotoFile _file;
    private readonly PreparedImage _image;
    private readonly IDisposable _reservation;
    private readonly Embedding[] _embeddings;
    private int _missing;

    /// <param name="file">The file as listed.</param>
    /// <param name="image">The image.</param>
    /// <param name="reservation">The reservation of the memory of the crops, which is disposed with them.</param>
    public PreparedPhoto(PhotoFile file, PreparedImage image, IDisposable reservation)
    {
        (_file, _image, _reservation) = (file, image with { Crop = null, OtherCrops = [] }, reservation);
        Crops = [.. image.Crops];
        _embeddings = new Embedding[_missing = Crops.Count];
    }

    /// <summary>The crops to embed; empty if the library already has the embeddings.</summary>
    public IReadOnlyList<byte[]> Crops { get; private set; }

    /// <summary>The number of embeddings to store.</summary>
    public int Embeddings => _embeddings.Length;

    /// <summary>Adds the embedding of a crop. Thread-safe.</summary>
    /// <returns>Whether all crops are embedded. Then they are freed.</returns>
    public bool Add(int index, Embedding embedding)
    {
        _embeddings[index] = embedding;
        if (Interlocked.Decrement(ref _missing) > 0)
            return false;
        Free();
        return true;
    }

    /// <summary>Frees the crops.</summary>
    public void Free()
    {
        Crops = [];
        _reservation.Dispose();
    }

    /// <summary>Returns the photo with its embeddings.</summary>
    public NewPhoto WithEmbeddings() => _image.At(_file, _embeddings);
}
