using System.Buffers.Binary;

namespace ClipSearch.Core.Imaging.Structure;

/// <summary>
/// Reads the markers of a JPEG from its start to the end-of-image marker or the end of the file (ITU-T T.81, annex B). As decoders do, it
/// searches for the next marker after bytes that belong to none, such as entropy-coded data.
/// </summary>
/// <param name="file">The content of the file.</param>
internal ref struct JpegMarkers(ReadOnlySpan<byte> file)
{
    public const byte EndOfImage = 0xD9, StartOfScan = 0xDA, Exif = 0xE1;

    private readonly ReadOnlySpan<byte> _file = file;
    private int _at = 2;

    /// <summary>The second byte of the marker.</summary>
    public byte Marker { get; private set; }

    /// <summary>The offset of the marker.</summary>
    public int At { get; private set; }

    /// <summary>The length that the segment states, in bytes; 0 for a marker without a segment.</summary>
    public int Length { get; private set; }

    /// <summary>The data of the segment after its length, as far as it is in the file.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether the marker separates the intervals of a scan.</summary>
    public readonly bool IsRestart => Marker is >= 0xD0 and <= 0xD7;

    /// <summary>Whether the marker begins a frame. Others of that range define tables or are reserved.</summary>
    public readonly bool IsFrame => Marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Reads the next marker. Restart markers and the end of the image have no segment.</summary>
    /// <returns>False at the end of the file, in the middle of a marker, and after the end of the image.</returns>
    public bool Read()
    {
        if (Marker == EndOfImage)
            return false;
        Length = 0;
        Data = default;
        while (_at + 2 <= _file.Length)
        {
            if (_file[_at] != 0xFF)
            {
                var next = _file[_at..].IndexOf((byte)0xFF);
                if (next < 0)
                    return false;
                _at += next;
                continue;
            }

            (At, Marker) = (_at, _file[_at + 1]);
            if (IsRestart || Marker == EndOfImage)
            {
                _at += 2;
                return true;
            }

            if (Marker is 0xFF or 0x00 or 0x01 or 0xD8)
            {
                _at += Marker == 0xFF ? 1 : 2;
                continue;
            }

            if (_at + 4 > _file.Length)
                return false;
            Length = BinaryPrimitives.ReadUInt16BigEndian(_file[(_at + 2)..]);
            Data = _file[(_at + 4)..Math.Clamp(_at + 2 + Length, _at + 4, _file.Length)];
            _at += 2 + Math.Max(Length, 2);
            return true;
        }

        return false;
    }
}
