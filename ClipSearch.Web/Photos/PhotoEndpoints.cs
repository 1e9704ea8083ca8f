using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Serves a photo's images: <c>/photos/{id}/thumb</c> and the other names of <see cref="ThumbnailSize"/>, <c>/photos/{id}/file</c> and, for
/// callers who may see the trash, <c>/trash/{id}/thumb</c>.
/// </summary>
internal static class PhotoEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        var photo = routes.MapGroup("/photos/{id:long}");
        foreach (var size in ThumbnailSize.All)
        {
            photo.MapMethods($"/{size.Name}", Reading, (long id, string? v, string? t, PhotoLookup lookup, Thumbnails thumbnails, HttpContext context) =>
                ThumbnailAsync(
                    async token => await lookup.FindAsync(id, token) is { } photo ? ThumbnailSource.Of(photo, VideoTime.Parse(t)) : null, Problem.UnknownPhoto, size, v, thumbnails, context));
        }

        photo.MapMethods("/file", Reading, FileAsync);
        photo.MapMethods("/companions/{name}", Reading, CompanionAsync);
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
            return InPlace(ExceptionProblems.OfFile(e, context));
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return InPlace(ExceptionProblems.Of(e, context));
        }

        context.Response.Headers.CacheControl =
            !thumbnail.IsAsKnown ? "no-store" : version == PhotoUrls.Version(source.ContentHash) ? "private, max-age=31536000, immutable" : "private, no-cache";
        return TypedResults.Bytes(
            thumbnail.File, PhotoFiles.WebP, entityTag: thumbnail.IsAsKnown ? new EntityTagHeaderValue($"\"{source.ContentHash}-{size.LongestEdge}{(source.At is { } at ? $"-{VideoTime.Of(at)}" : "")}\"") : null);

        // In a grid, a placeholder keeps the layout; where the image is the whole content, the error message replaces it.
        IResult InPlace(Problem problem) => size.LongestEdge <= ThumbnailSize.DenseTile.LongestEdge ? new PlaceholderResult(problem) : new ProblemResult(problem);
    }

    private static async Task<IResult> FileAsync(long id, PhotoLookup lookup, PhotoFiles files, HttpContext context) =>
        await SendAsync(await lookup.FindAsync(id, context.RequestAborted), photo => files.OpenAsync(photo, context), context);

    private static async Task<IResult> CompanionAsync(long id, string name, PhotoLookup lookup, PhotoFiles files, HttpContext context)
    {
        var photo = await lookup.FindAsync(id, context.RequestAborted);
        return await SendAsync(photo is not null && files.CompanionsOf(photo, context).Contains(name, StringComparer.Ordinal) ? photo : null, found => files.OpenCompanionAsync(found, name, context), context);
    }

    private static async Task<IResult> SendAsync(Photo? photo, Func<Photo, Task<ServedFile>> open, HttpContext context)
    {
        if (photo is null)
            return new ProblemResult(Problem.UnknownPhoto);

        try
        {
            var file = await open(photo);
            context.Response.RegisterForDisposeAsync(file.Content);
            return FileResult(context, file);
        }
        catch (Exception e) when (e is ImageException or IOException or UnauthorizedAccessException)
        {
            return new ProblemResult(ExceptionProblems.OfFile(e, context));
        }
    }

    private static FileStreamHttpResult FileResult(HttpContext context, ServedFile file)
    {
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(
            file.Content, file.MediaType, lastModified: file.ModifiedAt, entityTag: EntityTagHeaderValue.TryParse($"\"{file.Version}\"", out var tag) ? tag : null, enableRangeProcessing: true);
    }
}
