using System.ComponentModel;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;

namespace ClipSearch.Web.Api;

/// <summary>How the library stands: <c>GET /api/status</c>, and <c>POST /api/sync</c> to bring it in step at once.</summary>
internal static class SyncApi
{
    public static void MapSyncApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{SearchApi.Root}/status", StatusAsync)
            .Described("status", "Which model answers, how many photos there are, and how far the folders are taken in.")
            .Refuses();
        routes.MapPost($"{SearchApi.Root}/sync", SyncAsync).RequireAuthorization(AccessPolicies.Writer)
            .Described("sync", "Scan the folders now.")
            .Produces<SyncAnswer>(StatusCodes.Status202Accepted).Refuses(400, 401, 403, 429);
    }

    private static async Task<StatusAnswer> StatusAsync(
        HttpContext context, ActiveModel model, PhotoIndex index, Database database, PhotoRecords records, LibrarySync sync, PhotoRoots roots,
        WriteAccess access)
    {
        var seesDetails = access.SeesDetails(context);
        var photos = await index.CountAsync(context.RequestAborted);
        return new StatusAnswer(
            model.Name,
            model.Selection.HasKnowledge,
            model.Selection.Advice,
            photos,
            seesDetails ? database.Description : null,
            SyncAnswer.Of(sync, roots, await records.FirstFailuresAsync(roots.Folders, context.RequestAborted), context, seesDetails));
    }

    private static async Task<IResult> SyncAsync(
        HttpContext context, PhotoRecords records, LibrarySync sync, PhotoRoots roots,
        [Description("Whether a folder that is suddenly empty, or a drive that is no longer mounted, removes its photos from the library."), QueryValue(typeof(bool), Default = false)]
        string? empty)
    {
        if (!AddressNumbers.TryReadFlag(empty, "empty", false, out var mayBeEmpty, out var problem))
            return new ProblemResult(problem);
        var failures = await records.FirstFailuresAsync(roots.Folders, context.RequestAborted);
        sync.RunNow(mayBeEmpty);
        return TypedResults.Accepted($"{SearchApi.Root}/status", SyncAnswer.Of(sync, roots, failures, context, seesDetails: true));
    }
}

/// <summary>What <c>GET /api/status</c> answers.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="ModelHasKnowledge">False for a model whose results are random.</param>
/// <param name="ModelAdvice">What a model that comes with ClipSearch is worth, and how to get a real one; null with a real one.</param>
/// <param name="Photos">How many photos a search compares.</param>
/// <param name="Database">Where they are, without secrets; null for those who may not write.</param>
/// <param name="Sync">How far PHOTOS_DIR is taken in.</param>
internal sealed record StatusAnswer(string Model, bool ModelHasKnowledge, string? ModelAdvice, long Photos, string? Database, SyncAnswer Sync);

/// <summary>How far folders are taken in.</summary>
/// <param name="State">pending, waiting, looking, running, done or failed.</param>
/// <param name="Folders">The folders' absolute paths; their names for those who may not write.</param>
/// <param name="Found">How many photos they hold.</param>
/// <param name="ToRead">How many of them are new or changed.</param>
/// <param name="Done">How many of those are taken in or failed.</param>
/// <param name="Failed">How many files and folders of PHOTOS_DIR could not be read when they were last looked at.</param>
/// <param name="PhotosPerSecond">The mean rate so far.</param>
/// <param name="SecondsLeft">At that rate; null before there is one.</param>
/// <param name="Failures">The first 20 of them by path, with the reason; empty for those who may not write.</param>
/// <param name="Unavailable">Folders that are left as the library has them, with the reason.</param>
/// <param name="Error">Why it failed as a whole; null unless it did.</param>
internal sealed record SyncAnswer(
    string State, IReadOnlyList<string> Folders, int Found, int ToRead, int Done, long Failed, double PhotosPerSecond, double? SecondsLeft,
    IReadOnlyList<FailureAnswer> Failures, IReadOnlyList<FailureAnswer> Unavailable, string? Error)
{
    public static SyncAnswer Of(LibrarySync sync, PhotoRoots roots, FailurePage failures, HttpContext context, bool seesDetails)
    {
        var status = sync.Status;
        return new SyncAnswer(
            status.State.ToString().ToLowerInvariant(), seesDetails ? status.Folders : [.. status.Folders.Select(roots.LabelOfFolder)], status.Found, status.ToRead, status.Done, failures.Total,
            Math.Round(status.PhotosPerSecond, 1), status.TimeLeft is { } left ? Math.Round(left.TotalSeconds) : null,
            seesDetails ? FailureAnswer.Of(failures, roots) : [],
            [.. status.Unavailable.Select(folder => seesDetails
                ? new FailureAnswer(folder.Path, folder.Reason)
                : new FailureAnswer(roots.LabelOfFolder(folder.Path), Texts.Problem_DetailsInLog))],
            sync.Failure is null ? null : Problem.Of(sync.Failure, context).Sentence);
    }
}

/// <summary>A file or folder that could not be read.</summary>
/// <param name="Path">As people know it.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record FailureAnswer(string Path, string Reason)
{
    public static IReadOnlyList<FailureAnswer> Of(FailurePage page, PhotoRoots roots) =>
        [.. page.Failures.Select(failure => new FailureAnswer(roots.Shown(failure.Path), failure.Reason))];
}
