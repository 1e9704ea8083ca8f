namespace ClipSearch.Core.Metadata;

/// <summary>Reads the parts of a copy one after the other. Asynchronous only, as the files of buckets are.</summary>
/// <param name="file">The original, disposed with this.</param>
/// <param name="parts">What the copy consists of.</param>
internal sealed class SplicedStream(Stream file, CopyParts parts) : Stream
{
    public override long Length => parts.Length;

    public override long Position { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var begin = 0L;
        foreach (var part in parts.All)
        {
            var within = Position - begin;
            begin += part.Length;
            if (within >= part.Length)
                continue;
            buffer = buffer[..(int)Math.Min(buffer.Length, part.Length - within)];
            var read = buffer.Length;
            if (part.Bytes is { } bytes)
            {
                bytes.AsMemory((int)within, read).CopyTo(buffer);
            }
            else
            {
                if (file.Position != part.At + within)
                    file.Position = part.At + within;
                read = await file.ReadAsync(buffer, cancellationToken);
            }

            Position += read;
            return read;
        }

        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Current => Position,
        SeekOrigin.End => Length,
        _ => 0,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The copy is read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The copy is only read.");

    public override void SetLength(long value) => throw new NotSupportedException("The copy is only read.");

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}
