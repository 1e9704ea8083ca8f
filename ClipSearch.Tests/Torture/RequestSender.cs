using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace ClipSearch.Tests.Torture;

/// <summary>Sends requests of a <see cref="RequestMix"/> to a local site.</summary>
internal sealed class RequestSender : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Uri _site;
    private readonly HttpMessageInvoker _http;

    /// <param name="site">The URL of the site.</param>
    /// <param name="connections">The maximum number of connections.</param>
    public RequestSender(Uri site, int connections)
    {
        _site = site;
        _http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxConnectionsPerServer = connections });
    }

    /// <summary>Sends a request and reads the whole response.</summary>
    /// <returns>The status; null if either side closed the connection without one.</returns>
    public async Task<HttpStatusCode?> SendAsync(MixedRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        return request.Raw is { } raw ? await SendRawAsync(raw, request.BreaksOff, limit.Token) : await SendWellFormedAsync(request, limit.Token);
    }

    /// <summary>Returns whether a status is a server error. 505 is the correct response to an unknown HTTP version.</summary>
    public static bool IsServerError(HttpStatusCode? status) => status >= HttpStatusCode.InternalServerError && status != HttpStatusCode.HttpVersionNotSupported;

    public void Dispose() => _http.Dispose();

    private async Task<HttpStatusCode?> SendWellFormedAsync(MixedRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_site, request.Target));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            return response.StatusCode;
        }
        catch (HttpRequestException e) when (e.HttpRequestError != HttpRequestError.ConnectionError)
        {
            // The server closes the connection for some forged headers.
            return null;
        }
    }

    private async Task<HttpStatusCode?> SendRawAsync(byte[] raw, bool breaksOff, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_site.Host, _site.Port, cancellationToken);
        try
        {
            await socket.SendAsync(raw, cancellationToken);
            if (breaksOff)
                return null;
            socket.Shutdown(SocketShutdown.Send);
            var start = new byte[64];
            var read = await socket.ReceiveAsync(start, cancellationToken);
            var words = Encoding.Latin1.GetString(start, 0, read).Split(' ');
            return words is ["HTTP/1.1", var status, ..] ? (HttpStatusCode)int.Parse(status, CultureInfo.InvariantCulture) : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
