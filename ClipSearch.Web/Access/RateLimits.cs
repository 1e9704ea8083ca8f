using System.Net;
using System.Threading.RateLimiting;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Access;

/// <summary>Limits how often a client may search and upload; programs on this machine have no limit.</summary>
internal static class RateLimits
{
    /// <summary>The policy of requests that use the model.</summary>
    public const string Searches = "searches";

    /// <summary>The policy of requests that add photos.</summary>
    public const string Uploads = "uploads";

    /// <summary>
    /// The number of counters. Clients are hashed to a counter, and two may share one, so that memory use is bounded even if a client uses
    /// or forges many addresses.
    /// </summary>
    internal const int Places = 4096;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, ClipSearchOptions options) => services
        .AddSingleton<WrongTokenLimiter>()
        .AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Searches, context => PerMinute(context, AsksModel(context.Request) ? options.SearchesPerMinute : 0));
            limiter.AddPolicy(Uploads, context => PerMinute(context, options.UploadsPerMinute));
            limiter.OnRejected = (rejected, _) =>
            {
                var context = rejected.HttpContext;
                var isUpload = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Uploads;
                var seconds = SecondsLeft(rejected.Lease);
                return new ValueTask(new ProblemResult(isUpload ? Problem.TooManyUploads(seconds) : Problem.TooManySearches(seconds)).ExecuteAsync(context));
            };
        });

    /// <summary>Returns the limiter that a client's requests share; none for this machine.</summary>
    /// <param name="context">A request of the client.</param>
    /// <param name="limiter">Creates the limiter of a counter.</param>
    internal static RateLimitPartition<int> OfClient(HttpContext context, Func<RateLimiter> limiter) => context.Features.Get<Connection>()!.IsLocal
        ? RateLimitPartition.GetNoLimiter(-1)
        : RateLimitPartition.Get(Place(context.Connection.RemoteIpAddress), _ => limiter());

    /// <summary>Returns a client's counter, 0 to <see cref="Places"/> − 1.</summary>
    internal static int Place(IPAddress? address)
    {
        var hash = new HashCode(); // seeded per process, so that no client can target another's counter
        hash.AddBytes(WrongTokenLimiter.Client(address).GetAddressBytes());
        return (int)((uint)hash.ToHashCode() % Places);
    }

    /// <summary>Returns the whole seconds after which the limit allows another request.</summary>
    internal static int SecondsLeft(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)) : 1;

    /// <summary>
    /// Returns whether a request runs a search. The home page does not, nor does a photo's page that was not opened from a search.
    /// </summary>
    private static bool AsksModel(HttpRequest request) =>
        request.Path == "/" ? SearchRequest.IsIn(request.Query)
        : !request.Path.StartsWithSegments("/photos") || (!request.WantsFragment() && ResultRank.IsIn(request.Query));

    /// <param name="context">A request of the client.</param>
    /// <param name="max">Maximum number of requests per minute; 0 for no limit.</param>
    private static RateLimitPartition<int> PerMinute(HttpContext context, int max) => max == 0
        ? RateLimitPartition.GetNoLimiter(-1)
        : OfClient(context, () => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = max,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / max,
            AutoReplenishment = false, // replenished by the partitioned limiter's timer
        }));
}
