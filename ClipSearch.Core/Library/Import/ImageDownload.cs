using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace ClipSearch.Core.Library.Import;

/// <summary>
/// Downloads images from addresses that users enter, over http and https and only from the public internet. Each host name is resolved
/// once, and the connection goes to the IP address that was checked, also after a redirect.
/// </summary>
public sealed class ImageDownload(IHttpClientFactory clients)
{
    /// <summary>The name of the HTTP client that <see cref="ImageDownloadServices"/> registers.</summary>
    internal const string Client = "image-download";

    private const int MaxRedirects = 5;

    /// <summary>The total timeout: name resolution, redirects, retries and content.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePipeline WithinTimeout = new ResiliencePipelineBuilder().AddTimeout(Timeout).Build();

    /// <summary>Downloads an image and passes the content on as it arrives.</summary>
    /// <param name="address">The http or https address of the image.</param>
    /// <param name="take">Receives the content and the file name from the address.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="LibraryException">The address is not allowed, or the server does not return a file.</exception>
    public async Task<T> FetchAsync<T>(string address, Func<Stream, string, CancellationToken, Task<T>> take, CancellationToken cancellationToken)
    {
        try
        {
            return await WithinTimeout.ExecuteAsync(async token => await FetchOnceAsync(address, take, token), cancellationToken);
        }
        catch (Exception e) when (e is TimeoutRejectedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new LibraryException($"The image was not downloaded within {Timeout.TotalSeconds:0} s.");
        }
    }

    private async Task<T> FetchOnceAsync<T>(string address, Func<Stream, string, CancellationToken, Task<T>> take, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        var uri = Checked(address, null);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var response = await AskAsync(client, uri, cancellationToken);
            if (response is { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, Headers.Location: { } location })
            {
                uri = Checked(location.OriginalString, uri);
                continue;
            }

            if (!response.IsSuccessStatusCode)
                throw new LibraryException($"{uri.Host} returned status {(int)response.StatusCode} for this address.");
            await using var content = new DownloadStream(await response.Content.ReadAsStreamAsync(cancellationToken), uri.Host);
            var name = Uri.UnescapeDataString(uri.Segments[^1]);
            return await take(content, name.Trim('/').Length == 0 ? uri.Host : name, cancellationToken);
        }

        throw new LibraryException($"{uri.Host} redirects more than {MaxRedirects} times.");
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw e.InnerException as LibraryException ?? new LibraryException(Reason(uri.Host, e), e);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new LibraryException($"This address cannot be requested from {uri.Host}: {e.Message}", e);
        }
    }

    private static string Reason(string host, HttpRequestException e) => e switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
            $"The host name {host} cannot be resolved. Check the address.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => $"The secure connection to {host} failed: {(e.InnerException ?? e).Message.TrimEnd('.')}.",
        { HttpRequestError: HttpRequestError.ResponseEnded } => $"{host} closed the connection before it responded. Try again later.",
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } => $"{host} does not speak HTTP on this port. Check the address and its port.",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => $"{host} sent headers over the limit of 64 KiB.",
        { InnerException: IOException } => $"{host} closed the connection before it responded. Try again later.",
        _ => $"{host} cannot be reached: {(e.InnerException is SocketException socket ? socket.Message : e.Message).TrimEnd('.')}.",
    };

    private static Uri Checked(string address, Uri? from)
    {
        if (!(from is null ? Uri.TryCreate(address, UriKind.Absolute, out var uri) : Uri.TryCreate(from, address, out uri)))
            throw new LibraryException("The address is not valid. Enter an address such as https://example.org/photo.jpg.");
        if (uri.Scheme is not ("http" or "https"))
            throw new LibraryException($"ClipSearch downloads over http and https only, not over {uri.Scheme}.");
        if (from?.Scheme == "https" && uri.Scheme != "https")
            throw new LibraryException($"{from.Host} redirects from https to http, to {uri.Host}. ClipSearch does not follow insecure redirects.");
        return uri;
    }
}

/// <summary>Registers <see cref="ImageDownload"/>.</summary>
public static class ImageDownloadServices
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds downloads from the public internet.</summary>
    public static IServiceCollection AddImageDownload(this IServiceCollection services) => services.AddImageDownload(PublicAddress.IsPublic);

    /// <param name="services">The services.</param>
    /// <param name="isAllowed">Whether an address may be connected to.</param>
    internal static IServiceCollection AddImageDownload(this IServiceCollection services, Func<IPAddress, bool> isAllowed)
    {
        services.AddSingleton<ImageDownload>()
            .AddHttpClient(ImageDownload.Client, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("ClipSearch");
                client.DefaultRequestHeaders.Accept.ParseAdd("image/*");
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectTimeout = ConnectTimeout,
                PooledConnectionLifetime = TimeSpan.Zero,
                ConnectCallback = (context, token) => ConnectAsync(context.DnsEndPoint, isAllowed, token),
            })
            // The loggers would log the addresses.
            .RemoveAllLoggers()
            .AddResilienceHandler("retries", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                // Retry-After may be hours.
                ShouldRetryAfterHeader = false,
                Delay = TimeSpan.FromMilliseconds(500),
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is not HttpRequestException { InnerException: LibraryException } && HttpClientResiliencePredicates.IsTransient(args.Outcome)),
            }));
        return services;
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint place, Func<IPAddress, bool> isAllowed, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(place.Host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(place.Host, cancellationToken);
        // All addresses must be allowed, because the system chooses which one it tries first.
        if (addresses.Length == 0 || !addresses.All(isAllowed))
            throw new LibraryException($"{place.Host} is not a public internet address. ClipSearch downloads from public addresses only.");
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
