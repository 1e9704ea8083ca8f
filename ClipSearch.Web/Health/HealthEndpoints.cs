using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClipSearch.Web.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the model is loaded, the database answers, the first sync is done, and the last one has not stopped before its end.</summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    private static readonly HttpMethodMetadata Reading = new([HttpMethods.Get]);

    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        // A probe every few seconds would log the same failure each time; what fails logs its cause itself.
        .AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None))
        .AddHealthChecks()
        .AddCheck<ModelHealthCheck>(ModelHealthCheck.Name, tags: [Ready])
        .AddCheck<DatabaseHealthCheck>(DatabaseHealthCheck.Name, failureStatus: null, tags: [Ready], timeout: DatabaseHealthCheck.Timeout)
        .AddCheck<PhotosHealthCheck>(PhotosHealthCheck.Name, tags: [Ready])
        .Services;

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (context, _) => context.Response.WriteAsJsonAsync(new LiveAnswer("live")),
        }).WithMetadata(Reading).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(ReadyAnswer.Of(report, context)),
        }).WithMetadata(Reading).AllowAnonymous();
    }
}

/// <summary>What <c>/health/live</c> answers.</summary>
internal sealed record LiveAnswer(string Status);

/// <summary>What <c>/health/ready</c> answers.</summary>
internal sealed record ReadyAnswer(string Status, IReadOnlyList<HealthAnswer> Checks)
{
    public static ReadyAnswer Of(HealthReport report, HttpContext context) => new(
        report.Status == HealthStatus.Healthy ? "ready" : "unready",
        [
            .. report.Entries.Select(entry => new HealthAnswer(
                entry.Key,
                entry.Value.Status == HealthStatus.Healthy,
                entry.Value.Exception is { } failure ? Problem.Of(failure, context).Sentence : entry.Value.Description!)),
        ]);
}

/// <summary>One check.</summary>
/// <param name="Name">model, database or photos.</param>
/// <param name="Ok">Whether it passed.</param>
/// <param name="Says">The finding, one sentence.</param>
internal sealed record HealthAnswer(string Name, bool Ok, string Says);
