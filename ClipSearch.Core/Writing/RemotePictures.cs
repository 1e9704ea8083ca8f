using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace ClipSearch.Core.Writing;

/// <summary>
/// Downloads images from addresses that people name. Only http and https, and only from the public internet: each name is
/// resolved once, and the connection goes to the very address that was checked, also after a redirect.
/// </summary>
public sealed class RemotePictures(IHttpClientFactory clients)
{
    /// <summary>The client of <see cref="RemotePicturesServices"/>.</summary>
    internal const string Client = "remote-pictures";

    private const int MaxRedirects = 5;

    /// <summary>Timeout of all of it: names, redirects, retries and the content.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static readonly ResiliencePipeline WithinTimeout = new ResiliencePipelineBuilder().AddTimeout(Timeout).Build();

    /// <summary>Downloads an image and passes its content on while it arrives.</summary>
    /// <param name="address">The image's address.</param>
    /// <param name="take">Takes the content and the name that the address gives it.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="LibraryException">The address may not be requested, or does not answer with a file.</exception>
    public async Task<T> FetchAsync<T>(string address, Func<Stream, string, CancellationToken, Task<T>> take, CancellationToken cancellationToken)
    {
        try
        {
            return await WithinTimeout.ExecuteAsync(async token => await FetchOnceAsync(address, take, token), cancellationToken);
        }
        catch (Exception e) when (e is TimeoutRejectedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new LibraryException($"The address has not answered with all of the picture within {Timeout.TotalSeconds:0} s.");
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
                throw new LibraryException($"{uri.Host} answers {(int)response.StatusCode} for this address.");
            await using var content = new RemoteContent(await response.Content.ReadAsStreamAsync(cancellationToken), uri.Host);
            var name = Uri.UnescapeDataString(uri.Segments[^1]);
            return await take(content, name.Trim('/').Length == 0 ? uri.Host : name, cancellationToken);
        }

        throw new LibraryException($"{uri.Host} leads from one address to the next, more than {MaxRedirects} times.");
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
            throw new LibraryException($"{uri.Host} cannot be asked for this address: {e.Message}", e);
        }
    }

    private static string Reason(string host, HttpRequestException e) => e switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
            $"The name {host} cannot be resolved; check the address.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => $"{host} offers no secure connection: {(e.InnerException ?? e).Message.TrimEnd('.')}.",
        { HttpRequestError: HttpRequestError.ResponseEnded } => $"{host} broke off the connection before it answered; try again later.",
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } => $"{host} does not speak HTTP as it should; check the address and its port.",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => $"{host} answers with headers over the limit of 64 KiB.",
        { InnerException: IOException } => $"{host} broke off the connection before it answered; try again later.",
        _ => $"{host} cannot be reached: {(e.InnerException is SocketException socket ? socket.Message : e.Message).TrimEnd('.')}.",
    };

    private static Uri Checked(string address, Uri? from)
    {
        if (!(from is null ? Uri.TryCreate(address, UriKind.Absolute, out var uri) : Uri.TryCreate(from, address, out uri)))
            throw new LibraryException("The address cannot be read; give one such as https://example.org/photo.jpg.");
        if (uri.Scheme is not ("http" or "https"))
            throw new LibraryException($"ClipSearch fetches by http and https only, not by {uri.Scheme}.");
        if (from?.Scheme == "https" && uri.Scheme != "https")
            throw new LibraryException($"{from.Host} leads from https to http, to {uri.Host}, which ClipSearch does not follow: anybody on the way could change the picture.");
        return uri;
    }
}

/// <summary>Registers <see cref="RemotePictures"/>.</summary>
public static class RemotePicturesServices
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds downloads from the public internet.</summary>
    public static IServiceCollection AddRemotePictures(this IServiceCollection services) => services.AddRemotePictures(PublicAddress.IsPublic);

    /// <param name="services">The services.</param>
    /// <param name="isAllowed">Whether an address may be connected to.</param>
    internal static IServiceCollection AddRemotePictures(this IServiceCollection services, Func<IPAddress, bool> isAllowed)
    {
        services.AddSingleton<RemotePictures>()
            .AddHttpClient(RemotePictures.Client, client =>
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
            // It would log the addresses.
            .RemoveAllLoggers()
            .AddResilienceHandler("retries", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                // A server may ask to wait for hours.
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
