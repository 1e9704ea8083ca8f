using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Dates;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Api;

/// <summary>The library's photos in JSON: lists, returns, adds and deletes photos, and manages the trash.</summary>
internal static class PhotosApi
{
    public static void MapPhotosApi(this IEndpointRouteBuilder routes)
    {
        var photos = routes.MapGroup($"{ApiPaths.Root}/photos");
        photos.MapGet("", ListAsync)
            .Described("listPhotos", "List the photos that match a filter, newest first.")
            .Produces<PhotosResponse>().Refuses(400);
        photos.MapGet("/{id:long}", FindAsync)
            .Described("getPhoto", "Get a photo and its metadata.")
            .Produces<PhotoResponse>().Refuses(404);
        photos.MapPost("", AddAsync).RequireAuthorization(AccessPolicies.Writer).RequireRateLimiting(RateLimits.Uploads).DisableAntiforgery()
            .Described("addPhotos", "Add photos. They can be searched when the response arrives. The status is 200 if the library already had all of them.").WithMetadata(ApiBody.Photos)
            .Produces<UploadResponse>().Produces<UploadResponse>(StatusCodes.Status201Created).Refuses(400, 401, 403, 409, 422, 429);
        photos.MapDelete("/{id:long}", DeleteAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("deletePhoto", "Move a photo to the trash.")
            .Produces<DeleteResponse>().Refuses(401, 403, 404, 409, 429);

        photos.MapPost("/trash", DeleteAllAsync).RequireAuthorization(AccessPolicies.Writer).DisableAntiforgery()
            .Described("deletePhotos", "Move up to 1,000 photos to the trash. A photo that cannot be moved does not stop the others.")
            .Produces<DeletedResponse>().Refuses(400, 401, 403, 409, 413, 429);

        photos.MapPut("/{id:long}/taken-at", CorrectAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("correctDate", "Correct the date of a photo and its copies. Nothing is written to the file.")
            .Produces<PhotoResponse>().Refuses(400, 401, 403, 404, 409, 429);
        photos.MapDelete("/{id:long}/taken-at", ResetAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("resetDate", "Remove the correction of a photo's date. The photo and its copies get the detected date again.")
            .Produces<PhotoResponse>().Refuses(401, 403, 404, 409, 429);

        var trash = routes.MapGroup($"{ApiPaths.Root}/trash");
        trash.MapGet("", async (TrashBin bin, LibraryFolders roots, CancellationToken token) =>
            new TrashResponse([.. (await bin.ListAsync(token)).Select(photo => TrashedResponse.From(photo, roots))])).RequireAuthorization(AccessPolicies.Writer)
            .Described("listTrash", "List the photos in the trash, most recently deleted first.").Refuses(401, 403, 429);
        trash.MapPost("/{id:long}/restore", RestoreAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("restorePhoto", "Restore a photo from the trash to its original path, or under a new name if that path is taken.")
            .Produces<PhotoResponse>().Refuses(401, 403, 404, 409, 429);
        trash.MapPost("/restore", RestoreAllAsync).RequireAuthorization(AccessPolicies.Writer).DisableAntiforgery()
            .Described("restorePhotos", "Restore up to 1,000 photos from the trash. A photo that cannot be restored does not stop the others.")
            .Produces<RestoredResponse>().Refuses(400, 401, 403, 409, 413, 429);
        trash.MapDelete("/{id:long}", PurgeAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("purgePhoto", "Delete a photo in the trash permanently.")
            .Produces<PurgeResponse>().Refuses(401, 403, 404, 409, 429);
        trash.MapDelete("", async (TrashBin bin, CancellationToken token) => TypedResults.Ok(new PurgeResponse(await bin.EmptyAsync(token)))).RequireAuthorization(AccessPolicies.Writer)
            .Described("emptyTrash", "Delete all photos in the trash permanently.").Refuses(401, 403, 409, 429);
    }

    private static async Task<IResult> ListAsync(
        FilterRequest filter, [AsParameters] PageRequest page, PhotoLookup lookup, FacetList facets, LibraryFolders roots, AccessControl access, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (!PhotoListRequest.TryRead(filter, page, facets, out var request, out var problem))
            return new ProblemResult(problem);
        var photos = await lookup.ListAsync(request.Filter, request.Limit, request.Offset, cancellationToken);
        var showsPlaces = access.SeesDetails(context);
        return TypedResults.Ok(new PhotosResponse(photos.Total, [.. photos.Photos.Select(photo => PhotoResponse.From(photo, roots, showsPlaces))]));
    }

    private static async Task<IResult> FindAsync(long id, PhotoLookup lookup, LibraryFolders roots, AccessControl access, HttpContext context, CancellationToken cancellationToken) =>
        await lookup.FindAsync(id, cancellationToken) is { } photo ? TypedResults.Ok(PhotoResponse.From(photo, roots, access.SeesDetails(context))) : new ProblemResult(Problem.UnknownPhoto);

    private static async Task<IResult> AddAsync(HttpContext context, PhotoUpload upload, LibraryFolders roots)
    {
        var (results, problem) = await upload.TakeAsync(context);
        if (problem is not null)
            return new ProblemResult(problem);
        if (results.All(result => result.Imported is null))
            return new ProblemResult(Problem.NothingTaken([.. results.Select(result => result.Reason!)]));
        var answer = new UploadResponse([.. results.Select(result => UploadedResponse.From(result, roots))]);
        return results.Any(result => result.Imported is { WasKnown: false }) ? TypedResults.Json(answer, statusCode: StatusCodes.Status201Created) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> DeleteAsync(long id, TrashBin trash, CancellationToken cancellationToken) =>
        await trash.DeleteAsync(id, cancellationToken) is { } trashed
            ? TypedResults.Ok(new DeleteResponse(trashed, RestoreUrl(trashed)))
            : new ProblemResult(Problem.UnknownPhoto);

    private static async Task<IResult> DeleteAllAsync(PhotosRequest request, PhotoLookup lookup, TrashBin trash, LibraryFolders roots, CancellationToken cancellationToken)
    {
        if (!request.TryRead(out var ids, out var problem))
            return new ProblemResult(problem);
        var paths = (await lookup.FindAllAsync(ids, cancellationToken)).ToDictionary(photo => photo.Id, photo => roots.Shown(photo.Path, showsPlace: true));
        var outcome = await trash.DeleteAsync(ids, cancellationToken);
        return TypedResults.Ok(new DeletedResponse(
            [.. outcome.Moved.Select(move => new DeletedPhotoResponse(move.From, move.To, RestoreUrl(move.To)))],
            UnmovedResponse.Of(outcome, paths.GetValueOrDefault, Problem.UnknownPhoto)));
    }

    private static async Task<IResult> RestoreAllAsync(PhotosRequest request, PhotoLookup lookup, TrashBin trash, LibraryFolders roots, CancellationToken cancellationToken)
    {
        if (!request.TryRead(out var ids, out var problem))
            return new ProblemResult(problem);
        var paths = (await trash.ListAsync(cancellationToken)).ToDictionary(photo => photo.Id, photo => roots.Shown(photo.Path, showsPlace: true));
        var outcome = await trash.RestoreAsync(ids, cancellationToken);
        var photos = (await lookup.FindAllAsync([.. outcome.Moved.Select(move => move.To)], cancellationToken)).ToDictionary(photo => photo.Id);
        return TypedResults.Ok(new RestoredResponse(
            // A scan may have removed a photo again meanwhile.
            [.. outcome.Moved.Where(move => photos.ContainsKey(move.To)).Select(move => new RestoredPhotoResponse(move.From, PhotoResponse.From(photos[move.To], roots, showsPlace: true)))],
            UnmovedResponse.Of(outcome, paths.GetValueOrDefault, Problem.NotInTrash)));
    }

    private static string RestoreUrl(long trashed) => SiteUrls.Of($"{ApiPaths.Root}/trash/{trashed.ToString(CultureInfo.InvariantCulture)}/restore");

    private static async Task<IResult> CorrectAsync(
        long id, TakenAtRequest request, DateCorrections corrections, TimeProvider time, PhotoLookup lookup, LibraryFolders roots, CancellationToken cancellationToken) =>
        !TakenAtValue.TryRead(request.TakenAt, time.GetUtcNow(), out var date, out var problem) ? new ProblemResult(problem)
        : await CorrectedAsync(id, await corrections.SetAsync(id, date.At, date.UtcOffset, cancellationToken), lookup, roots, cancellationToken);

    private static async Task<IResult> ResetAsync(long id, DateCorrections corrections, PhotoLookup lookup, LibraryFolders roots, CancellationToken cancellationToken) =>
        await CorrectedAsync(id, await corrections.ResetAsync(id, cancellationToken), lookup, roots, cancellationToken);

    private static async Task<IResult> CorrectedAsync(long id, bool isKnown, PhotoLookup lookup, LibraryFolders roots, CancellationToken cancellationToken) =>
        isKnown && await lookup.FindAsync(id, cancellationToken) is { } photo
            ? TypedResults.Ok(PhotoResponse.From(photo, roots, showsPlace: true))
            : new ProblemResult(Problem.UnknownPhoto);

    private static async Task<IResult> RestoreAsync(long id, TrashBin trash, PhotoLookup lookup, LibraryFolders roots, CancellationToken cancellationToken) =>
        await trash.RestoreAsync(id, cancellationToken) is { } photo && await lookup.FindAsync(photo, cancellationToken) is { } found
            ? TypedResults.Ok(PhotoResponse.From(found, roots, showsPlace: true))
            : new ProblemResult(Problem.NotInTrash);

    private static async Task<IResult> PurgeAsync(long id, TrashBin trash, CancellationToken cancellationToken) =>
        await trash.PurgeAsync(id, cancellationToken) ? TypedResults.Ok(new PurgeResponse(1)) : new ProblemResult(Problem.NotInTrash);
}

/// <summary>The response of <c>GET /api/photos</c>.</summary>
/// <param name="Total">The number of photos that match the filter.</param>
/// <param name="Photos">One page of photos, the most recently taken first.</param>
internal sealed record PhotosResponse(long Total, IReadOnlyList<PhotoResponse> Photos);

/// <summary>The request of <c>PUT /api/photos/{id}/taken-at</c>.</summary>
/// <param name="TakenAt">
/// The local time at which the photo was taken, 2019-07-04T18:02:11; the time, the seconds and an offset from UTC are optional.
/// </param>
internal sealed record TakenAtRequest(string TakenAt);

/// <summary>A photo and its metadata.</summary>
/// <param name="Id">The photo's id.</param>
/// <param name="Path">The display path; absolute for callers with write access if the photo is outside PHOTOS_DIR.</param>
/// <param name="Width">Width in pixels, after EXIF rotation.</param>
/// <param name="Height">Height in pixels, after EXIF rotation.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Type">
/// The file type, detected from the content: jpeg, png, webp, avif, heic, gif, tiff, bmp or jxl; cr2, cr3, nef, arw, dng, pef, srw, raf, orf
/// or rw2 for RAW; mp4, mov, webm or mkv for videos.
/// </param>
/// <param name="ContentHash">SHA-256, hexadecimal.</param>
/// <param name="TakenAt">The local time at which it was taken: 2019-07-04T18:02:11.</param>
/// <param name="TakenAtSource">
/// The source of the time: correction, sidecar, exifOriginal, video, xmp, iptc, exifDigitized, exifModified, fileName or fileTime.
/// </param>
/// <param name="UtcOffset">The local offset from UTC, such as +09:00; null if it is not known.</param>
/// <param name="Camera">Maker and model.</param>
/// <param name="Lens">The lens model.</param>
/// <param name="Latitude">Degrees, −90 to 90; null for callers without write access.</param>
/// <param name="Longitude">Degrees, −180 to 180; null for callers without write access.</param>
/// <param name="Altitude">Metres, negative below sea level; null for callers without write access.</param>
/// <param name="DurationSeconds">The length of a video; null for an image.</param>
/// <param name="Companions">
/// Other files of the photo: its raw or HEIC file, or the video of a Live Photo. For callers without write access, only the video.
/// </param>
/// <param name="IsDamaged">Whether the end of the file is missing, but nearly all of the image is there.</param>
/// <param name="Frames">The number of frames of an animation, or of pages of a TIFF; 1 for a still image. Search uses the first.</param>
/// <param name="ThumbnailUrl">URL of a small WebP.</param>
/// <param name="FileUrl">URL of the original file; of a copy without metadata for callers without write access.</param>
/// <param name="Placeholder">
/// A tiny WebP to show enlarged until the thumbnail has loaded, as a data URL; null until a scan has created it.
/// </param>
internal sealed record PhotoResponse(
    long Id, string Path, int Width, int Height, long Bytes, string? Type, string ContentHash, string TakenAt, string TakenAtSource, string? UtcOffset,
    string? Camera, string? Lens, double? Latitude, double? Longitude, double? Altitude, double? DurationSeconds, IReadOnlyList<CompanionResponse> Companions, bool IsDamaged, int Frames, string ThumbnailUrl, string FileUrl, string? Placeholder)
{
    /// <param name="photo">The photo.</param>
    /// <param name="roots">The library folders.</param>
    /// <param name="showsPlace">Whether the caller may see where it was taken, and its path outside PHOTOS_DIR.</param>
    public static PhotoResponse From(Photo photo, LibraryFolders roots, bool showsPlace) => new(
        photo.Id, roots.Shown(photo.Path, showsPlace), photo.Width, photo.Height, photo.Bytes, photo.Format, photo.ContentHash,
        photo.TakenAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        photo.TakenAtSource.Name(),
        photo.UtcOffset is { } offset ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture) : null,
        photo.Exif.Camera, photo.Exif.Lens, showsPlace ? photo.Exif.Latitude : null, showsPlace ? photo.Exif.Longitude : null, showsPlace ? photo.Exif.Altitude : null,
        photo.Video?.Duration.TotalSeconds,
        [.. PhotoFiles.CompanionsOf(photo, showsPlace).Select(name => new CompanionResponse(name, PhotoUrls.Companion(photo, name)))],
        photo.IsDamaged, photo.Frames,
        PhotoUrls.Thumbnail(photo), PhotoUrls.File(photo), PhotoUrls.Placeholder(photo));
}

/// <summary>A companion of a photo.</summary>
/// <param name="Name">The file name.</param>
/// <param name="FileUrl">URL of the file; of a video, a copy without metadata for callers without write access.</param>
internal sealed record CompanionResponse(string Name, string FileUrl);

/// <summary>The response of <c>POST /api/photos</c>.</summary>
/// <param name="Files">The result of each file, in the order of upload.</param>
internal sealed record UploadResponse(IReadOnlyList<UploadedResponse> Files);

/// <summary>The result of an uploaded file.</summary>
/// <param name="Name">The file name as sent.</param>
/// <param name="Result">added, known (the library already has the image) or failed.</param>
/// <param name="Photo">The photo; null if it failed.</param>
/// <param name="Reason">Why the import failed; null if it succeeded.</param>
internal sealed record UploadedResponse(string Name, string Result, PhotoResponse? Photo, string? Reason)
{
    public static UploadedResponse From(UploadResult result, LibraryFolders roots) => new(
        result.Name,
        result.Imported is null ? "failed" : result.Imported.WasKnown ? "known" : "added",
        result.Imported is null ? null : PhotoResponse.From(result.Imported.Photo, roots, showsPlace: true),
        result.Reason);
}

/// <summary>The response of <c>DELETE /api/photos/{id}</c>.</summary>
/// <param name="TrashId">The photo's id in the trash.</param>
/// <param name="RestoreUrl">The URL to POST to in order to restore it.</param>
internal sealed record DeleteResponse(long TrashId, string RestoreUrl);

/// <summary>The request of <c>POST /api/photos/trash</c> and <c>POST /api/trash/restore</c>.</summary>
/// <param name="Ids">The ids of 1 to 1,000 photos. Repeated ids count once.</param>
internal sealed record PhotosRequest(IReadOnlyList<long> Ids)
{
    private const string Name = "ids";

    /// <summary>Checks the number of ids.</summary>
    public bool TryRead(out IReadOnlyList<long> ids, [NotNullWhen(false)] out Problem? problem)
    {
        ids = [];
        problem = Ids is not [_, ..] ? Problem.NoPhotosNamed(Name) : null;
        return problem is null && PhotoNumbers.TryTake(Ids!, Name, TrashBin.MaxAtOnce, out ids, out problem);
    }
}

/// <summary>The response of <c>POST /api/photos/trash</c>.</summary>
/// <param name="Moved">The photos that were moved to the trash, in the order of the request.</param>
/// <param name="Failed">The photos that were not.</param>
internal sealed record DeletedResponse(IReadOnlyList<DeletedPhotoResponse> Moved, IReadOnlyList<UnmovedResponse> Failed);

/// <summary>A photo that was moved to the trash.</summary>
/// <param name="Id">The photo's id before.</param>
/// <param name="TrashId">The photo's id in the trash.</param>
/// <param name="RestoreUrl">The URL to POST to in order to restore it.</param>
internal sealed record DeletedPhotoResponse(long Id, long TrashId, string RestoreUrl);

/// <summary>The response of <c>POST /api/trash/restore</c>.</summary>
/// <param name="Restored">The restored photos, in the order of the request.</param>
/// <param name="Failed">The photos that were not restored.</param>
internal sealed record RestoredResponse(IReadOnlyList<RestoredPhotoResponse> Restored, IReadOnlyList<UnmovedResponse> Failed);

/// <summary>A restored photo.</summary>
/// <param name="TrashId">The photo's id in the trash before.</param>
/// <param name="Photo">The photo, which has a new id.</param>
internal sealed record RestoredPhotoResponse(long TrashId, PhotoResponse Photo);

/// <summary>A photo that was not moved to the trash, or not restored.</summary>
/// <param name="Id">The id of the request.</param>
/// <param name="Path">The display path; null if there is no photo with this id.</param>
/// <param name="Reason">The reason in one or two sentences.</param>
internal sealed record UnmovedResponse(long Id, string? Path, string Reason)
{
    public static IReadOnlyList<UnmovedResponse> Of(TrashOutcome outcome, Func<long, string?> path, Problem unknown) =>
        [.. outcome.Failed.Select(failure => new UnmovedResponse(failure.Id, path(failure.Id), failure.Reason ?? unknown.Sentence))];
}

/// <summary>The response of <c>GET /api/trash</c>.</summary>
/// <param name="Photos">The most recently deleted first.</param>
internal sealed record TrashResponse(IReadOnlyList<TrashedResponse> Photos);

/// <summary>A photo in the trash.</summary>
/// <param name="Id">Its id in the trash.</param>
/// <param name="Path">The display path before deletion.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="DeletedAt">When it was deleted, UTC.</param>
internal sealed record TrashedResponse(long Id, string Path, long Bytes, DateTime DeletedAt)
{
    public static TrashedResponse From(TrashedPhoto photo, LibraryFolders roots) => new(photo.Id, roots.Shown(photo.Path), photo.Bytes, photo.DeletedAt);
}

/// <summary>The number of photos that were deleted permanently.</summary>
internal sealed record PurgeResponse(int Purged);
