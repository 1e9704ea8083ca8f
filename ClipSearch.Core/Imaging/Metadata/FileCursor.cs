namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Reads a file from start to end through a buffer.</summary>
/// <param name="file">The file; it must be seekable.</param>
internal sealed class FileCursor(Stream file)
{
    /// <summary>The maximum of <see cref="EnsureAsync"/> in bytes: more than the longest segment of a JPEG.</summary>
    public const int MaxBytes = 1 << 17;

    /// <summary>
    /// The distance from which a skip seeks, in bytes. Shorter distances are read and discarded, which saves a further request to a bucket.
    /// </summary>
    private const long SeekFrom = 4 << 20;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private int _start, _end;

    /// <summary>The offset of the next byte in the file.</summary>
    public long Position { get; private set; }

    /// <summary>The length of the file, in bytes.</summary>
    public long Length => file.Length;

    /// <summary>The bytes in memory, from <see cref="Position"/>.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads until the given number of bytes is available.</summary>
    /// <returns>true if the bytes are available; false at the end of the file.</returns>
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

    /// <summary>Skips bytes that are available.</summary>
    public void Take(int bytes)
    {
        _start += bytes;
        Position += bytes;
    }

    /// <summary>Skips bytes that need not be available.</summary>
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
