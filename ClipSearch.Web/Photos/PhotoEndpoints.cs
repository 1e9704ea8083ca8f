using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>A photo's pictures: <c>/photos/{id}/thumb</c>, <c>/preview</c> and <c>/file</c>.</summary>
internal static class PhotoEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        var photo = routes.MapGroup("/photos/{id:long}");
        photo.MapMethods("/thumb", Reading, (long id, string? v, PhotoIndex index, Thumbnails thumbnails, HttpContext context) =>
            ThumbnailAsync(id, v, ThumbnailSize.Grid, index, thumbnails, context));
        photo.MapMethods("/preview", Reading, (long id, string? v, PhotoIndex index, Thumbnails thumbnails, HttpContext context) =>
            ThumbnailAsync(id, v, ThumbnailSize.Window, index, thumbnails, context));
        photo.MapMethods("/file", Reading, FileAsync);
    }

    private static async Task<IResult> ThumbnailAsync(
        long id, string? version, ThumbnailSize size, PhotoIndex index, Thumbnails thumbnails, HttpContext context)
    {
        Photo? photo = null;
        byte[] thumbnail;
        try
        {
            photo = await index.FindAsync(id, context.RequestAborted);
            if (photo is null)
                return new PlaceholderResult(Problem.UnknownPhoto);
            thumbnail = await thumbnails.GetAsync(photo, size, context.RequestAborted);
        }
        catch (Exception e) when (e is ImageException or IOException or UnauthorizedAccessException)
        {
            return new PlaceholderResult(File.Exists(photo?.Path) ? Problem.UnreadableFile : Problem.VanishedFile);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return new PlaceholderResult(Problem.Of(e, context.TraceIdentifier));
        }

        context.Response.Headers.CacheControl = version == PhotoUrls.Version(photo)
            ? "private, max-age=31536000, immutable"
            : "private, no-cache";
        return TypedResults.Bytes(thumbnail, "image/webp", entityTag: new EntityTagHeaderValue($"\"{photo.ContentHash}-{size.LongestEdge}\""));
    }

    private static async Task<IResult> FileAsync(long id, PhotoIndex index, HttpContext context)
    {
        var photo = await index.FindAsync(id, context.RequestAborted);
        if (photo is null)
            return new ProblemResult(Problem.UnknownPhoto);

        FileStream file;
        string? type;
        var look = new FileInfo(photo.Path);
        // Asked before opening: opening a named pipe would wait for its writer, and its length is 0.
        if (look is { Exists: true, Length: 0 })
            return new ProblemResult(Problem.UnreadableFile);
        try
        {
            file = new FileStream(photo.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ProblemResult(Problem.VanishedFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ProblemResult(Problem.UnreadableFile);
        }

        try
        {
            var start = new byte[PictureType.BytesToTell];
            type = PictureType.Of(start.AsSpan(0, await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, context.RequestAborted)));
        }
        catch (IOException)
        {
            type = null;
        }

        if (type is null)
        {
            await file.DisposeAsync();
            return new ProblemResult(Problem.UnreadableFile);
        }

        file.Position = 0;
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(Path.GetFileName(photo.Path));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(
            file,
            type,
            lastModified: look.LastWriteTimeUtc,
            entityTag: new EntityTagHeaderValue($"\"{look.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\""),
            enableRangeProcessing: true);
    }
}
