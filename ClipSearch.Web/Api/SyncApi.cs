using System.ComponentModel;
using System.Text.Json;
using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Api;

/// <summary>The state of the library: <c>GET /api/status</c>, and <c>POST /api/sync</c>, which starts a scan.</summary>
internal static class SyncApi
{
    public static void MapSyncApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ApiPaths.Root}/status", StatusAsync)
            .Described("status", "Get the model in use, the number of photos, and the import progress.")
            .Refuses();
        routes.MapPost($"{ApiPaths.Root}/sync", SyncAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("sync", "Scan the library folders now.")
            .Produces<SyncResponse>(StatusCodes.Status202Accepted).Refuses(400, 401, 403, 429);
    }

    private static async Task<StatusResponse> StatusAsync(
        HttpContext context, ActiveModel model, NearestPhotos nearest, PhotoLookup lookup, Database database, FailureRecords failureRecords, SkippedRecords skippedRecords, LibrarySync sync,
        LibraryFolders roots, AccessControl access)
    {
        var seesDetails = access.SeesDetails(context);
        var photos = await nearest.CountAsync(context.RequestAborted);
        var damaged = await lookup.DamagedAsync(FailurePage.Max, context.RequestAborted);
        return new StatusResponse(
            model.Name,
            model.Selection.HasKnowledge,
            model.Selection.Advice,
            photos,
            seesDetails ? database.Description : null,
            new PhotosResponse(damaged.Total, [.. damaged.Photos.Select(photo => PhotoResponse.From(photo, roots, seesDetails))]),
            SyncResponse.Of(
                sync, roots, await failureRecords.FirstAsync(roots.Folders, context.RequestAborted), await skippedRecords.GroupsAsync(roots.Folders, context.RequestAborted), context,
                seesDetails));
    }

    private static async Task<IResult> SyncAsync(
        HttpContext context, FailureRecords failureRecords, SkippedRecords skippedRecords, LibrarySync sync, LibraryFolders roots,
        [Description("Whether to remove the photos of folders that are now empty and of drives that are no longer mounted."), QueryValue(typeof(bool), Default = false)]
        string? empty,
        [Description("Whether to read files again that have not changed."), QueryValue(typeof(bool), Default = false)]
        string? rescan)
    {
        if (!QueryNumbers.TryReadFlag(empty, "empty", false, out var mayBeEmpty, out var problem) || !QueryNumbers.TryReadFlag(rescan, "rescan", false, out var rereadAll, out problem))
            return new ProblemResult(problem);
        var failures = await failureRecords.FirstAsync(roots.Folders, context.RequestAborted);
        var skipped = await skippedRecords.GroupsAsync(roots.Folders, context.RequestAborted);
        sync.RunNow(mayBeEmpty, rereadAll);
        return TypedResults.Accepted(SiteUrls.Of($"{ApiPaths.Root}/status"), SyncResponse.Of(sync, roots, failures, skipped, context, seesDetails: true));
    }
}

/// <summary>The response of <c>GET /api/status</c>.</summary>
/// <param name="Model">The active model.</param>
/// <param name="ModelHasKnowledge">False for a model whose results are random.</param>
/// <param name="ModelAdvice">The limits of a bundled model, and how to install a real one; null with a real one.</param>
/// <param name="Photos">The number of photos that a search compares.</param>
/// <param name="Database">The database's location without secrets; null for callers without write access.</param>
/// <param name="Damaged">The photos whose file lacks its end, although nearly all of the image is there: the first 20 by path, and their number.</param>
/// <param name="Sync">The progress of the scan of PHOTOS_DIR.</param>
internal sealed record StatusResponse(
    string Model, bool ModelHasKnowledge, string? ModelAdvice, long Photos, string? Database, PhotosResponse Damaged, SyncResponse Sync);

/// <summary>The progress of a scan.</summary>
/// <param name="State">pending, waiting, looking, running, done or failed.</param>
/// <param name="Folders">The folders' absolute paths; their names for callers without write access.</param>
/// <param name="Found">The number of photos found.</param>
/// <param name="ToRead">The number of new or changed photos.</param>
/// <param name="Done">The number of those that were imported or have failed.</param>
/// <param name="Failed">The number of files and folders of PHOTOS_DIR that could not be read in the last scan.</param>
/// <param name="PhotosPerSecond">The average rate so far.</param>
/// <param name="SecondsLeft">The estimated time left; null before there is a rate.</param>
/// <param name="Failures">The first 20 import errors by path, with the reason; empty for callers without write access.</param>
/// <param name="Skipped">The files and folders that the last scan has skipped, by reason.</param>
/// <param name="Unavailable">Folders that are unavailable and whose photos are kept, with the reason.</param>
/// <param name="Error">Why the scan failed; null unless it did.</param>
internal sealed record SyncResponse(
    string State, IReadOnlyList<string> Folders, int Found, int ToRead, int Done, long Failed, double PhotosPerSecond, double? SecondsLeft,
    IReadOnlyList<FailureResponse> Failures, IReadOnlyList<SkippedResponse> Skipped, IReadOnlyList<FailureResponse> Unavailable, string? Error)
{
    public static SyncResponse Of(
        LibrarySync sync, LibraryFolders roots, FailurePage failures, IReadOnlyList<SkippedGroup> skipped, HttpContext context, bool seesDetails)
    {
        var status = sync.Status;
        return new SyncResponse(
            status.State.ToString().ToLowerInvariant(), seesDetails ? status.Folders : [.. status.Folders.Select(roots.LabelOfFolder)], status.Found, status.ToRead, status.Done, failures.Total,
            Math.Round(status.PhotosPerSecond, 1), status.TimeLeft is { } left ? Math.Round(left.TotalSeconds) : null,
            seesDetails ? FailureResponse.Of(failures, roots) : [],
            SkippedResponse.Of(skipped, roots, seesDetails),
            [.. status.Unavailable.Select(folder => seesDetails
                ? new FailureResponse(folder.Path, folder.Reason)
                : new FailureResponse(roots.LabelOfFolder(folder.Path), Texts.Problem_DetailsInLog))],
            sync.Failure is null ? null : ExceptionProblems.Of(sync.Failure, context).Sentence);
    }
}

/// <summary>Files and folders that the last scan has skipped for the same reason. The content of a skipped folder is not counted.</summary>
/// <param name="Reason">hidden, excluded, unknownType, needsProgram or tooLarge.</param>
/// <param name="Extension">The extension of files of unknown type, and of those that need a program, with its dot; null for other reasons and without one.</param>
/// <param name="Count">Their number.</param>
/// <param name="Example">The display path of one of them; null for callers without write access.</param>
/// <param name="Remedy">For needsProgram, what is missing and how to install it; null for other reasons.</param>
internal sealed record SkippedResponse(string Reason, string? Extension, long Count, string? Example, string? Remedy)
{
    public static IReadOnlyList<SkippedResponse> Of(IEnumerable<SkippedGroup> skipped, LibraryFolders roots, bool seesDetails) =>
    [
        .. skipped.Select(group => new SkippedResponse(
            JsonNamingPolicy.CamelCase.ConvertName(group.Reason.ToString()), group.Extension.Length > 0 ? group.Extension : null, group.Count,
            seesDetails ? roots.Shown(group.Example) : null, group.Reason == SkipReason.NeedsProgram ? NeededPrograms.Find(group.Extension)?.Remedy : null)),
    ];
}

/// <summary>A file or folder that could not be read.</summary>
/// <param name="Path">Its display path.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record FailureResponse(string Path, string Reason)
{
    public static IReadOnlyList<FailureResponse> Of(FailurePage page, LibraryFolders roots) =>
        [.. page.Failures.Select(failure => new FailureResponse(roots.Shown(failure.Path), failure.Reason))];
}
