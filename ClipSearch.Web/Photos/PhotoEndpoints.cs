using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;
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
        Photo? photo;
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
            return new PlaceholderResult(Problem.OfFile(e));
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

    private static async Task<IResult> FileAsync(long id, PhotoIndex index, PhotoStorage storage, HttpContext context)
    {
        var photo = await index.FindAsync(id, context.RequestAborted);
        if (photo is null)
            return new ProblemResult(Problem.UnknownPhoto);

        StoredFile file;
        string? type;
        try
        {
            file = await storage.Of(photo.Path).OpenAsync(photo.Path, context.RequestAborted);
            context.Response.RegisterForDisposeAsync(file.Content);
            var start = new byte[PictureType.BytesToTell];
            type = PictureType.Of(start.AsSpan(0, await file.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, context.RequestAborted)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ProblemResult(Problem.OfFile(e));
        }

        if (type is null)
            return new ProblemResult(Problem.UnreadableFile);
        file.Content.Position = 0;
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(photo.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(
            file.Content,
            type,
            lastModified: file.ModifiedAt,
            entityTag: EntityTagHeaderValue.TryParse($"\"{file.Version}\"", out var tag) ? tag : null,
            enableRangeProcessing: true);
    }
}
