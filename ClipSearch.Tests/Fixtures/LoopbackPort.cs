using System.Net;
using System.Net.Sockets;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Ports for processes that get their port at startup.</summary>
internal static class LoopbackPort
{
    /// <summary>Finds a free port on 127.0.0.1.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
