using ClipSearch.Core.Library.Sync;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClipSearch.Web.Hosting.Health;

/// <summary>Checks that the first scan of the library folders is complete, and that no scan has been aborted since.</summary>
internal sealed class PhotosHealthCheck(LibrarySync sync) : IHealthCheck
{
    /// <summary>The check's name in the response.</summary>
    public const string Name = "photos";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = sync.Status;
        var (says, failure) = sync switch
        {
            { Failure: { } e } when sync.FoldersAreUnavailable || sync.IsStopped || !sync.IsDone => (null, e),
            { IsDone: true } => ($"The library folders are indexed: {status.Found} photos.", null),
            _ => ($"Importing: {status.Done} of {status.ToRead} new photos.", (Exception?)null),
        };
        return Task.FromResult(new HealthCheckResult(sync.IsDone && !sync.IsStopped ? HealthStatus.Healthy : HealthStatus.Unhealthy, says, failure));
    }
}
