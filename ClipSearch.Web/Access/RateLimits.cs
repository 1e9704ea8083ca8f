using System.Net;
using System.Threading.RateLimiting;
using ClipSearch.Core;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Access;

/// <summary>How often a client may search and upload; programs on this machine have no limit.</summary>
internal static class RateLimits
{
    /// <summary>The policy of what asks the model.</summary>
    public const string Searches = "searches";

    /// <summary>The policy of what adds photos.</summary>
    public const string Uploads = "uploads";

    /// <summary>
    /// Clients are counted in so many places, two of them now and then in the same: however many addresses somebody has or
    /// invents, they take no more memory than this.
    /// </summary>
    internal const int Places = 4096;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, ClipSearchOptions options) => services
        .AddSingleton<TokenGuesses>()
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

    /// <summary>The limiter that a client's requests share; none for this machine.</summary>
    /// <param name="context">A request of the client.</param>
    /// <param name="limiter">Makes the limiter of a place.</param>
    internal static RateLimitPartition<int> OfClient(HttpContext context, Func<RateLimiter> limiter) => context.Features.Get<Connection>()!.IsLocal
        ? RateLimitPartition.GetNoLimiter(-1)
        : RateLimitPartition.Get(Place(context.Connection.RemoteIpAddress), _ => limiter());

    /// <summary>Where a client is counted, 0 to <see cref="Places"/> − 1.</summary>
    internal static int Place(IPAddress? address)
    {
        var hash = new HashCode(); // seeded anew by each process, so that nobody can aim at another's place
        hash.AddBytes(TokenGuesses.Client(address).GetAddressBytes());
        return (int)((uint)hash.ToHashCode() % Places);
    }

    /// <summary>Whole seconds after which a limit gives way.</summary>
    internal static int SecondsLeft(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)) : 1;

    /// <summary>The first page asks for nothing, nor does a photo's page that no search led to.</summary>
    private static bool AsksModel(HttpRequest request) =>
        request.Path == "/" ? SearchRequest.IsIn(request.Query)
        : !request.Path.StartsWithSegments("/photos") || (!request.WantsFragment() && PhotoTrails.Searches(request.Query));

    /// <param name="context">A request of the client.</param>
    /// <param name="max">How many requests a minute; 0 for any number.</param>
    private static RateLimitPartition<int> PerMinute(HttpContext context, int max) => max == 0
        ? RateLimitPartition.GetNoLimiter(-1)
        : OfClient(context, () => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = max,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / max,
            AutoReplenishment = false, // the partitions' own timer replenishes
        }));
}
