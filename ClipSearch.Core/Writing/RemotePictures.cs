using System.Net;
using System.Net.Sockets;

namespace ClipSearch.Core.Writing;

/// <summary>
/// Fetches pictures from addresses that people name. Only http and https, and only from the public internet: each name is
/// resolved once, and what is connected to is the very address that was looked at, also after a redirect.
/// </summary>
public sealed class RemotePictures : IDisposable
{
    private const int MostRedirects = 5;

    /// <summary>For all of it: names, redirects and the content.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PatienceToConnect = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;

    /// <summary>Fetches from the public internet.</summary>
    public RemotePictures()
        : this(PublicAddress.IsPublic)
    {
    }

    internal RemotePictures(Func<IPAddress, bool> isAllowed) => _client = new HttpClient(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = PatienceToConnect,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = (context, token) => ConnectAsync(context.DnsEndPoint, isAllowed, token),
        })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "ClipSearch" }, { "Accept", "image/*" } },
    };

    /// <summary>Fetches a picture and hands its content on while it arrives.</summary>
    /// <param name="address">Where it lies.</param>
    /// <param name="take">Takes the content and the name that the address gives it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LibraryException">The address is not to be fetched from, or does not answer with a file.</exception>
    public async Task<T> FetchAsync<T>(string address, Func<Stream, string, CancellationToken, Task<T>> take, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var uri = Checked(address, null);
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                using var response = await _client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if (response is { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, Headers.Location: { } location })
                {
                    uri = Checked(location.OriginalString, uri);
                    continue;
                }

                if (!response.IsSuccessStatusCode)
                    throw new LibraryException($"{uri.Host} answers {(int)response.StatusCode} for this address.");
                await using var content = await response.Content.ReadAsStreamAsync(patience.Token);
                var name = Uri.UnescapeDataString(uri.Segments[^1]);
                return await take(content, name.Trim('/').Length == 0 ? uri.Host : name, patience.Token);
            }

            throw new LibraryException($"{uri.Host} leads from one address to the next, more than {MostRedirects} times.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LibraryException($"The address has not answered with all of the picture within {Patience.TotalSeconds:0} s.");
        }
        catch (HttpRequestException e)
        {
            throw new LibraryException(e.InnerException is LibraryException refused ? refused.Message : $"The address cannot be fetched from: {e.Message}", e);
        }
        catch (HttpIOException e)
        {
            throw new LibraryException($"The connection broke off: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static Uri Checked(string address, Uri? from)
    {
        if (!(from is null ? Uri.TryCreate(address, UriKind.Absolute, out var uri) : Uri.TryCreate(from, address, out uri)))
            throw new LibraryException("The address cannot be read; give one such as https://example.org/photo.jpg.");
        if (uri.Scheme is not ("http" or "https"))
            throw new LibraryException($"ClipSearch fetches by http and https only, not by {uri.Scheme}.");
        return uri;
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint place, Func<IPAddress, bool> isAllowed, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(place.Host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(place.Host, cancellationToken);
        // All of them: which one a system tries first is nobody's to choose.
        if (addresses.Length == 0 || !addresses.All(isAllowed))
            throw new LibraryException($"{place.Host} is not an address of the public internet; ClipSearch fetches from nowhere else.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, place.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
