using System.Net;
using Amazon.Runtime;

namespace ClipSearch.Core.Library.Storage;

/// <summary>
/// The HTTP client for buckets. It does not follow redirects. It buffers responses other than photos within size and time limits, because
/// the AWS client parses them without limits.
/// </summary>
internal sealed class BucketHttp(BucketLimits limits, TimeSpan timeout) : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client = new(new PageLimit(limits)) { Timeout = timeout };

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private sealed class PageLimit(BucketLimits limits)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode && !IsListing(request))
                return response;
            try
            {
                using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                timeout.CancelAfter(limits.PageTimeout);
                await response.Content.LoadIntoBufferAsync(limits.MaxPageBytes, timeout.Token);
                // The AWS client handles an unfollowed redirect as an empty listing.
                if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest)
                    response.StatusCode = HttpStatusCode.MisdirectedRequest;
                if (response.IsSuccessStatusCode)
                    response.Content = await RepairedAsync(response.Content, timeout.Token);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }

        private static async Task<HttpContent> RepairedAsync(HttpContent content, CancellationToken cancellationToken)
        {
            var repaired = new ByteArrayContent(BucketPage.Repaired(await content.ReadAsByteArrayAsync(cancellationToken)));
            foreach (var (name, values) in content.Headers.NonValidated.Where(header => header.Key != "Content-Length"))
                repaired.Headers.TryAddWithoutValidation(name, values);
            content.Dispose();
            return repaired;
        }

        private static bool IsListing(HttpRequestMessage request) => request.RequestUri!.Query.Contains("list-type=", StringComparison.Ordinal);
    }
}
