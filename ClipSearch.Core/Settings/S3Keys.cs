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

    /// <summary>Reads the settings. AWS's own variables are read only if neither setting is set.</summary>
    /// <param name="setting">Returns the value of a setting; null if it is not set.</param>
    /// <param name="keys">The keys; null if none are set.</param>
    /// <returns>False if only one of the id and the secret is set.</returns>
    internal static bool TryRead(Func<string, string?> setting, out S3Keys? keys)
    {
        var (idSetting, secretSetting) = (SettingList.S3AccessKeyId, SettingList.S3SecretAccessKey);
        var (own, ownSecret) = (setting(idSetting.Name), setting(secretSetting.Name));
        var (id, secret, session) = own is null && ownSecret is null
            ? (setting(idSetting.OtherNames[0]), setting(secretSetting.OtherNames[0]), setting("AWS_SESSION_TOKEN"))
            : (own, ownSecret, null);
        keys = id is not null && secret is not null ? new S3Keys(id, secret, session) : null;
        return (id is null) == (secret is null);
    }
}
