using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Api;

/// <summary>The library's photos in JSON: list, one, add, delete, and what was deleted.</summary>
internal static class PhotosApi
{
    public static void MapPhotosApi(this IEndpointRouteBuilder routes)
    {
        var photos = routes.MapGroup($"{SearchApi.Root}/photos");
        photos.MapGet("", ListAsync)
            .Described("listPhotos", "The photos that match a filter, the last taken first.")
            .Produces<PhotosAnswer>().Refuses(400);
        photos.MapGet("/{id:long}", FindAsync)
            .Described("getPhoto", "All that is known of a photo.")
            .Produces<PhotoAnswer>().Refuses(404);
        photos.MapPost("", AddAsync).RequireAuthorization(AccessPolicies.Writer).RequireRateLimiting(RateLimits.Uploads).DisableAntiforgery()
            .Described("addPhotos", "Add photos; they are found when the answer comes. 200 if the library had all of them.").WithMetadata(ApiBody.Photos)
            .Produces<UploadAnswer>().Produces<UploadAnswer>(StatusCodes.Status201Created).Refuses(400, 401, 403, 409, 422, 429);
        photos.MapDelete("/{id:long}", DeleteAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("deletePhoto", "Move a photo into the trash.")
            .Produces<DeleteAnswer>().Refuses(401, 403, 404, 409, 429);

        var trash = routes.MapGroup($"{SearchApi.Root}/trash");
        trash.MapGet("", async (Trash bin, PhotoRoots roots, CancellationToken token) =>
            new TrashAnswer([.. (await bin.ListAsync(token)).Select(photo => TrashedAnswer.From(photo, roots))])).RequireAuthorization(AccessPolicies.Writer)
            .Described("listTrash", "What was deleted, the last first.").Refuses(401, 403, 429);
        trash.MapPost("/{id:long}/restore", RestoreAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("restorePhoto", "Give a photo of the trash back, to where it lay or beside what lies there by now.")
            .Produces<PhotoAnswer>().Refuses(401, 403, 404, 409, 429);
        trash.MapDelete("/{id:long}", PurgeAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("purgePhoto", "Delete a photo of the trash for good.")
            .Produces<PurgeAnswer>().Refuses(401, 403, 404, 409, 429);
        trash.MapDelete("", async (Trash bin, CancellationToken token) => TypedResults.Ok(new PurgeAnswer(await bin.EmptyAsync(token)))).RequireAuthorization(AccessPolicies.Writer)
            .Described("emptyTrash", "Delete all photos of the trash for good.").Refuses(401, 403, 409, 429);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] FilterRequest filter, [AsParameters] PageRequest asked, PhotoIndex index, PhotoRoots roots, WriteAccess access, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (!PhotoListRequest.TryRead(filter, asked, roots, out var request, out var problem))
            return new ProblemResult(problem);
        var page = await index.ListAsync(request.Filter, request.Limit, request.Offset, cancellationToken);
        var showsPlaces = access.SeesDetails(context);
        return TypedResults.Ok(new PhotosAnswer(page.Total, [.. page.Photos.Select(photo => PhotoAnswer.From(photo, roots, showsPlaces))]));
    }

    private static async Task<IResult> FindAsync(long id, PhotoIndex index, PhotoRoots roots, WriteAccess access, HttpContext context, CancellationToken cancellationToken) =>
        await index.FindAsync(id, cancellationToken) is { } photo ? TypedResults.Ok(PhotoAnswer.From(photo, roots, access.SeesDetails(context))) : new ProblemResult(Problem.UnknownPhoto);

    private static async Task<IResult> AddAsync(HttpContext context, PhotoUpload upload, PhotoRoots roots)
    {
        var (results, problem) = await upload.TakeAsync(context);
        if (problem is not null)
            return new ProblemResult(problem);
        if (results.All(result => result.Imported is null))
            return new ProblemResult(Problem.NothingTaken([.. results.Select(result => result.Reason!)]));
        var answer = new UploadAnswer([.. results.Select(result => UploadedAnswer.From(result, roots))]);
        return results.Any(result => result.Imported is { WasKnown: false }) ? TypedResults.Json(answer, statusCode: StatusCodes.Status201Created) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> DeleteAsync(long id, Trash trash, CancellationToken cancellationToken) =>
        await trash.DeleteAsync(id, cancellationToken) is { } trashed
            ? TypedResults.Ok(new DeleteAnswer(trashed, $"{SearchApi.Root}/trash/{trashed.ToString(CultureInfo.InvariantCulture)}/restore"))
            : new ProblemResult(Problem.UnknownPhoto);

    private static async Task<IResult> RestoreAsync(long id, Trash trash, PhotoIndex index, PhotoRoots roots, CancellationToken cancellationToken) =>
        await trash.RestoreAsync(id, cancellationToken) is { } photo && await index.FindAsync(photo, cancellationToken) is { } found
            ? TypedResults.Ok(PhotoAnswer.From(found, roots, showsPlace: true))
            : new ProblemResult(Problem.NotInTrash);

    private static async Task<IResult> PurgeAsync(long id, Trash trash, CancellationToken cancellationToken) =>
        await trash.PurgeAsync(id, cancellationToken) ? TypedResults.Ok(new PurgeAnswer(1)) : new ProblemResult(Problem.NotInTrash);
}

/// <summary>What <c>GET /api/photos</c> answers.</summary>
/// <param name="Total">How many photos pass the filter.</param>
/// <param name="Photos">One page of them, the last taken first.</param>
internal sealed record PhotosAnswer(long Total, IReadOnlyList<PhotoAnswer> Photos);

/// <summary>A photo and what is known of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">As people know it; absolute for those who may write, where it lies outside PHOTOS_DIR.</param>
/// <param name="Width">Pixels across, upright.</param>
/// <param name="Height">Pixels down, upright.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Type">jpeg, png, webp, avif, heic, gif, tiff or bmp, by content.</param>
/// <param name="ContentHash">SHA-256, hexadecimal.</param>
/// <param name="TakenAt">When it was taken, by the clocks of the place: 2019-07-04T18:02:11.</param>
/// <param name="TakenAtFrom">exif, or file where the picture does not tell.</param>
/// <param name="UtcOffset">The place's offset from UTC, such as +09:00; null where the picture does not tell.</param>
/// <param name="Camera">Maker and model.</param>
/// <param name="Lens">The lens's model.</param>
/// <param name="Latitude">Degrees, −90 to 90; null also for those who may not write.</param>
/// <param name="Longitude">Degrees, −180 to 180; null also for those who may not write.</param>
/// <param name="ThumbnailUrl">A small WebP.</param>
/// <param name="FileUrl">The file itself; for those who may not write, a copy without what the camera wrote.</param>
/// <param name="Placeholder">A tiny WebP to show, enlarged, until the thumbnail comes: a data address; null until a sync has made it.</param>
internal sealed record PhotoAnswer(
    long Id, string Path, int Width, int Height, long Bytes, string? Type, string ContentHash, string TakenAt, string TakenAtFrom, string? UtcOffset,
    string? Camera, string? Lens, double? Latitude, double? Longitude, string ThumbnailUrl, string FileUrl, string? Placeholder)
{
    /// <param name="photo">The photo.</param>
    /// <param name="roots">The library folders.</param>
    /// <param name="showsPlace">Whether the caller may see where it was taken, and where it lies outside PHOTOS_DIR.</param>
    public static PhotoAnswer From(Photo photo, PhotoRoots roots, bool showsPlace) => new(
        photo.Id, roots.Shown(photo.Path, showsPlace), photo.Width, photo.Height, photo.Bytes, photo.Format, photo.ContentHash,
        photo.TakenAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        photo.Exif.TakenAt is null ? "file" : "exif",
        photo.Exif.UtcOffset is { } offset ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture) : null,
        photo.Exif.Camera, photo.Exif.Lens, showsPlace ? photo.Exif.Latitude : null, showsPlace ? photo.Exif.Longitude : null, PhotoUrls.Thumbnail(photo), PhotoUrls.File(photo), PhotoUrls.Placeholder(photo));
}

/// <summary>What <c>POST /api/photos</c> answers.</summary>
/// <param name="Files">What became of each file, in the order they were sent.</param>
internal sealed record UploadAnswer(IReadOnlyList<UploadedAnswer> Files);

/// <summary>What became of a file that was sent.</summary>
/// <param name="Name">As it was sent.</param>
/// <param name="Result">added, known (the library has the same picture) or failed.</param>
/// <param name="Photo">The photo; null if it failed.</param>
/// <param name="Reason">Why it failed; null unless it did.</param>
internal sealed record UploadedAnswer(string Name, string Result, PhotoAnswer? Photo, string? Reason)
{
    public static UploadedAnswer From(UploadResult result, PhotoRoots roots) => new(
        result.Name,
        result.Imported is null ? "failed" : result.Imported.WasKnown ? "known" : "added",
        result.Imported is null ? null : PhotoAnswer.From(result.Imported.Photo, roots, showsPlace: true),
        result.Reason);
}

/// <summary>What <c>DELETE /api/photos/{id}</c> answers.</summary>
/// <param name="TrashId">The photo's number in the trash.</param>
/// <param name="RestoreUrl">Where to POST to have it back.</param>
internal sealed record DeleteAnswer(long TrashId, string RestoreUrl);

/// <summary>What <c>GET /api/trash</c> answers.</summary>
/// <param name="Photos">The last deleted first.</param>
internal sealed record TrashAnswer(IReadOnlyList<TrashedAnswer> Photos);

/// <summary>A photo in the trash.</summary>
/// <param name="Id">Its number there.</param>
/// <param name="Path">Where it lay, as people know it.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="DeletedAt">When it was deleted, UTC.</param>
internal sealed record TrashedAnswer(long Id, string Path, long Bytes, DateTime DeletedAt)
{
    public static TrashedAnswer From(TrashedPhoto photo, PhotoRoots roots) => new(photo.Id, roots.Shown(photo.Path), photo.Bytes, photo.DeletedAt);
}

/// <summary>How many photos were deleted for good.</summary>
internal sealed record PurgeAnswer(int Purged);
