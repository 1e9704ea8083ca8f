using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Web.Access;

namespace ClipSearch.Web.Photos;

/// <summary>A photo's file as a caller may have it.</summary>
/// <param name="Content">A seekable stream of known length, for asynchronous reads. The caller disposes it.</param>
/// <param name="Name">The name of the file.</param>
/// <param name="MediaType">The media type by content.</param>
/// <param name="ModifiedAt">The modification time.</param>
/// <param name="Version">A value that changes with the content, without quotes.</param>
internal sealed record ServedFile(Stream Content, string Name, string MediaType, DateTimeOffset ModifiedAt, string Version);

/// <summary>
/// Opens the files of photos for download: the original for callers with write access, otherwise a copy without metadata. A file whose
/// metadata cannot be removed is re-encoded as WebP.
/// </summary>
internal sealed class PhotoFiles(PhotoStorage storage, Thumbnails thumbnails, AccessControl access)
{
    /// <summary>The media type of re-encoded files.</summary>
    internal const string WebP = "image/webp";

    /// <summary>Opens a photo's file.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="context">The request, which also cancels the operation.</param>
    /// <exception cref="ImageException">The file is not an image, or cannot be re-encoded.</exception>
    /// <exception cref="IOException">The file is missing, empty or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public async Task<ServedFile> OpenAsync(Photo photo, HttpContext context)
    {
        var token = context.RequestAborted;
        var file = await storage.Of(photo.Path).OpenAsync(photo.Path, token);
        try
        {
            var start = new byte[ImageFormatList.SignatureLength];
            var length = await file.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, token);
            // The file may have been replaced since it was imported, by a page for instance.
            var type = ImageFormats.All.OfContent(start.AsSpan(0, length))?.MediaType ?? throw new ImageException($"{photo.Path} is not an image.");
            if (access.SeesDetails(context))
            {
                file.Content.Position = 0;
                return new ServedFile(file.Content, photo.Name, type, file.ModifiedAt, file.Version);
            }

            if (await PublicCopy.OfAsync(file.Content, token) is { } copy)
                return new ServedFile(copy, photo.Name, type, file.ModifiedAt, $"{file.Version}-public");
            await file.Content.DisposeAsync();
            var large = await thumbnails.GetAsync(ThumbnailSource.Of(photo), ThumbnailSize.Large, token);
            return new ServedFile(new MemoryStream(large.File), Path.ChangeExtension(photo.Name, ".webp"), WebP, file.ModifiedAt, $"{file.Version}-webp");
        }
        catch
        {
            await file.Content.DisposeAsync();
            throw;
        }
    }
}
