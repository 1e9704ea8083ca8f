using System.Diagnostics.CodeAnalysis;

namespace ClipSearch.Core.Settings.Types;

/// <summary>The http or https address of a server of S3-compatible object storage.</summary>
internal sealed class BucketServerType : SettingType<Uri>
{
    public override string Range => "an http or https URL without path, user name and password";

    internal override bool TryParse(SettingText text, [MaybeNullWhen(false)] out Uri value)
    {
        if (HttpAddressType.IsHttp(text.Value, out value) && value is { UserInfo: "", PathAndQuery: "/", Fragment: "" })
            return true;
        // An invalid address is not quoted because it may contain a password.
        text.Refuse(
            "an http or https address without path, user name and password, such as https://s3.example.org:9000. " +
            "Put the bucket in PHOTOS_DIR as s3://bucket",
            quotesValue: false);
        return false;
    }

    internal override string Write(Uri value) => value.OriginalString;

    internal override string Redact(Uri value) => HttpAddressType.WithoutSecrets(value);
}
