using System.Text.RegularExpressions;

namespace ClipSearch.Core.Paths;

/// <summary>The address of a file or folder in a remote store, for instance <c>s3://bucket/key</c>.</summary>
/// <param name="Scheme">The kind of store in lower case, for instance <c>s3</c>.</param>
/// <param name="Bucket">The name of the bucket.</param>
/// <param name="Key">The exact key. For a folder it has no slash at its end and is empty for the whole bucket.</param>
public readonly partial record struct RemoteAddress(string Scheme, string Bucket, string Key)
{
    /// <summary>The maximum length of a bucket name. New names have up to 63 characters, old ones may be longer.</summary>
    private const int MaxBucketLength = 255;

    /// <summary>Returns whether a path is an address with a scheme. Absolute paths on Unix take one comparison.</summary>
    public static bool IsAddress(string path) => path.Length > 0 && char.IsAsciiLetter(path[0]) && Prefix().IsMatch(path);

    /// <summary>Returns the scheme of an address in lower case; null for a path on disk.</summary>
    public static string? SchemeOf(string path) => Prefix().Match(path) is { Success: true } match ? match.Groups[1].Value.ToLowerInvariant() : null;

    /// <summary>Parses an address.</summary>
    /// <exception cref="FormatException">The address has no bucket name.</exception>
    public static RemoteAddress Parse(string address)
    {
        var match = Prefix().Match(address);
        var (scheme, rest) = (match.Groups[1].Value.ToLowerInvariant(), address[match.Length..]);
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var bucket = slash < 0 ? rest : rest[..slash];
        return match.Success && bucket.Length <= MaxBucketLength && BucketName().IsMatch(bucket)
            ? new RemoteAddress(scheme, bucket, slash < 0 ? "" : rest[(slash + 1)..])
            : throw new FormatException($"{address} has no bucket name; write {scheme}://bucket or {scheme}://bucket/folder.");
    }

    /// <summary>Parses the address of a folder.</summary>
    /// <exception cref="FormatException">The address has no bucket name.</exception>
    public static RemoteAddress ParseFolder(string address)
    {
        var parsed = Parse(address);
        return parsed with { Key = parsed.Key.TrimEnd('/') };
    }

    /// <summary>Returns the length of <c>scheme://</c> at the start of an address; 0 for a path on disk.</summary>
    public static int PrefixLength(string path) => Prefix().Match(path).Length;

    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? $"{Scheme}://{Bucket}" : $"{Scheme}://{Bucket}/{Key}";

    [GeneratedRegex("^([a-z][a-z0-9+.-]*)://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex BucketName();
}
