using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClipSearch.Web.Hosting.Health;

/// <summary>
/// Handles <c>/health/live</c>, which succeeds while the process responds, and <c>/health/ready</c>, which requires that the model is
/// loaded, the database responds, the first scan is complete, and the last scan was not aborted.
/// </summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    private static readonly HttpMethodMetadata Reading = new([HttpMethods.Get]);

    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        // Frequent probes would log the same failure each time; each component logs its own failures.
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
            ResponseWriter = (context, _) => context.Response.WriteAsJsonAsync(new LiveResponse("live")),
        }).WithMetadata(Reading).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(ReadyResponse.Of(report, context)),
        }).WithMetadata(Reading).AllowAnonymous();
    }
}

/// <summary>The response of <c>/health/live</c>.</summary>
internal sealed record LiveResponse(string Status);

/// <summary>The response of <c>/health/ready</c>.</summary>
internal sealed record ReadyResponse(string Status, IReadOnlyList<HealthResponse> Checks)
{
    public static ReadyResponse Of(HealthReport report, HttpContext context) => new(
        report.Status == HealthStatus.Healthy ? "ready" : "unready",
        [
            .. report.Entries.Select(entry => new HealthResponse(
                entry.Key,
                entry.Value.Status == HealthStatus.Healthy,
                entry.Value.Exception is { } failure ? ExceptionProblems.Of(failure, context).Sentence : entry.Value.Description!)),
        ]);
}

/// <summary>The result of a check.</summary>
/// <param name="Name">model, database or photos.</param>
/// <param name="Ok">Whether it succeeded.</param>
/// <param name="Says">The result in one sentence.</param>
internal sealed record HealthResponse(string Name, bool Ok, string Says);
