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
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Storage;

/// <summary>Buckets of S3 and of what speaks its language (Cloudflare R2, MinIO …). They are only ever read.</summary>
internal sealed class BucketStore : IPhotoStore, IDisposable
{
    /// <summary>Further tries of a request that was not answered, or with a server's error; the client pauses longer before each.</summary>
    private const int Retries = 3;

    /// <summary>Bytes of a key at most, in S3; an index of PostgreSQL takes 2,704.</summary>
    private const int LongestKey = 1024;

    /// <summary>MiB of files in memory at once; a longer file waits until it is alone.</summary>
    private const int Room = 256;

    /// <summary>A picture is told by its first bytes, and a small one is all there.</summary>
    private const int StartBytes = 64 << 10;

    /// <summary>What is asked for at once when a file is served: a range ends soon after what was wanted of it.</summary>
    private const int PartBytes = 4 << 20;

    /// <summary>An ETag of more characters is not handed on to browsers.</summary>
    private const int MaxETag = 200;

    private readonly BucketClient _client;
    private readonly BucketHttp _http;
    private readonly BucketLimits _limits;
    private readonly ConcurrencyLimiter _room = new(new ConcurrencyLimiterOptions { PermitLimit = Room, QueueLimit = int.MaxValue });
    private readonly bool _hasKeys;

    public BucketStore(ClipSearchOptions options, BucketLimits limits)
    {
        _limits = limits;
        _http = new BucketHttp(limits, BucketStream.Patience);
        _hasKeys = options.S3Keys is not null;
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.S3Region,
            // Only what the protocol had from its beginning: not all servers know what came later.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Retries,
            Timeout = BucketStream.Patience,
            ConnectTimeout = BucketStream.Patience / 2,
            HttpClientFactory = _http,
        };
        if (options.S3Endpoint is { } endpoint)
            (config.ServiceURL, config.ForcePathStyle) = (endpoint.AbsoluteUri, true);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.S3Region);
        _client = new BucketClient(Credentials(options.S3Keys), config);
    }

    /// <summary>A request mostly waits for its answer.</summary>
    public int Readers => 16;

    /// <inheritdoc/>
    public async Task<PhotoFolder> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var place = BucketAddress.ParseFolder(folder);
        var files = new Dictionary<string, PhotoFile>(StringComparer.Ordinal);
        var unreadable = new List<PhotoFailure>();
        string? next = null;
        var (pages, emptyPages) = (0, 0);
        do
        {
            var page = await PageAsync(place, next, cancellationToken);
            foreach (var (key, entry) in page.Photos)
            {
                var path = new BucketAddress(place.Bucket, key).ToString();
                if (ReasonAgainst(key) is { } reason)
                    unreadable.Add(new PhotoFailure(path[..Math.Min(path.Length, LongestKey / 2)].Replace('\0', '\uFFFD'), reason));
                else
                    files[path] = new PhotoFile(path, entry.Size ?? 0, entry.LastModified?.ToUniversalTime().Ticks ?? 0, ETag(entry.ETag));
            }

            emptyPages = page.Keys == 0 ? emptyPages + 1 : 0;
            if (page.Next is not null && (page.Next == next || emptyPages > _limits.MaxEmptyPages))
                throw new BucketException($"{place}: its server lists the same names again and again.", isTemporary: true);
            if (++pages > _limits.MaxPages || files.Count + unreadable.Count > _limits.MaxPhotos)
                throw new BucketException($"{place}: its server lists more than {_limits.MaxPhotos} photos or {_limits.MaxPages} pages; name folders of it in PHOTOS_DIR.", isTemporary: false);
            next = page.Next;
        }
        while (next is not null);

        return new PhotoFolder(place.ToString(), [.. files.Values], unreadable);
    }

    /// <inheritdoc/>
    public async Task<ImageFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await BucketStream.OpenAsync(path, AskFor(path), startBytes: 0, partBytes: long.MaxValue, cancellationToken);
            var room = await _room.AcquireAsync((int)Math.Clamp(content.Length >> 20, 1, Room), cancellationToken);
            try
            {
                var file = await ReadAsync(content, path, cancellationToken);
                file.Room = room;
                return file;
            }
            catch
            {
                room.Dispose();
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

    /// <summary>Nobody knows without asking.</summary>
    public bool HasLost(string path) => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _room.Dispose();
    }

    /// <summary>An ETag, strong or weak, without what HTTP puts around it; null where there is none.</summary>
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

    /// <summary>Why an object cannot be a photo of the library; null if it can.</summary>
    private static string? ReasonAgainst(string key) =>
        Encoding.UTF8.GetByteCount(key) > LongestKey ? $"Its name has more than {LongestKey} bytes, which S3 does not allow; rename it."
        : key.Contains('\0') ? "Its name has a character that the library cannot keep; rename it."
        // Behind the bucket's name the client leaves this slash out of the address, and signs it all the same.
        : key.StartsWith('/') ? "Its name begins with “/”, which cannot be asked for; rename it."
        // An address with such a part means another one.
        : key.Split('/').Any(part => part is "." or "..") ? "Its name has “.” or “..” as a part, which cannot be asked for; rename it."
        : null;

    private static bool IsHidden(string below) => below.Split('/').Any(part => part.StartsWith('.') && part is not ("." or ".."));

    /// <summary>Up to a thousand of a folder's objects: the photos among them, and where the next ones begin.</summary>
    private async Task<(IEnumerable<(string Key, S3Object Entry)> Photos, int Keys, string? Next)> PageAsync(BucketAddress folder, string? next, CancellationToken cancellationToken)
    {
        var prefix = folder.Key.Length == 0 ? "" : folder.Key + "/";
        var page = await AskAsync(
            folder,
            () => _client.ListObjectsV2Async(
                // Encoded, since a name may hold what XML cannot.
                new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = prefix, ContinuationToken = next, Encoding = EncodingType.Url },
                cancellationToken),
            cancellationToken);
        var isEncoded = page.Encoding == EncodingType.Url;
        var entries = page.S3Objects ?? [];
        var photos = entries
            .Where(entry => entry.Key is not null)
            .Select(entry => (Key: isEncoded ? WebUtility.UrlDecode(entry.Key) : entry.Key, Entry: entry))
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && PhotoFile.HasPhotoEnding(entry.Key) && !IsHidden(entry.Key[prefix.Length..]));
        return (photos, entries.Count, page.IsTruncated == true ? page.NextContinuationToken : null);
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
            throw new BucketException($"{path}: its server has not sent all of it within {limit.TotalSeconds:0} s.", isTemporary: true, e);
        }
    }

    private BucketStream.Ask AskFor(string path)
    {
        var address = BucketAddress.Parse(path);
        return (range, cancellationToken) => AskAsync(
            address,
            () => _client.GetObjectAsync(new GetObjectRequest { BucketName = address.Bucket, Key = address.Key, ByteRange = range }, cancellationToken),
            cancellationToken);
    }

    /// <summary>Makes a request, and says in words what comes of it.</summary>
    private async Task<T> AskAsync<T>(BucketAddress place, Func<Task<T>> ask, CancellationToken cancellationToken)
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
            // From parsing headers and bodies.
            throw Foreign(place, e);
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw BucketStream.NoAnswer(place.ToString(), e);
        }
    }

    private static BucketException Foreign(BucketAddress place, Exception e) =>
        new($"What answers for {place} does not speak as S3 does; check S3_ENDPOINT.", isTemporary: false, e);

    private IOException Refusal(BucketAddress place, AmazonServiceException e)
    {
        var bucket = new BucketAddress(place.Bucket, "");
        var says = $"{(int)e.StatusCode}{(e.ErrorCode is { Length: > 0 and < 60 } code && code.All(char.IsAsciiLetterOrDigit) ? $" {code}" : "")}";
        return e switch
        {
            { ErrorCode: "NoSuchBucket" } => Lasting($"There is no {bucket}; check its name, S3_ENDPOINT and S3_REGION."),
            { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "Unauthorized" or "InvalidToken" or "ExpiredToken" } or { StatusCode: HttpStatusCode.Unauthorized } =>
                Lasting($"The server of {bucket} does not take the keys ({says}); check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY."),
            { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" } =>
                Lasting($"{bucket} lies elsewhere ({says}); check S3_REGION and S3_ENDPOINT."),
            { StatusCode: < HttpStatusCode.MultipleChoices } => Foreign(place, e),
            { StatusCode: HttpStatusCode.MisdirectedRequest } => Lasting($"The server of {bucket} redirects to another address, which is not followed; check S3_ENDPOINT and S3_REGION."),
            { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable } => new IOException($"{place} is empty."),
            { StatusCode: HttpStatusCode.NotFound } => new FileNotFoundException($"{place} has gone."),
            { StatusCode: HttpStatusCode.Forbidden } => Lasting(_hasKeys
                ? $"{place} may not be read with these keys ({says}); they need the right to list the bucket and to get its objects."
                : $"{place} may not be read without keys ({says}); set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY."),
            { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } =>
                new BucketException($"The server of {bucket} answers {says}.", isTemporary: true, e),
            _ => Lasting($"{place} cannot be read: its server answers {says}."),
        };

        BucketException Lasting(string message) => new(message, isTemporary: false, e);
    }

    /// <summary>
    /// AWS's client without two steps: one compares each content with its ETag as if that were always an MD5, which S3 does not promise, and
    /// throws where it is none; the other follows redirects, without end.
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
