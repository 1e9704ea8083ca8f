namespace ClipSearch.Core.Metadata;

/// <summary>Reads a file from its beginning to its end through a buffer.</summary>
/// <param name="file">The file; it can seek.</param>
internal sealed class FileCursor(Stream file)
{
    /// <summary>The most that <see cref="EnsureAsync"/> can be asked for: more than a JPEG's longest segment.</summary>
    public const int MaxBytes = 1 << 17;

    /// <summary>What is further away is sought; nearer bytes are read past, which costs a bucket no further request.</summary>
    private const long SeekFrom = 4 << 20;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private int _start, _end;

    /// <summary>Where the next byte lies in the file.</summary>
    public long Position { get; private set; }

    /// <summary>The file's length.</summary>
    public long Length => file.Length;

    /// <summary>The bytes from <see cref="Position"/> on that are in memory.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads until so many bytes are available.</summary>
    /// <returns>Whether they are; false at the end of the file.</returns>
    public async ValueTask<bool> EnsureAsync(int bytes, CancellationToken cancellationToken)
    {
        while (_end - _start < bytes)
        {
            if (_start > 0)
            {
                Available.CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }

            var read = await file.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }

    /// <summary>Moves past available bytes.</summary>
    public void Take(int bytes)
    {
        _start += bytes;
        Position += bytes;
    }

    /// <summary>Moves past bytes that need not be available.</summary>
    public async ValueTask SkipAsync(long bytes, CancellationToken cancellationToken)
    {
        if (bytes - (_end - _start) > SeekFrom)
        {
            Position += bytes;
            (_start, _end) = (0, 0);
            file.Position = Position;
            return;
        }

        while (bytes > 0 && await EnsureAsync(1, cancellationToken))
        {
            var step = (int)Math.Min(bytes, _end - _start);
            Take(step);
            bytes -= step;
        }
    }
}
