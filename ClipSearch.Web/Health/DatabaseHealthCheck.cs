using ClipSearch.Core.Index;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClipSearch.Web.Health;

/// <summary>Checks that the database answers a statement.</summary>
internal sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    /// <summary>The check's name in the answer.</summary>
    public const string Name = "database";

    /// <summary>Less than the 5 s after which a probe usually times out.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database has not answered within {context.Registration.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return HealthCheckResult.Unhealthy(exception: e);
        }
    }
}
