using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>
/// Reads boxes of the ISO base media format (ISO/IEC 14496-12, 4.2), one after the other. The file is untrusted: a box that ends beyond the
/// data is cut there.
/// </summary>
/// <param name="boxes">The boxes.</param>
internal ref struct IsoBoxes(ReadOnlySpan<byte> boxes)
{
    private const int HeaderLength = 8, LargeHeaderLength = 16;

    private ReadOnlySpan<byte> _rest = boxes;

    /// <summary>The type of the box.</summary>
    public ReadOnlySpan<byte> Type { get; private set; }

    /// <summary>The content of the box.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Reads the next box.</summary>
    /// <returns>true if there is a box; false at the end.</returns>
    public bool Read()
    {
        if (_rest.Length < HeaderLength)
            return false;
        var length = (ulong)BinaryPrimitives.ReadUInt32BigEndian(_rest);
        var header = HeaderLength;
        if (length == 1 && _rest.Length >= LargeHeaderLength)
            (length, header) = (BinaryPrimitives.ReadUInt64BigEndian(_rest[HeaderLength..]), LargeHeaderLength);
        if (length == 0)
            length = (ulong)_rest.Length; // extends to the end
        if (length < (ulong)header)
            return false;
        var end = (int)Math.Min(length, (ulong)_rest.Length);
        Type = _rest[4..HeaderLength];
        Content = _rest[header..end];
        _rest = _rest[end..];
        return true;
    }

    /// <summary>Finds the content of the first box of a type; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> boxes, scoped ReadOnlySpan<byte> type)
    {
        for (var reader = new IsoBoxes(boxes); reader.Read();)
        {
            if (reader.Type.SequenceEqual(type))
                return reader.Content;
        }

        return default;
    }
}
