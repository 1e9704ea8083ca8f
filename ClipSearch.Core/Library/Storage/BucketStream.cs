using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ClipSearch.Core.Native;

namespace ClipSearch.Core.Library.Storage;

/// <summary>
/// A stream over an object of a bucket that reads ranges on demand. Seeking makes no request until the next read. A lost connection is
/// resumed. Supports asynchronous reads only.
/// </summary>
internal sealed class BucketStream : AsyncReadStream
{
    /// <summary>The timeout for a response or for more data from the server.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>The maximum number of lost connections for a file before reading fails.</summary>
    private const int MaxBreaks = 3;

    private readonly Ask _ask;
    private readonly string _path;
    private readonly long _partBytes;
    private byte[] _start = [];
    private GetObjectResponse? _part;
    private long _partPosition;
    private long _partEnd;
    private int _breaks;

    private BucketStream(string path, Ask ask, GetObjectResponse first, long partBytes)
    {
        _path = path;
        _ask = ask;
        _partBytes = partBytes;
        Length = LengthOf(first) ?? throw new RemoteStoreException($"{path}: the server does not report its size.", isTemporary: false);
        Take(first);
        ETag = BucketStore.ETag(first.ETag);
        ModifiedAt = first.LastModified is { } modified ? new DateTimeOffset(modified.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
    }

    /// <summary>Requests the object, or a range of its bytes.</summary>
    public delegate Task<GetObjectResponse> Ask(ByteRange? range, CancellationToken cancellationToken);

    /// <summary>The ETag of the object; null if the server sends none.</summary>
    public string? ETag { get; }

    /// <summary>The modification time of the object; 1970 if the server sends none.</summary>
    public DateTimeOffset ModifiedAt { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Opens an object.</summary>
    /// <param name="path">The path of the object, for messages.</param>
    /// <param name="ask">Requests the object or a range of it.</param>
    /// <param name="startBytes">The number of bytes to fetch from the start and keep; 0 requests the whole object at once.</param>
    /// <param name="partBytes">The length in bytes of the further range requests.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The object no longer exists, or the request failed.</exception>
    public static async Task<BucketStream> OpenAsync(string path, Ask ask, int startBytes, long partBytes, CancellationToken cancellationToken)
    {
        var first = await ask(startBytes == 0 ? null : new ByteRange(0, startBytes - 1), cancellationToken);
        BucketStream stream;
        try
        {
            stream = new BucketStream(path, ask, first, partBytes);
        }
        catch
        {
            first.Dispose();
            throw;
        }

        try
        {
            var start = new byte[Math.Min(startBytes, stream.Length)];
            await stream.ReadExactlyAsync(start, cancellationToken);
            stream._start = start;
            stream.Position = 0;
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the exception for a request without a response.</summary>
    public static RemoteStoreException NoAnswer(string path, Exception cause) => new(
        cause is OperationCanceledException or TimeoutException
            ? $"{path}: no response from the server within {Timeout.TotalSeconds:0} s."
            : $"{path}: the server cannot be reached: {cause.GetBaseException().Message.TrimEnd('.')}.",
        isTemporary: true,
        cause);

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.Length == 0)
            return 0;
        if (Position < _start.Length)
        {
            var kept = _start.AsSpan((int)Position, (int)Math.Min(buffer.Length, _start.Length - Position));
            kept.CopyTo(buffer.Span);
            Position += kept.Length;
            return kept.Length;
        }

        while (true)
        {
            if (_part is null || _partPosition != Position || _partPosition == _partEnd)
                await AskForPartAsync(cancellationToken);
            try
            {
                var read = await ReadPartAsync(buffer, cancellationToken);
                Position = _partPosition += read;
                return read;
            }
            catch (Exception e) when (e is IOException or HttpRequestException or AmazonClientException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                EndPart();
                if (++_breaks > MaxBreaks)
                    throw e is OperationCanceledException ? NoAnswer(_path, e) : new RemoteStoreException($"{_path}: the connection was lost after {Position} of {Length} bytes.", isTemporary: true, e);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            EndPart();
        base.Dispose(disposing);
    }

    private async Task AskForPartAsync(CancellationToken cancellationToken)
    {
        EndPart();
        var end = Length - Position <= _partBytes ? Length : Position + _partBytes;
        Take(await _ask(new ByteRange(Position, end - 1), cancellationToken));
        if (BucketStore.ETag(_part!.ETag) != ETag)
            throw new RemoteStoreException($"{_path} changed while it was being read.", isTemporary: true);
        if (_partPosition != Position)
            throw new RemoteStoreException($"{_path}: the server does not support range requests.", isTemporary: false);
    }

    /// <summary>Returns the length of the whole object in bytes; null if no header has it.</summary>
    private static long? LengthOf(GetObjectResponse first) =>
        ContentRangeHeaderValue.TryParse(first.ContentRange, out var range) && range.Length is { } length ? length
        : first.Headers.ContentLength is var announced and >= 0 ? announced
        : null;

    private void Take(GetObjectResponse part)
    {
        _part = part;
        (_partPosition, _partEnd) = ContentRangeHeaderValue.TryParse(part.ContentRange, out var range) && range is { From: { } from, To: { } to }
            ? (from, to + 1)
            : (0, part.ContentLength);
    }

    private async Task<int> ReadPartAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        return await _part!.ResponseStream.ReadAsync(buffer, timeout.Token) is var read and > 0 ? read : throw new EndOfStreamException("The response is truncated.");
    }

    private void EndPart()
    {
        _part?.Dispose();
        _part = null;
    }
}
