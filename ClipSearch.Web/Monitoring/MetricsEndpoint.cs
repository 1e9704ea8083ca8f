using ClipSearch.Web.Access;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Monitoring;

/// <summary><c>GET /metrics</c>: the metrics in the text format of Prometheus, for those who may write.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton<MetricsAndTraces>()
        .AddHostedService(provider => provider.GetRequiredService<MetricsAndTraces>());

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        var monitoring = routes.ServiceProvider.GetRequiredService<MetricsAndTraces>();
        var branch = routes.CreateApplicationBuilder();
        // Built when it is first read: the exporter's middleware needs the collected metrics.
        var scrape = new Lazy<RequestDelegate>(() =>
            branch.UseOpenTelemetryPrometheusScrapingEndpoint(monitoring.Metrics, _ => true, path: null, configureBranchedPipeline: null, optionsName: null).Build());
        RequestDelegate read = context =>
        {
            context.Response.Headers[HeaderNames.CacheControl] = "no-store";
            return scrape.Value(context);
        };
        routes.MapGet(Path, read).RequireAuthorization(AccessPolicies.Writer);
    }
}
