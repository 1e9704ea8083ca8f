using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClipSearch.Web.Hosting.Health;

/// <summary>Checks that the model is loaded.</summary>
internal sealed class ModelHealthCheck(ActiveModel model, QueryEncoder encoder) : IHealthCheck
{
    /// <summary>The check's name in the response.</summary>
    public const string Name = "model";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        encoder.IsReady ? HealthCheckResult.Healthy($"{model.Name} is loaded.")
        : encoder.Loaded.Exception?.InnerException is { } failure ? HealthCheckResult.Unhealthy(exception: failure)
        : HealthCheckResult.Unhealthy($"{model.Name} is still loading."));
}
