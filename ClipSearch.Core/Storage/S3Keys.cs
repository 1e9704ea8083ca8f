namespace ClipSearch.Core.Storage;

/// <summary>What opens buckets: <c>S3_ACCESS_KEY_ID</c> and <c>S3_SECRET_ACCESS_KEY</c>, else AWS's own variables. A class, not a record: it must not print itself.</summary>
/// <param name="id">The key's name.</param>
/// <param name="secret">The key.</param>
/// <param name="session">The token that belongs to a key of limited time; null for others.</param>
public sealed class S3Keys(string id, string secret, string? session = null)
{
    internal string Id => id;

    internal string Secret => secret;

    internal string? Session => session;

    /// <summary>Reads the settings.</summary>
    /// <param name="setting">The value of a setting, null where it is not set.</param>
    /// <param name="keys">The keys; null where none are set.</param>
    /// <returns>False where a key lacks its other half.</returns>
    internal static bool TryRead(Func<string, string?> setting, out S3Keys? keys)
    {
        var (own, ownSecret) = (setting("S3_ACCESS_KEY_ID"), setting("S3_SECRET_ACCESS_KEY"));
        var (id, secret, session) = own is null && ownSecret is null
            ? (setting("AWS_ACCESS_KEY_ID"), setting("AWS_SECRET_ACCESS_KEY"), setting("AWS_SESSION_TOKEN"))
            : (own, ownSecret, null);
        keys = id is not null && secret is not null ? new S3Keys(id, secret, session) : null;
        return (id is null) == (secret is null);
    }
}
