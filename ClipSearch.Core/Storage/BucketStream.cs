using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ClipSearch.Core.Storage;

/// <summary>
/// An object of a bucket, read in parts as they are needed: to seek costs nothing until the next read, and where a
/// connection breaks the reading goes on. Asynchronous only.
/// </summary>
internal sealed class BucketStream : AsyncReadStream
{
    /// <summary>How long a bucket may stay silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>How often a connection may break before the file counts as unreadable.</summary>
    private const int MostBreaks = 3;

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
        Length = LengthOf(first) ?? throw new BucketException($"{path}: its server does not say how long it is.", isTemporary: false);
        Take(first);
        ETag = BucketStore.ETag(first.ETag);
        ModifiedAt = first.LastModified is { } modified ? new DateTimeOffset(modified.ToUniversalTime()) : DateTimeOffset.UnixEpoch;
    }

    /// <summary>Asks the bucket for the object, or for a range of its bytes.</summary>
    public delegate Task<GetObjectResponse> Ask(ByteRange? range, CancellationToken cancellationToken);

    /// <summary>What the bucket calls the content.</summary>
    public string? ETag { get; }

    /// <summary>When it was put there.</summary>
    public DateTimeOffset ModifiedAt { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Opens an object.</summary>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="ask">Asks for it.</param>
    /// <param name="startBytes">How much of its beginning to fetch and to keep; 0 asks for all of it at once.</param>
    /// <param name="partBytes">How much to ask for at once from there on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It has gone, or its bucket does not answer, or refuses.</exception>
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

    /// <summary>What it means that a bucket stays silent.</summary>
    public static BucketException NoAnswer(string path, Exception cause) => new(
        cause is OperationCanceledException or TimeoutException
            ? $"{path}: its server has not answered within {Patience.TotalSeconds:0} s."
            : $"{path}: its server cannot be reached: {cause.GetBaseException().Message.TrimEnd('.')}.",
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
                if (++_breaks > MostBreaks)
                    throw e is OperationCanceledException ? NoAnswer(_path, e) : new BucketException($"{_path}: its server broke off after {Position} of {Length} bytes.", isTemporary: true, e);
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
            throw new BucketException($"{_path} was changed while it was being read.", isTemporary: true);
        if (_partPosition != Position)
            throw new BucketException($"{_path}: its server does not give parts of a file.", isTemporary: false);
    }

    /// <summary>The length of the whole object, in bytes; null where no header tells it.</summary>
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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        return await _part!.ResponseStream.ReadAsync(buffer, patience.Token) is var read and > 0 ? read : throw new EndOfStreamException("It was cut short.");
    }

    private void EndPart()
    {
        _part?.Dispose();
        _part = null;
    }
}
