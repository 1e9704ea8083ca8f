using System.Diagnostics.CodeAnalysis;

namespace ClipSearch.Core.Settings.Types;

/// <summary>An http or https address.</summary>
/// <param name="example">An address for messages.</param>
internal sealed class HttpAddressType(string example) : SettingType<Uri>
{
    public override string Range => "an http or https URL";

    internal override bool TryParse(SettingText text, [MaybeNullWhen(false)] out Uri value)
    {
        if (IsHttp(text.Value, out value))
            return true;
        text.Refuse($"an http or https address such as {example}");
        return false;
    }

    internal override string Write(Uri value) => value.OriginalString;

    internal override string Redact(Uri value) => WithoutSecrets(value);

    /// <summary>Parses an http or https address.</summary>
    internal static bool IsHttp(string text, [MaybeNullWhen(false)] out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";

    /// <summary>Returns scheme, host, port and path. The rest of an address can contain passwords and keys.</summary>
    internal static string WithoutSecrets(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped);
}
