using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using System.Xml;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Internal;
using Amazon.S3.Model;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Library.Storage;

/// <summary>A read-only store for buckets of S3-compatible object storage (Amazon S3, Cloudflare R2, MinIO).</summary>
internal sealed class BucketStore : IPhotoStore, IDisposable
{
    /// <summary>The number of retries after a timeout or a server error. The client increases the delay before each.</summary>
    private const int Retries = 3;

    /// <summary>The maximum length of an S3 key in bytes. A PostgreSQL index allows 2,704.</summary>
    private const int MaxKeyLength = 1024;

    /// <summary>The maximum total size in MiB of the files in memory. A longer file waits until no other file is in memory.</summary>
    private const int MemoryMebibytes = 256;

    /// <summary>The length in bytes of the first request. It covers the header of an image, and all of a small image.</summary>
    private const int StartBytes = 64 << 10;

    /// <summary>
    /// The length in bytes of the further range requests for a file that is served to a client, which may want only a part.
    /// </summary>
    private const int PartBytes = 4 << 20;

    /// <summary>The maximum length in characters of an ETag that is passed on to browsers.</summary>
    private const int MaxETag = 200;

    private readonly BucketClient _client;
    private readonly BucketHttp _http;
    private readonly BucketLimits _limits;
    private readonly ConcurrencyLimiter _memory = new(new ConcurrencyLimiterOptions { PermitLimit = MemoryMebibytes, QueueLimit = int.MaxValue });
    private readonly IReadOnlyList<string> _exclude;
    private readonly bool _hasKeys;

    public BucketStore(ClipSearchOptions options, BucketLimits limits)
    {
        _limits = limits;
        _exclude = options.Exclude;
        _http = new BucketHttp(limits, BucketStream.Timeout);
        _hasKeys = options.S3Keys is not null;
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.S3Region,
            // Not all S3-compatible servers support the newer checksums.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Retries,
            Timeout = BucketStream.Timeout,
            ConnectTimeout = BucketStream.Timeout / 2,
            HttpClientFactory = _http,
        };
        if (options.S3Endpoint is { } endpoint)
            (config.ServiceURL, config.ForcePathStyle) = (endpoint.AbsoluteUri, true);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.S3Region);
        _client = new BucketClient(Credentials(options.S3Keys), config);
    }

    /// <summary>
    /// The number of concurrent reads. It does not depend on the number of cores, because requests mostly wait for the network.
    /// </summary>
    public int Readers => 16;

    /// <inheritdoc/>
    public async Task<FolderListing> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var place = RemoteAddress.ParseFolder(folder);
        var files = new Dictionary<string, PhotoFile>(StringComparer.Ordinal);
        var unreadable = new List<PhotoFailure>();
        var skipped = new SkipCounter();
        var exclusions = FolderExclusions.BySettings(place.ToString(), _exclude);
        var sidecars = new SidecarNames<S3Object>();
        string? next = null;
        var (pages, emptyPages) = (0, 0);
        do
        {
            var page = await PageAsync(place, next, cancellationToken);
            foreach (var (key, entry) in page.Entries)
            {
                var path = (place with { Key = key }).ToString();
                var skip = SkipReasonOf(path, place.ToString(), entry.Size ?? 0, exclusions);
                if (skip == SkipReason.UnknownType && SidecarNames<S3Object>.IsSidecar(key))
                {
                    if (ReasonAgainst(key) is null)
                        sidecars.TryAdd(path, entry);
                    continue;
                }

                if (skip is { } reasonToSkip)
                {
                    skipped.Add(LibraryPath.Folder(path), path[(path.LastIndexOf('/') + 1)..], reasonToSkip);
                    if (skip != SkipReason.TooLarge)
                        continue;
                }

                if (ReasonAgainst(key) is { } reason)
                    unreadable.Add(new PhotoFailure(path[..Math.Min(path.Length, MaxKeyLength / 2)].Replace('\0', '\uFFFD'), reason));
                else
                    files[path] = Listed(path, entry);
            }

            emptyPages = page.Keys == 0 ? emptyPages + 1 : 0;
            if (page.Next is not null && (page.Next == next || emptyPages > _limits.MaxEmptyPages))
                throw new RemoteStoreException($"{place}: the server returns the same list page repeatedly.", isTemporary: true);
            if (++pages > _limits.MaxPages || files.Count + unreadable.Count + skipped.Count + sidecars.Count > _limits.MaxPhotos)
                throw new RemoteStoreException($"{place}: the server lists more than {_limits.MaxPhotos} photos or {_limits.MaxPages} pages. Set PHOTOS_DIR to folders of the bucket.", isTemporary: false);
            next = page.Next;
        }
        while (next is not null);

        return new FolderListing(
            place.ToString(),
            CompanionFiles.Group([.. files.Values.Select(file => sidecars.Of(file.Path) is { } sidecar ? file with { Sidecar = Listed(sidecar.Path, sidecar.Entry) } : file)]),
            unreadable)
        {
            Skipped = skipped.All,
        };

        static PhotoFile Listed(string path, S3Object entry) => new(path, entry.Size ?? 0, entry.LastModified?.ToUniversalTime().Ticks ?? 0, ETag(entry.ETag));
    }

    /// <inheritdoc/>
    public async Task<ImageFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await BucketStream.OpenAsync(path, AskFor(path), startBytes: 0, partBytes: long.MaxValue, cancellationToken);
            var reservation = await _memory.AcquireAsync((int)Math.Clamp(content.Length >> 20, 1, MemoryMebibytes), cancellationToken);
            try
            {
                var file = await ReadAsync(content, path, cancellationToken);
                file.Reservation = reservation;
                return file;
            }
            catch
            {
                reservation.Dispose();
                throw;
            }
        }
        catch (IOException e)
        {
            throw ImageException.Unreadable(path, e);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var content = await BucketStream.OpenAsync(path, AskFor(path), StartBytes, PartBytes, cancellationToken);
        return content.Length > 0
            ? new StoredFile(content, content.ModifiedAt, content.ETag is { Length: <= MaxETag } tag ? tag : $"{content.ModifiedAt.Ticks:x}-{content.Length:x}")
            : throw new IOException($"{path} is empty.");
    }

    /// <summary>Returns false, because only a network request could detect a missing object.</summary>
    public bool IsKnownMissing(string path) => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _memory.Dispose();
    }

    /// <summary>Returns the value of a strong or weak ETag header without quotes and prefix; null if there is none.</summary>
    internal static string? ETag(string? header)
    {
        var quoted = header is ['W', '/', .. var weak] ? weak : header;
        return quoted?.Trim('"') is { Length: > 0 } tag ? tag : null;
    }

    private static AWSCredentials Credentials(S3Keys? keys) => keys switch
    {
        null => new AnonymousAWSCredentials(),
        { Session: { } session } => new SessionAWSCredentials(keys.Id, keys.Secret, session),
        _ => new BasicAWSCredentials(keys.Id, keys.Secret),
    };

    /// <summary>Returns the reason why an object cannot be imported, in one sentence; null if it can.</summary>
    private static string? ReasonAgainst(string key) =>
        Encoding.UTF8.GetByteCount(key) > MaxKeyLength ? $"Its name has more than {MaxKeyLength} bytes, which S3 does not allow; rename it."
        : key.Contains('\0') ? "Its name has a character that cannot be stored in the library; rename it."
        // The client omits this slash from the URL after the bucket name, but includes it in the signature.
        : key.StartsWith('/') ? "Its name begins with “/”, which cannot be requested; rename it."
        // HTTP clients normalise these segments, so the request would be for another key.
        : key.Split('/').Any(part => part is "." or "..") ? "Its name has “.” or “..” as a part, which cannot be requested; rename it."
        : null;

    private static SkipReason? SkipReasonOf(string path, string folder, long bytes, FolderExclusions exclusions) =>
        path[folder.Length..].Split('/').Any(part => part.StartsWith('.') && part is not ("." or "..")) ? SkipReason.Hidden
        : exclusions.ExcludesBelow(path, folder) ? SkipReason.Excluded
        : !ImageFormats.All.HasExtension(path) ? SkipReason.UnknownType
        : bytes > ImageLimits.Default.MaxFileBytes ? SkipReason.TooLarge
        : null;

    /// <summary>
    /// Requests a page of a folder's listing: up to 1,000 objects, those among them that are not the mark of a folder, and the token of the
    /// next page.
    /// </summary>
    private async Task<(IEnumerable<(string Key, S3Object Entry)> Entries, int Keys, string? Next)> PageAsync(RemoteAddress folder, string? next, CancellationToken cancellationToken)
    {
        var prefix = folder.Key.Length == 0 ? "" : folder.Key + "/";
        var page = await AskAsync(
            folder,
            () => _client.ListObjectsV2Async(
                // Encoded, because keys may contain characters that XML does not allow.
                new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = prefix, ContinuationToken = next, Encoding = EncodingType.Url },
                cancellationToken),
            cancellationToken);
        var isEncoded = page.Encoding == EncodingType.Url;
        var entries = page.S3Objects ?? [];
        var files = entries
            .Where(entry => entry.Key is not null)
            .Select(entry => (Key: isEncoded ? WebUtility.UrlDecode(entry.Key) : entry.Key, Entry: entry))
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && entry.Key.Length > prefix.Length && !entry.Key.EndsWith('/'));
        return (files, entries.Count, page.IsTruncated == true ? page.NextContinuationToken : null);
    }

    private async Task<ImageFile> ReadAsync(BucketStream content, string path, CancellationToken cancellationToken)
    {
        var limit = _limits.FileTimeout + TimeSpan.FromSeconds(content.Length / (double)_limits.BytesPerSecond);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            return await ImageFile.ReadAsync(content, content.Length, path, ImageLimits.Default, timeout.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RemoteStoreException($"{path}: the download did not finish within {limit.TotalSeconds:0} s.", isTemporary: true, e);
        }
    }

    private BucketStream.Ask AskFor(string path)
    {
        var address = RemoteAddress.Parse(path);
        return (range, cancellationToken) => AskAsync(
            address,
            () => _client.GetObjectAsync(new GetObjectRequest { BucketName = address.Bucket, Key = address.Key, ByteRange = range }, cancellationToken),
            cancellationToken);
    }

    /// <summary>Makes a request and converts failures to exceptions with a readable message.</summary>
    private async Task<T> AskAsync<T>(RemoteAddress place, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (AmazonServiceException e) when (e.StatusCode != 0)
        {
            throw Refusal(place, e);
        }
        catch (Exception e) when (e is XmlException or FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            // Thrown when the client parses headers or bodies.
            throw Foreign(place, e);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw BucketStream.NoAnswer(place.ToString(), e);
        }
    }

    private static RemoteStoreException Foreign(RemoteAddress place, Exception e) =>
        new($"The server for {place} is not S3-compatible; check S3_ENDPOINT.", isTemporary: false, e);

    private IOException Refusal(RemoteAddress place, AmazonServiceException e)
    {
        var bucket = place with { Key = "" };
        var says = $"{(int)e.StatusCode}{(e.ErrorCode is { Length: > 0 and < 60 } code && code.All(char.IsAsciiLetterOrDigit) ? $" {code}" : "")}";
        return e switch
        {
            { ErrorCode: "NoSuchBucket" } => Lasting($"There is no {bucket}; check its name, S3_ENDPOINT and S3_REGION."),
            { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "Unauthorized" or "InvalidToken" or "ExpiredToken" } or { StatusCode: HttpStatusCode.Unauthorized } =>
                Lasting($"The server of {bucket} rejected the keys ({says}); check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY."),
            { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" } =>
                Lasting($"{bucket} is on another server or in another region ({says}); check S3_REGION and S3_ENDPOINT."),
            { StatusCode: < HttpStatusCode.MultipleChoices } => Foreign(place, e),
            { StatusCode: HttpStatusCode.MisdirectedRequest } => Lasting($"The server of {bucket} redirects to another address, which is not allowed; check S3_ENDPOINT and S3_REGION."),
            { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable } => new IOException($"{place} is empty."),
            { StatusCode: HttpStatusCode.NotFound } => new FileNotFoundException($"{place} no longer exists."),
            { StatusCode: HttpStatusCode.Forbidden } => Lasting(_hasKeys
                ? $"{place} cannot be read with these keys ({says}); they need permission to list the bucket and to get its objects."
                : $"{place} cannot be read without keys ({says}); set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY."),
            { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } =>
                new RemoteStoreException($"The server of {bucket} returned {says}.", isTemporary: true, e),
            _ => Lasting($"{place} cannot be read: the server returned {says}."),
        };

        RemoteStoreException Lasting(string message) => new(message, isTemporary: false, e);
    }

    /// <summary>
    /// The AWS client without two handlers: one compares the content with the ETag as an MD5 hash, which S3 does not guarantee, and
    /// throws if it is none; the other follows redirects without a limit.
    /// </summary>
    private sealed class BucketClient(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            pipeline.RemoveHandler<AmazonS3ResponseHandler>();
            pipeline.RemoveHandler<AmazonS3RedirectHandler>();
        }
    }
}
