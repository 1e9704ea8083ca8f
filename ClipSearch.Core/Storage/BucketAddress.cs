namespace ClipSearch.Core.Storage;

/// <summary>A place in a bucket, as people and the library write it: <c>s3://bucket/key</c>.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">Any text, exactly as the bucket has it; of a folder without a slash at its end, and empty for all of the bucket.</param>
public readonly record struct BucketAddress(string Bucket, string Key)
{
    /// <summary>What every such address begins with.</summary>
    public const string Scheme = "s3://";

    /// <summary>Today's names have 63 characters at most, older ones more.</summary>
    private const int LongestBucket = 255;

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It names no bucket.</exception>
    public static BucketAddress Parse(string address)
    {
        var rest = address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? address[Scheme.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var bucket = slash < 0 ? rest : rest[..slash];
        var isName = bucket.Length is > 0 and <= LongestBucket && bucket.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') && char.IsAsciiLetterOrDigit(bucket[0]);
        return isName
            ? new BucketAddress(bucket, slash < 0 ? "" : rest[(slash + 1)..])
            : throw new FormatException($"{address} names no bucket; write s3://bucket or s3://bucket/folder.");
    }

    /// <summary>Reads the address of a folder.</summary>
    /// <exception cref="FormatException">It names no bucket.</exception>
    public static BucketAddress ParseFolder(string address)
    {
        var (bucket, key) = Parse(address);
        return new BucketAddress(bucket, key.TrimEnd('/'));
    }

    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? Scheme + Bucket : $"{Scheme}{Bucket}/{Key}";
}
