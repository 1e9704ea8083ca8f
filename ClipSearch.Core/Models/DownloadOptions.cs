namespace ClipSearch.Core.Models;

/// <summary>How long a download waits, and how often it tries again.</summary>
public sealed record DownloadPatience
{
    /// <summary>Wait for the first answer of all, which tells whether the hub is within reach.</summary>
    /// <value>30 seconds</value>
    public TimeSpan FirstAnswer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait for a connection and then for the first byte of any later answer.</summary>
    /// <value>30 seconds</value>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait for the next bytes of a file.</summary>
    /// <value>60 seconds</value>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Further tries after a connection broke; a try that brought a megabyte or more begins the count anew.</summary>
    /// <value>4</value>
    public int Retries { get; init; } = 4;

    /// <summary>Pause before the first further try; it doubles with each.</summary>
    /// <value>1 second</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);
}
