using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Requests;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ClipSearch.Web.Hosting.Monitoring;

/// <summary>
/// Collects metrics from the first <c>GET /metrics</c> on; with <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> it collects metrics and traces from the
/// start. Otherwise the providers are not built at startup, since building them takes time.
/// </summary>
internal sealed class MetricsAndTraces : IHostedService, IDisposable
{
    private static readonly string[] Meters = [Telemetry.Name, "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly Uri? _endpoint;
    private readonly PathString _base;
    private readonly Lazy<MeterProvider> _metrics;
    private TracerProvider? _traces;

    public MetricsAndTraces(ClipSearchOptions options) =>
        (_endpoint, _base, _metrics) = (options.OtlpEndpoint, options.PathBase, new Lazy<MeterProvider>(BuildMetrics));

    /// <summary>The metrics, collected from the first use on.</summary>
    public MeterProvider Metrics => _metrics.Value;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_endpoint is not null)
        {
            _ = Metrics;
            _traces = BuildTraces();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Exports the remaining data and stops.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        if (_metrics.IsValueCreated)
            _metrics.Value.Dispose();
    }

    private MeterProvider BuildMetrics()
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(Configuration()))
            .ConfigureResource(Describe)
            .AddMeter(Meters)
            // Without the server's address, which is a socket path for a PostgreSQL on this machine.
            .AddView("db.client.operation.duration", new MetricStreamConfiguration { TagKeys = ["db.client.connection.pool.name", "db.system.name", "error.type"] })
            .AddPrometheusExporter();
        return (_endpoint is null ? builder : builder.AddOtlpExporter()).Build();
    }

    private TracerProvider BuildTraces() => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(Configuration()))
        .ConfigureResource(Describe)
        .AddSource(Telemetry.Name, "Npgsql")
        .AddAspNetCoreInstrumentation(requests => requests.Filter = IsTraced)
        .AddProcessor(new PrivateSpans())
        .AddOtlpExporter()
        .Build();

    /// <summary>
    /// Reads the OTEL_ variables of the environment; the endpoint may also come from .env, and its default protocol is http/protobuf.
    /// </summary>
    private IConfiguration Configuration() => new ConfigurationBuilder()
        .AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")])
        .AddEnvironmentVariables()
        .AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", _endpoint?.ToString())])
        .Build();

    private static void Describe(ResourceBuilder resource) =>
        resource.Clear().AddService("clipsearch", serviceVersion: typeof(MetricsAndTraces).Assembly.GetName().Version?.ToString(3)).AddTelemetrySdk().AddEnvironmentVariableDetector();

    /// <summary>Returns whether a request is traced: pages and API calls, but no health checks or static files.</summary>
    private bool IsTraced(HttpContext context)
    {
        // A trace begins before the base is removed from the path.
        var path = context.Request.Path.StartsWithSegments(_base, StringComparison.Ordinal, out var below) ? below : context.Request.Path;
        return !path.StartsWithSegments("/health") && path != ApiPaths.Metrics && !Path.HasExtension(path);
    }
}
