using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ClipSearch.Tests.Web;

/// <summary>A POST over a socket of its own, which sends its body only when it is told to.</summary>
internal sealed class RawRequest : IDisposable
{
    private readonly TcpClient _client = new();
    private NetworkStream _stream = null!;

    /// <summary>Sends the headers.</summary>
    /// <param name="site">The site.</param>
    /// <param name="path">Where to.</param>
    /// <param name="length">Content-Length; null for a body in chunks.</param>
    /// <param name="from">The client's address, as a proxy would name it; null for this machine.</param>
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

    /// <summary>The status of the answer, which the site gives before or after the body's end.</summary>
    public async Task<int> StatusAsync()
    {
        using var reader = new StreamReader(_stream, Encoding.ASCII, leaveOpen: true);
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Breaks the connection off.</summary>
    public void Dispose() => _client.Dispose();
}
