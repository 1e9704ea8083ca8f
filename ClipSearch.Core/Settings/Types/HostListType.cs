namespace ClipSearch.Core.Settings.Types;

/// <summary>Host names without port: <c>photos.example.org</c>, <c>*.example.org</c>, or <c>*</c> for any.</summary>
internal sealed class HostListType : SettingType<IReadOnlyList<string>>
{
    public override string Range => "host names";

    internal override bool TryParse(SettingText text, out IReadOnlyList<string> value)
    {
        value = text.Items();
        foreach (var host in value.Where(host => !IsHost(host)))
            text.RefuseItem(host, "host names without scheme and port, such as photos.example.org, *.example.org or *");
        return true;
    }

    internal override string Write(IReadOnlyList<string> value) => string.Join(", ", value);

    private static bool IsHost(string host) =>
        host == "*"
        || Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host.Trim('[', ']')) != UriHostNameType.Unknown;
}
