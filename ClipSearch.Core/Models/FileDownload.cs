using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Polly;
using Polly.Timeout;

namespace ClipSearch.Core.Models;

/// <summary>
/// Downloads one file of a model. The received bytes are kept in <c>PATH.part</c> across retries and runs. The file itself appears only
/// once it is complete and has the pinned SHA-256.
/// </summary>
/// <param name="http">The client. Its own timeout must be infinite.</param>
/// <param name="address">The file's address, without credentials, because messages show it.</param>
/// <param name="path">The destination. Its folder must exist.</param>
/// <param name="pin">The exact content, or null for a small file of any content.</param>
/// <param name="options">Timeouts and retries.</param>
/// <param name="report">Receives the step, and how many bytes of this file are on disk.</param>
internal sealed class FileDownload(
    HttpClient http, Uri address, string path, FilePin? pin, DownloadOptions options, Action<DownloadStep, long> report)
{
    private const string GoOn = "Run the command again to resume the download.";

    /// <summary>An attempt that received this many bytes is always followed by another one, regardless of earlier failures.</summary>
    private const long BytesOfProgress = 1_000_000;

    private const int MaxRedirects = 10;

    private readonly string partPath = path + ".part";
    private readonly long maxBytes = pin?.Bytes ?? JsonFile.MaxBytes;
    private readonly ResiliencePipeline stallTimeout = DownloadOptions.Within(options.StallTimeout);

    /// <summary>
    /// Whether the hub has responded, to this or an earlier request for the model. A failed connection is retried only in that case.
    /// </summary>
    public bool HubResponded { get; set; }

    /// <summary>Downloads the file.</summary>
    /// <exception cref="ModelException">The file cannot be downloaded. The message includes the reason and the remedy.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var retries = options.Retries(e => e is Interruption failure && !IsOutOfReach(failure), () => report(DownloadStep.Retrying, PartLength()));
        try
        {
            while (!await retries.ExecuteAsync(async token => await TryAsync(token), cancellationToken))
                report(DownloadStep.Retrying, PartLength());
        }
        catch (Interruption e)
        {
            throw NotFetched(e.Message, e.NoConnection ? $"Check the network, proxy and HF_ENDPOINT. {GoOn}" : GoOn, e.InnerException, IsOutOfReach(e));
        }
    }

    /// <summary>Whether the hub cannot be reached at all. Without a network, retries would only delay the error.</summary>
    private bool IsOutOfReach(Interruption failure) => failure.NoConnection && !HubResponded;

    /// <returns>True if the file is complete; false if the connection was lost after <see cref="BytesOfProgress"/>.</returns>
    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        var before = PartLength();
        try
        {
            await FetchAsync(cancellationToken);
            return true;
        }
        catch (Interruption) when (PartLength() - before >= BytesOfProgress)
        {
            return false;
        }
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        string? fault = null;
        await using (var part = new FileStream(partPath, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        }))
        {
            if (pin is null || part.Length > pin.Bytes)
                CutTo(part, 0);
            if (pin is null || part.Length < pin.Bytes)
                fault = await ReceiveAsync(part, cancellationToken);
            part.Flush(flushToDisk: true);
        }

        if (fault is null && pin is not null)
        {
            report(DownloadStep.Checking, pin.Bytes);
            fault = await FileCheck.FindFaultAsync(partPath, pin, cancellationToken);
        }

        if (fault is not null)
        {
            File.Delete(partPath);
            throw NotFetched(
                $"the downloaded file {fault} and was deleted",
                "Run the command again. If the error persists, the hub or a proxy serves a different file.");
        }

        File.Move(partPath, path, overwrite: true);
    }

    /// <summary>Appends the missing bytes. Returns why the content is unusable, as the end of a sentence, or null.</summary>
    private async Task<string?> ReceiveAsync(FileStream part, CancellationToken cancellationToken)
    {
        var have = part.Length;
        using var response = await AskAsync(have, cancellationToken);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            CutTo(part, 0);
            throw new Interruption($"the hub has only {have} of {maxBytes} bytes (status 416)");
        }

        var start = StartOf(response, have);
        if (response.Content.Headers.ContentLength is { } length && pin is not null && start + length != pin.Bytes)
            throw NotFetched($"the file on the hub has {start + length} bytes instead of {pin.Bytes}", "Check HF_ENDPOINT; it must serve the pinned revision.");

        CutTo(part, start);
        return await CopyAsync(response, part, cancellationToken);
    }

    /// <summary>
    /// Requests the file from offset <paramref name="have"/>, and follows redirects to http and https addresses; from https only to https.
    /// </summary>
    private async Task<HttpResponseMessage> AskAsync(long have, CancellationToken cancellationToken)
    {
        var at = address;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            if (have > 0)
                request.Headers.Range = new RangeHeaderValue(have, null);
            var response = await SendAsync(request, cancellationToken);
            if (!IsRedirect(response) || response.Headers.Location is not { } location || !Uri.TryCreate(at, location, out var next))
                return response;
            response.Dispose();
            // Only the scheme and the host are shown, because the rest may contain a signature.
            if (next.Scheme is not ("http" or "https"))
                throw NotFetched($"the hub redirects to an address with the scheme {next.Scheme}, which is not allowed", "Check HF_ENDPOINT; only http and https are allowed.");
            if (at.Scheme == "https" && next.Scheme != "https")
                throw NotFetched($"the hub redirects from https to http, to the host {next.Host}, which is not allowed", "Check HF_ENDPOINT; https may only redirect to https.");
            at = next;
        }

        throw NotFetched($"the hub redirects more than {MaxRedirects} times", "Check HF_ENDPOINT.");
    }

    private static bool IsRedirect(HttpResponseMessage response) => response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var timeout = HubResponded ? options.ResponseTimeout : options.FirstResponseTimeout;
        try
        {
            var response = await DownloadOptions.Within(timeout).ExecuteAsync(
                async token => await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken);
            HubResponded = true;
            return response;
        }
        catch (TimeoutRejectedException e)
        {
            throw new Interruption($"no response within {timeout.TotalSeconds:0.#} seconds", noConnection: true, e);
        }
        catch (HttpRequestException e)
        {
            // The message names the host because it differs from the original address after a redirect.
            throw e.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => new Interruption($"the host name cannot be resolved ({Reason(e)})", noConnection: true, e),
                HttpRequestError.ConnectionError => new Interruption($"the host cannot be reached ({Reason(e)})", noConnection: true, e),
                HttpRequestError.ProxyTunnelError => new Interruption("the proxy cannot connect to it", noConnection: true, e),
                HttpRequestError.SecureConnectionError => NotFetched(
                    $"the secure connection failed ({(e.InnerException ?? e).Message.TrimEnd('.')})",
                    "Check this machine's clock and certificates, and HF_ENDPOINT.", e),
                HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => NotFetched(
                    "the server does not speak HTTP", "Check the address and the port of HF_ENDPOINT.", e),
                HttpRequestError.ConfigurationLimitExceeded => NotFetched("the hub's response has headers over the limit of 64 KiB", "Check HF_ENDPOINT.", e),
                _ => new Interruption("the connection was lost before the response", noConnection: false, e),
            };
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw NotFetched("the hub redirects to an invalid address", "Check HF_ENDPOINT.", e);
        }
    }

    private static string Reason(HttpRequestException e) => e.InnerException is SocketException socket ? socket.Message : e.Message;

    /// <summary>Returns the position in the file at which the response body begins.</summary>
    private long StartOf(HttpResponseMessage response, long have)
    {
        var status = (int)response.StatusCode;
        switch (status)
        {
            case 200 or 206 when response.Content.Headers.ContentType?.MediaType == "text/html":
                throw NotFetched("the response is a web page", "Check whether the network requires a sign-in, and check HF_ENDPOINT.");
            case 200:
                return 0;
            case 206 when have > 0 && response.Content.Headers.ContentRange?.From == have:
                return have;
            case 206:
                throw NotFetched("the hub sent a different range than requested", "Set HF_ENDPOINT to a hub that supports HTTP range requests.");
            case 401 or 403:
                throw NotFetched($"the hub denied access (status {status})", "Check HF_ENDPOINT; it must not require a sign-in.");
            case 404 or 410:
                throw NotFetched($"the file is not on the hub (status {status})", "Check HF_ENDPOINT, or unset it to use the default hub.");
            case 408 or 429 or >= 500:
                throw new Interruption($"the hub is temporarily unavailable (status {status})");
            case >= 300 and < 400:
                throw NotFetched($"the hub redirects without a usable address (status {status})", "Check HF_ENDPOINT.");
            default:
                throw NotFetched($"the hub returned status {status}", "Check HF_ENDPOINT.");
        }
    }

    private async Task<string?> CopyAsync(HttpResponseMessage response, FileStream part, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var bytes = part.Length;
            part.Position = bytes;
            while (true)
            {
                report(DownloadStep.Downloading, bytes);
                var count = await ReadAsync(body, buffer, bytes, cancellationToken);
                bytes += count;
                if (bytes > maxBytes)
                    return $"has more than {maxBytes} bytes";
                if (count == 0)
                    return pin is null || bytes == pin.Bytes ? null : throw new Interruption($"the connection ended after {bytes} of {pin.Bytes} bytes");
                await part.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, long soFar, CancellationToken cancellationToken)
    {
        try
        {
            return await stallTimeout.ExecuteAsync(token => body.ReadAsync(buffer, token), cancellationToken);
        }
        catch (TimeoutRejectedException e)
        {
            throw new Interruption($"no data for {options.StallTimeout.TotalSeconds:0.#} seconds after {soFar} bytes", noConnection: false, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new Interruption($"the connection was lost after {soFar}{(pin is null ? "" : $" of {pin.Bytes}")} bytes", noConnection: false, e);
        }
    }

    private static void CutTo(FileStream part, long length)
    {
        if (part.Length != length)
            part.SetLength(length);
    }

    private long PartLength() => new FileInfo(partPath) is { Exists: true } part ? part.Length : 0;

    private ModelException NotFetched(string cause, string remedy, Exception? inner = null, bool outOfReach = false) =>
        new($"{address} was not downloaded: {cause}. {remedy}", inner) { HubIsOutOfReach = outOfReach };

    /// <summary>A failure that may be temporary.</summary>
    private sealed class Interruption(string message, bool noConnection = false, Exception? inner = null) : Exception(message, inner)
    {
        public bool NoConnection => noConnection;
    }
}
