using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Video;
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
internal sealed class PhotoFiles(PhotoStorage storage, Thumbnails thumbnails, VideoFiles videos, AccessControl access)
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
        if (photo.Video is not null)
            return await videos.OpenAsync(photo.Path, access.SeesDetails(context), token);
        var file = await storage.Of(photo.Path).OpenAsync(photo.Path, token);
        try
        {
            var start = new byte[ImageFormatList.SignatureLength];
            var length = await file.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, token);
            // The file may have been replaced since it was imported, by a page for instance.
            var format = ImageFormats.All.OfContent(start.AsSpan(0, length)) ?? throw new ImageException($"{photo.Path} is not an image.");
            // Most RAW files begin like any TIFF.
            var type = (format.Name == "tiff" && ImageFormats.All.Find(photo.Format) is { IsRaw: true } raw ? raw : format).MediaType;
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

    /// <summary>Returns the names of a photo's companions that a caller may have: without write access, the video of a Live Photo.</summary>
    public IEnumerable<string> CompanionsOf(Photo photo, HttpContext context) => CompanionsOf(photo, access.SeesDetails(context));

    /// <summary>Returns the names of a photo's companions that callers with or without access to details may have.</summary>
    public static IEnumerable<string> CompanionsOf(Photo photo, bool seesDetails) => photo.Companions.Where(name => seesDetails || VideoFormats.HasExtension(name));

    /// <summary>Opens a companion of a photo.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="name">One of <see cref="CompanionsOf(Photo, HttpContext)"/>.</param>
    /// <param name="context">The request, which also cancels the operation.</param>
    /// <exception cref="ImageException">The file is not a video, though its name is that of one.</exception>
    /// <exception cref="IOException">The file is missing, empty or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public async Task<ServedFile> OpenCompanionAsync(Photo photo, string name, HttpContext context)
    {
        var path = LibraryPath.Folder(photo.Path) + LibraryPath.Separator(photo.Path) + name;
        if (VideoFormats.HasExtension(name))
            return await videos.OpenAsync(path, access.SeesDetails(context), context.RequestAborted);
        var file = await storage.Of(path).OpenAsync(path, context.RequestAborted);
        return new ServedFile(file.Content, name, ImageFormats.All.OfExtension(name)!.MediaType, file.ModifiedAt, file.Version);
    }
}
