using ClipSearch.Core.Sync;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClipSearch.Web.Health;

/// <summary>Checks that the first sync of the photo folders is done, and that none has stopped since.</summary>
internal sealed class PhotosHealthCheck(LibrarySync sync) : IHealthCheck
{
    /// <summary>The check's name in the answer.</summary>
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
