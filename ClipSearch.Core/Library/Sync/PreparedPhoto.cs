using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;

namespace ClipSearch.Core.Library.Sync;

/// <summary>A photo of a scan that was read. If its file changed after the listing, it is stored as listed, so that the next run imports it again.</summary>
/// <param name="File">The file as listed.</param>
/// <param name="Image">The image.</param>
internal sealed record PreparedPhoto(PhotoFile File, PreparedImage Image)
{
    /// <summary>The embeddings of the crops that were embedded so far.</summary>
    public List<Embedding> Embeddings { get; } = [];

    /// <summary>Returns the photo with its embeddings.</summary>
    public NewPhoto WithEmbeddings() => Image.At(File, Embeddings);
}
