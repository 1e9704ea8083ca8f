using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;

namespace ClipSearch.Core.Library.Sync;

/// <summary>A photo of a scan that was read. If its file changed after the listing, it is stored as listed, so that the next run imports it again.</summary>
/// <param name="File">The file as listed.</param>
/// <param name="Image">The image.</param>
internal sealed record PreparedPhoto(PhotoFile File, PreparedImage Image)
{
    /// <summary>Returns the photo with its embedding; null if the library already has it.</summary>
    public NewPhoto With(Embedding? embedding) => Image.At(File, embedding);
}
