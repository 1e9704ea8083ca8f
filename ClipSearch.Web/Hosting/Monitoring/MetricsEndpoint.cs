using ClipSearch.Web.Access;
using ClipSearch.Web.Requests;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Hosting.Monitoring;

/// <summary>Handles <c>GET /metrics</c>: the metrics in Prometheus text format, for callers with write access.</summary>
internal static class MetricsEndpoint
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton<MetricsAndTraces>()
        .AddHostedService(provider => provider.GetRequiredService<MetricsAndTraces>());

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        var monitoring = routes.ServiceProvider.GetRequiredService<MetricsAndTraces>();
        var branch = routes.CreateApplicationBuilder();
        // Built on first use, since the exporter's middleware needs the collected metrics.
        var scrape = new Lazy<RequestDelegate>(() =>
            branch.UseOpenTelemetryPrometheusScrapingEndpoint(monitoring.Metrics, _ => true, path: null, configureBranchedPipeline: null, optionsName: null).Build());
        RequestDelegate read = context =>
        {
            context.Response.Headers[HeaderNames.CacheControl] = "no-store";
            return scrape.Value(context);
        };
        routes.MapGet(ApiPaths.Metrics, read).RequireAuthorization(AccessPolicies.Writer);
    }
}
