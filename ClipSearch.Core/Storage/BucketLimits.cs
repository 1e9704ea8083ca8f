namespace ClipSearch.Core.Storage;

/// <summary>What a bucket's server may cost before it counts as broken. Amazon's stays far below all of them.</summary>
internal sealed record BucketLimits
{
    /// <summary>The limits in use.</summary>
    public static BucketLimits Default { get; } = new();

    /// <summary>Maximum length of a response that is no photo: a page of a listing, or an error. 1,000 keys of 1,024 bytes take up to 4 MiB.</summary>
    /// <value>16 MiB</value>
    public int MaxPageBytes { get; init; } = 16 << 20;

    /// <summary>Timeout of such a response, from its headers to its end.</summary>
    /// <value>2 minutes</value>
    public TimeSpan PageTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Maximum number of pages in a row without a key. Buckets with deleted versions have some.</summary>
    /// <value>100</value>
    public int MaxEmptyPages { get; init; } = 100;

    /// <summary>Maximum number of pages of a listing; a page has up to 1,000 keys.</summary>
    /// <value>100,000</value>
    public int MaxPages { get; init; } = 100_000;

    /// <summary>Maximum number of photos of a listing; a million takes about 300 MB of memory.</summary>
    /// <value>5,000,000</value>
    public int MaxPhotos { get; init; } = 5_000_000;

    /// <summary>Timeout of a photo of any length, to which <see cref="BytesPerSecond"/> adds.</summary>
    /// <value>5 minutes</value>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Minimum rate at which a photo arrives once <see cref="FileTimeout"/> is over, in bytes per second.</summary>
    /// <value>8 KiB</value>
    public int BytesPerSecond { get; init; } = 8 << 10;
}
