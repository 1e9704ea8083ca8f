using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClipSearch.Core.Models;

/// <summary>The timeouts and retries of a model download, and the only place that turns them into resilience pipelines.</summary>
public sealed record DownloadOptions
{
    /// <summary>The timeout of the very first response, which shows whether the hub can be reached. 10 ms to one day.</summary>
    /// <value>30 seconds</value>
    public TimeSpan FirstResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The timeout of the headers of each later response, including connecting. 10 ms to one day.</summary>
    /// <value>30 seconds</value>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The timeout of the next bytes of a file. 10 ms to one day.</summary>
    /// <value>60 seconds</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The number of retries after a lost connection. An attempt that receives a megabyte or more resets the count.</summary>
    /// <value>4</value>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The delay before the first retry. It doubles with each retry.</summary>
    /// <value>1 second</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Creates a pipeline that retries a whole attempt, from the request to the last byte on disk.</summary>
    /// <param name="shouldRetry">Whether an exception may be temporary.</param>
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

    /// <summary>Creates a pipeline that fails with <see cref="TimeoutRejectedException"/> after a time.</summary>
    internal static ResiliencePipeline Within(TimeSpan timeout) => new ResiliencePipelineBuilder().AddTimeout(timeout).Build();
}
