using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Api;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work.</summary>
internal static class HealthApi
{
    /// <summary>Less than the 5 s after which a probe usually gives up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new LiveAnswer("live")));
        routes.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, ActiveModel model, QueryEncoder encoder, Database database, LibrarySync sync)
    {
        HealthCheck[] checks =
        [
            CheckModel(model, encoder, context.TraceIdentifier),
            await CheckDatabaseAsync(database, context.TraceIdentifier, context.RequestAborted),
            CheckSync(sync, context.TraceIdentifier),
        ];
        var ready = checks.All(check => check.Ok);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new HealthAnswer(ready ? "ready" : "unready", checks),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthCheck CheckModel(ActiveModel model, QueryEncoder encoder, string traceId) => new(
        "model",
        encoder.IsReady,
        encoder.IsReady ? $"{model.Name} answers."
            : encoder.Loaded.Exception?.InnerException is { } failure ? Problem.Of(failure, traceId).Sentence
            : $"{model.Name} is still loading.");

    private static async Task<HealthCheck> CheckDatabaseAsync(Database database, string traceId, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await database.PingAsync(patience.Token);
            return new HealthCheck("database", true, $"{Capitalized(database.Description)} answers.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheck("database", false, $"{Capitalized(database.Description)} has not answered within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return new HealthCheck("database", false, Problem.Of(e, traceId).Sentence);
        }
    }

    private static HealthCheck CheckSync(LibrarySync sync, string traceId)
    {
        var status = sync.Status;
        return new HealthCheck("photos", sync.IsDone, sync switch
        {
            { Failure: { } failure } when sync.FoldersAreUnavailable || !sync.IsDone => Problem.Of(failure, traceId).Sentence,
            { IsDone: true } => $"{string.Join(", ", status.Folders)} is taken in, {status.Found} photos.",
            _ => $"{string.Join(", ", status.Folders)} is being taken in, {status.Done} of {status.ToRead} new photos so far.",
        });
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

/// <summary>What <c>/health/live</c> answers.</summary>
internal sealed record LiveAnswer(string Status);

/// <summary>What <c>/health/ready</c> answers.</summary>
internal sealed record HealthAnswer(string Status, IReadOnlyList<HealthCheck> Checks);

/// <summary>One check.</summary>
/// <param name="Name">model, database or photos.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Says">What was found, one sentence.</param>
internal sealed record HealthCheck(string Name, bool Ok, string Says);
