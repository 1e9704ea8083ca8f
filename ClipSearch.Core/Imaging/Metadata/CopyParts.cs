namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>A part of a copy: new bytes or a range of the original file.</summary>
/// <param name="Bytes">The new bytes; null for a range.</param>
/// <param name="At">The offset of the range in the original, in bytes.</param>
/// <param name="Length">The length, in bytes.</param>
internal readonly record struct CopyPart(byte[]? Bytes, long At, long Length);

/// <summary>The parts that make up a copy of a file, in order.</summary>
internal sealed class CopyParts
{
    /// <summary>A valid file needs only a few parts. The limit bounds the memory for crafted files.</summary>
    private const int MaxParts = 10_000;

    private readonly List<CopyPart> _parts = [];

    public IReadOnlyList<CopyPart> All => _parts;

    /// <summary>The size of the copy, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Appends a range of the original.</summary>
    /// <returns>true if the part was added; false if there are too many parts.</returns>
    public bool Keep(long at, long length)
    {
        Length += length;
        if (_parts is [.., { Bytes: null } last] && last.At + last.Length == at)
            _parts[^1] = last with { Length = last.Length + length };
        else
            _parts.Add(new CopyPart(null, at, length));
        return _parts.Count <= MaxParts;
    }

    /// <summary>Appends new bytes. They may be changed until the copy is read.</summary>
    public void Add(byte[] bytes)
    {
        Length += bytes.Length;
        _parts.Add(new CopyPart(bytes, 0, bytes.Length));
    }
}
