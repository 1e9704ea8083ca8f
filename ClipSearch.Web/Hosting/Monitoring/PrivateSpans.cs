using System.Diagnostics;
using OpenTelemetry;

namespace ClipSearch.Web.Hosting.Monitoring;

/// <summary>Removes private data from spans: queries, user agents, SQL, and the path of the database's socket.</summary>
internal sealed class PrivateSpans : BaseProcessor<Activity>
{
    private static readonly string[] Removed = ["url.query", "user_agent.original", "db.query.text", "db.statement", "db.connection_string"];

    private static readonly string[] Addresses = ["server.address", "network.peer.address"];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Removed)
            data.SetTag(name, null);
        foreach (var name in Addresses)
        {
            if (data.GetTagItem(name) is string address && address.StartsWith('/'))
                data.SetTag(name, null);
        }
    }
}
