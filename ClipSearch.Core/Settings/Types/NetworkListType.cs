using System.Net;

namespace ClipSearch.Core.Settings.Types;

/// <summary>IP addresses and networks.</summary>
internal sealed class NetworkListType : SettingType<IReadOnlyList<IPNetwork>>
{
    public override string Range => "addresses and networks";

    internal override bool TryParse(SettingText text, out IReadOnlyList<IPNetwork> value)
    {
        var networks = new List<IPNetwork>();
        foreach (var item in text.Items())
        {
            if (IPNetwork.TryParse(item, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(item, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                text.RefuseItem(item, "addresses and networks such as 127.0.0.1, 172.18.0.0/16 or ::1");
        }

        value = networks;
        return true;
    }

    internal override string Write(IReadOnlyList<IPNetwork> value) => string.Join(", ", value);
}
