using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Video;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Serves a photo's images: <c>/photos/{id}/thumb</c> and the other names of <see cref="ThumbnailSize"/>, <c>/photos/{id}/file</c> and, for
/// callers who may see the trash, <c>/trash/{id}/thumb</c>.
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
            thumbnail.File, WebP, entityTag: thumbnail.IsAsKnown ? new EntityTagHeaderValue($"\"{source.ContentHash}-{size.LongestEdge}{(source.At is { } at ? $"-{VideoTime.Of(at)}" : "")}\"") : null);

        // In a grid, a placeholder keeps the layout; where the image is the whole content, the error message replaces it.
        IResult InPlace(Problem problem) => size.LongestEdge <= ThumbnailSize.DenseTile.LongestEdge ? new PlaceholderResult(problem) : new ProblemResult(problem);
    }

    /// <summary>Returns a companion of a photo. Without access to details, only the video of a Live Photo is available.</summary>
    private static async Task<IResult> CompanionAsync(long id, string name, PhotoLookup lookup, VideoFiles videos, PhotoStorage storage, AccessControl access, HttpContext context)
    {
        var photo = await lookup.FindAsync(id, context.RequestAborted);
        if (photo?.Companions.Contains(name, StringComparer.Ordinal) != true)
            return new ProblemResult(Problem.UnknownPhoto);
        var path = LibraryPath.Folder(photo.Path) + LibraryPath.Separator(photo.Path) + name;
        try
        {
            if (VideoFormats.HasExtension(name))
                return await videos.OpenAsync(path, access.SeesDetails(context), context);
            if (!access.SeesDetails(context))
                return new ProblemResult(Problem.UnknownPhoto);
            var file = await storage.Of(path).OpenAsync(path, context.RequestAborted);
            context.Response.RegisterForDisposeAsync(file.Content);
            return FileResults.Of(context, name, file.Content, ImageFormats.All.OfExtension(name)!.MediaType, file.ModifiedAt, file.Version);
        }
        catch (Exception e) when (e is ImageException or IOException or UnauthorizedAccessException)
        {
            return new ProblemResult(ExceptionProblems.OfFile(e, context));
        }
    }

    private static async Task<IResult> FileAsync(
        long id, PhotoLookup lookup, PhotoStorage storage, Thumbnails thumbnails, VideoFiles videos, AccessControl access, HttpContext context)
    {
        var photo = await lookup.FindAsync(id, context.RequestAborted);
        if (photo is null)
            return new ProblemResult(Problem.UnknownPhoto);

        try
        {
            if (photo.Video is not null)
                return await videos.OpenAsync(photo.Path, access.SeesDetails(context), context);
            var file = await storage.Of(photo.Path).OpenAsync(photo.Path, context.RequestAborted);
            context.Response.RegisterForDisposeAsync(file.Content);
            var start = new byte[ImageFormatList.SignatureLength];
            var length = await file.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, context.RequestAborted);
            if (ImageFormats.All.OfContent(start.AsSpan(0, length)) is not { } format)
                return new ProblemResult(Problem.UnreadableFile);
            // Most RAW files begin like any TIFF.
            var type = (format.Name == "tiff" && ImageFormats.All.Find(photo.Format) is { IsRaw: true } raw ? raw : format).MediaType;
            if (access.SeesDetails(context))
            {
                file.Content.Position = 0;
                return FileResults.Of(context, photo.Name, file.Content, type, file.ModifiedAt, file.Version);
            }

            if (await PublicCopy.OfAsync(file.Content, context.RequestAborted) is { } copy)
                return FileResults.Of(context, photo.Name, copy, type, file.ModifiedAt, $"{file.Version}-public");
            // Metadata cannot be removed from this file, so it is re-encoded.
            var large = await thumbnails.GetAsync(ThumbnailSource.Of(photo), ThumbnailSize.Large, context.RequestAborted);
            return FileResults.Of(context, Path.ChangeExtension(photo.Name, ".webp"), new MemoryStream(large.File), WebP, file.ModifiedAt, $"{file.Version}-webp");
        }
        catch (Exception e) when (e is ImageException or IOException or UnauthorizedAccessException)
        {
            return new ProblemResult(ExceptionProblems.OfFile(e, context));
        }
    }
}
