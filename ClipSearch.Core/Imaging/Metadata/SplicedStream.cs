using ClipSearch.Core.Native;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Reads the parts of a copy in order.</summary>
/// <param name="file">The original file, disposed with the stream.</param>
/// <param name="parts">The parts of the copy.</param>
internal sealed class SplicedStream(Stream file, CopyParts parts) : AsyncReadStream
{
    public override long Length => parts.Length;

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
