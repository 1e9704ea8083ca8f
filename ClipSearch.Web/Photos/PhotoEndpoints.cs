using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;
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
            .RequireAuthorization(AccessPolicies.Writer);
    }

    private static async Task<IResult> ThumbnailAsync(
        Func<CancellationToken, Task<ThumbnailSource?>> find, Problem unknown, ThumbnailSize size, string? version, Thumbnails thumbnails, HttpContext context)
    {
        ThumbnailSource? source;
        Thumbnail thumbnail;
        try
        {
            source = await find(context.RequestAborted);
            if (source is null)
                return InPlace(unknown);
            thumbnail = await thumbnails.GetAsync(source, size, context.RequestAborted);
        }
        catch (Exception e) when (e is ImageException or IOException or UnauthorizedAccessException)
        {
            return InPlace(Problem.OfFile(e, context));
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return InPlace(Problem.Of(e, context));
        }

        context.Response.Headers.CacheControl =
            !thumbnail.IsAsKnown ? "no-store" : version == PhotoUrls.Version(source.ContentHash) ? "private, max-age=31536000, immutable" : "private, no-cache";
        return TypedResults.Bytes(
            thumbnail.File, WebP, entityTag: thumbnail.IsAsKnown ? new EntityTagHeaderValue($"\"{source.ContentHash}-{size.LongestEdge}\"") : null);

        // A tile keeps its looks; where the picture is all there is to see, words stand in its place.
        IResult InPlace(Problem problem) => size.LongestEdge <= ThumbnailSize.DenseTile.LongestEdge ? new PlaceholderResult(problem) : new ProblemResult(problem);
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
            return new ProblemResult(Problem.OfFile(e, context));
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
