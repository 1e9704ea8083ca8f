using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ClipSearch.Tests.Web;

/// <summary>A POST request over a raw socket, whose body is sent separately.</summary>
internal sealed class RawRequest : IDisposable
{
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    /// <summary>Sends the headers.</summary>
    /// <param name="site">The site.</param>
    /// <param name="path">The path of the URL.</param>
    /// <param name="length">Content-Length; null for a chunked body.</param>
    /// <param name="from">The client's IP address for X-Forwarded-For; null for none.</param>
    public static async Task<RawRequest> BeginAsync(TestSite site, string path, long? length, string? from = null)
    {
        var request = new RawRequest();
        await request._client.ConnectAsync(site.Address.Host, site.Address.Port, TestContext.Current.CancellationToken);
        request._stream = request._client.GetStream();
        var body = length is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}") : "Transfer-Encoding: chunked";
        var forwarded = from is null ? "" : $"X-Forwarded-For: {from}\r\n";
        await request.SendAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {site.Address.Authority}\r\n{forwarded}{body}\r\n\r\n"));
        return request;
    }

    /// <summary>Sends a part of the body.</summary>
    public Task SendAsync(byte[] part) => _stream.WriteAsync(part, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Reads the status of the response, which may arrive before the end of the body.</summary>
    public async Task<int> StatusAsync()
    {
        using var reader = new StreamReader(_stream, Encoding.ASCII, leaveOpen: true);
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _client.Dispose();
}
