using System.Net;
using System.Net.Sockets;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Ports for processes that are told theirs when they start.</summary>
internal static class LoopbackPort
{
    /// <summary>Finds a port of the loopback that nobody listens on.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
