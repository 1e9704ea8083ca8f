using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Web.Access;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>
/// A photo's pictures: <c>/photos/{id}/thumb</c> and the other names of <see cref="ThumbnailSize"/>, and <c>/file</c>; and, for who
/// may see the trash, <c>/trash/{id}/thumb</c>.
/// </summary>
internal static class PhotoEndpoints
{
    private const string WebP = "image/webp";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        var photo = routes.MapGroup("/photos/{id:long}");
        foreach (var size in ThumbnailSize.All)
        {
            photo.MapMethods($"/{size.Name}", Reading, (long id, string? v, PhotoIndex index, Thumbnails thumbnails, HttpContext context) =>
                ThumbnailAsync(
                    async token => await index.FindAsync(id, token) is { } photo ? ThumbnailSource.Of(photo) : null, Problem.UnknownPhoto, size, v, thumbnails, context));
        }

        photo.MapMethods("/file", Reading, FileAsync);
        routes.MapMethods($"/trash/{{id:long}}/{ThumbnailSize.Tile.Name}", Reading, (long id, string? v, TrashRecords trash, Thumbnails thumbnails, HttpContext context) =>
            ThumbnailAsync(
                async token => await trash.FindAsync(id, token) is { } photo ? ThumbnailSource.Of(photo) : null, Problem.NotInTrash, ThumbnailSize.Tile, v, thumbnails, context))
            .ForWriters();
    }

    private static async Task<IResult> ThumbnailAsync(
        Func<CancellationToken, Task<ThumbnailSource?>> find, Problem unknown, ThumbnailSize size, string? version, Thumbnails thumbnails, HttpContext context)
    {
        ThumbnailSource? source = null;
        Thumbnail thumbnail;
        try
        {
            source = await find(context.RequestAborted);
            if (source is null)
                return new PlaceholderResult(unknown);
            thumbnail = await thumbnails.GetAsync(source, size, context.RequestAborted);
        }
        catch (Exception e) when (e is ImageException or IOException or UnauthorizedAccessException)
        {
            return new PlaceholderResult(File.Exists(source?.Path) ? Problem.UnreadableFile : Problem.VanishedFile);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return new PlaceholderResult(Problem.Of(e, context.TraceIdentifier));
        }

        context.Response.Headers.CacheControl =
            !thumbnail.IsAsKnown ? "no-store" : version == PhotoUrls.Version(source.ContentHash) ? "private, max-age=31536000, immutable" : "private, no-cache";
        return TypedResults.Bytes(
            thumbnail.File, WebP, entityTag: thumbnail.IsAsKnown ? new EntityTagHeaderValue($"\"{source.ContentHash}-{size.LongestEdge}\"") : null);
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
        // Of the open file: a link has a time of its own, and may lead elsewhere by now.
        var writtenAt = File.GetLastWriteTimeUtc(file.SafeFileHandle);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(Path.GetFileName(photo.Path));
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(
            file,
            type,
            lastModified: writtenAt,
            entityTag: new EntityTagHeaderValue($"\"{writtenAt.Ticks:x}-{file.Length:x}\""),
            enableRangeProcessing: true);
    }
}
