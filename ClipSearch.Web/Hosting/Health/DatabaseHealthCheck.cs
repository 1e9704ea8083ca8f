using ClipSearch.Core.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClipSearch.Web.Hosting.Health;

/// <summary>Checks that the database executes a statement.</summary>
internal sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    /// <summary>The check's name in the response.</summary>
    public const string Name = "database";

    /// <summary>Less than the 5 s after which health probes usually time out.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy("The database is available.");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The database did not respond within {context.Registration.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return HealthCheckResult.Unhealthy(exception: e);
        }
    }
}
