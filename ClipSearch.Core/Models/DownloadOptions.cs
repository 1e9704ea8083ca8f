using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClipSearch.Core.Models;

/// <summary>The timeouts and retries of a model download; the only place that turns them into resilience pipelines.</summary>
public sealed record DownloadOptions
{
    /// <summary>Timeout of the first response of all, which shows whether the hub can be reached. 10 ms to one day.</summary>
    /// <value>30 seconds</value>
    public TimeSpan FirstResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Timeout of the headers of any later response, connecting included. 10 ms to one day.</summary>
    /// <value>30 seconds</value>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Timeout of the next bytes of a file. 10 ms to one day.</summary>
    /// <value>60 seconds</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Retries after a connection broke; a try that brought a megabyte or more starts the count again.</summary>
    /// <value>4</value>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Delay before the first retry; it doubles with each.</summary>
    /// <value>1 second</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Repeats a whole try, from the request to the last byte on disk.</summary>
    /// <param name="shouldRetry">Whether an exception may pass by itself.</param>
    /// <param name="onRetry">Called before each delay.</param>
    internal ResiliencePipeline Retries(Func<Exception, bool> shouldRetry, Action onRetry) => MaxRetries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = MaxRetries,
                Delay = RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = new PredicateBuilder().Handle(shouldRetry),
                OnRetry = _ =>
                {
                    onRetry();
                    return default;
                },
            })
            .Build();

    /// <summary>Ends a wait with <see cref="TimeoutRejectedException"/>.</summary>
    internal static ResiliencePipeline Within(TimeSpan timeout) => new ResiliencePipelineBuilder().AddTimeout(timeout).Build();
}
