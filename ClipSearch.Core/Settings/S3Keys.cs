namespace ClipSearch.Core.Settings;

/// <summary>
/// The access keys of buckets: <c>S3_ACCESS_KEY_ID</c> and <c>S3_SECRET_ACCESS_KEY</c>, or else AWS's own variables. A class, not a record,
/// because its text must not contain the secret.
/// </summary>
/// <param name="id">The access key id.</param>
/// <param name="secret">The secret access key.</param>
/// <param name="session">The session token of a temporary key; null for others.</param>
public sealed class S3Keys(string id, string secret, string? session = null)
{
    internal string Id => id;

    internal string Secret => secret;

    internal string? Session => session;

    /// <summary>Reads the settings.</summary>
    /// <param name="setting">Returns the value of a setting; null if it is not set.</param>
    /// <param name="keys">The keys; null if none are set.</param>
    /// <returns>False if only one of the id and the secret is set.</returns>
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
