namespace ClipSearch.Core.Library.Storage;

/// <summary>The limits for responses of a bucket server. Amazon S3 stays far below all of them.</summary>
internal sealed record BucketLimits
{
    /// <summary>The limits in use.</summary>
    public static BucketLimits Default { get; } = new();

    /// <summary>The maximum length in bytes of a listing page or an error. 1,000 keys of 1,024 bytes take up to 4 MiB.</summary>
    /// <value>16 MiB</value>
    public int MaxPageBytes { get; init; } = 16 << 20;

    /// <summary>The timeout of a listing page or an error, from its headers to its end.</summary>
    /// <value>2 minutes</value>
    public TimeSpan PageTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The maximum number of consecutive pages without keys. Buckets with deleted versions have some.</summary>
    /// <value>100</value>
    public int MaxEmptyPages { get; init; } = 100;

    /// <summary>The maximum number of pages of a listing. A page has up to 1,000 keys.</summary>
    /// <value>100,000</value>
    public int MaxPages { get; init; } = 100_000;

    /// <summary>The maximum number of photos of a listing. A million photos take about 300 MB of memory.</summary>
    /// <value>5,000,000</value>
    public int MaxPhotos { get; init; } = 5_000_000;

    /// <summary>The base timeout of a photo download; the time for its length at <see cref="BytesPerSecond"/> is added.</summary>
    /// <value>5 minutes</value>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The minimum download rate in bytes per second, from which the time added to <see cref="FileTimeout"/> is calculated.
    /// </summary>
    /// <value>8 KiB</value>
    public int BytesPerSecond { get; init; } = 8 << 10;
}
