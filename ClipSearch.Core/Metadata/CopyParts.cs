namespace ClipSearch.Core.Metadata;

/// <summary>A part of a copy: bytes of its own, or a range of the original file.</summary>
/// <param name="Bytes">The bytes; null for a range.</param>
/// <param name="At">Where the range begins in the original.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct CopyPart(byte[]? Bytes, long At, long Length);

/// <summary>The parts that a copy of a file is put together from, in their order.</summary>
internal sealed class CopyParts
{
    /// <summary>A file is made of a few; more would only fill the memory.</summary>
    private const int MaxParts = 10_000;

    private readonly List<CopyPart> _parts = [];

    public IReadOnlyList<CopyPart> All => _parts;

    /// <summary>The copy's length, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Appends a range of the original.</summary>
    /// <returns>Whether that is all right; false once there are too many parts.</returns>
    public bool Keep(long at, long length)
    {
        Length += length;
        if (_parts is [.., { Bytes: null } last] && last.At + last.Length == at)
            _parts[^1] = last with { Length = last.Length + length };
        else
            _parts.Add(new CopyPart(null, at, length));
        return _parts.Count <= MaxParts;
    }

    /// <summary>Appends bytes, which may be changed until the copy is read.</summary>
    public void Add(byte[] bytes)
    {
        Length += bytes.Length;
        _parts.Add(new CopyPart(bytes, 0, bytes.Length));
    }
}
