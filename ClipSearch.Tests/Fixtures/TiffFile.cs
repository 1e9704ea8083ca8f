using System.Buffers.Binary;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Writes TIFFs with any directories, fields and data, as camera makers write them.</summary>
/// <param name="isBigEndian">Whether numbers are big-endian.</param>
internal sealed class TiffFile(bool isBigEndian = false)
{
    private const int HeaderLength = 16;

    private readonly List<byte> _file = [];

    /// <summary>The magic number after the byte order; null for that of TIFF.</summary>
    public byte[]? Magic { get; init; }

    /// <summary>Creates a directory.</summary>
    /// <param name="fields">Its fields: the tag, the type and the values. A fraction has two.</param>
    public TiffDirectory Directory(params (ushort Tag, ushort Type, uint[] Values)[] fields)
    {
        var directory = new TiffDirectory();
        foreach (var (tag, type, values) in fields)
            directory.Fields[tag] = (type, Numbers(type is 1 or 7 ? 1 : type == 3 ? 2 : 4, values));
        return directory;
    }

    /// <summary>Converts numbers to bytes.</summary>
    /// <param name="length">The length of each in bytes: 1, 2 or 4.</param>
    /// <param name="numbers">The numbers.</param>
    public byte[] Numbers(int length, params IEnumerable<uint> numbers) => [.. numbers.SelectMany(number =>
    {
        var bytes = new byte[4];
        if (isBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return isBigEndian ? bytes[^length..] : bytes[..length];
    })];

    /// <summary>Writes the file.</summary>
    /// <param name="main">The first directory.</param>
    /// <param name="mark">What follows the header; 8 bytes or none.</param>
    public byte[] Write(TiffDirectory main, byte[]? mark = null)
    {
        _file.AddRange(new byte[HeaderLength]);
        var first = Add(main);
        byte[] header = [.. isBigEndian ? "MM"u8 : "II"u8, .. Magic ?? Numbers(2, 42), .. Numbers(4, first), .. mark ?? new byte[8]];
        for (var i = 0; i < HeaderLength; i++)
            _file[i] = header[i];
        return [.. _file];
    }

    /// <summary>Adds a directory after everything that it refers to, and returns its offset.</summary>
    private uint Add(TiffDirectory directory)
    {
        foreach (var (tag, content) in new[] { (0x8769, directory.Exif), (0x8825, directory.Gps) })
        {
            if (content is not null)
                directory.Fields[(ushort)tag] = (4, Numbers(4, Add(content)));
        }

        if (directory.Below.Count > 0)
            directory.Fields[330] = (4, Numbers(4, directory.Below.Select(Add).ToArray()));
        var next = directory.Next is null ? 0 : Add(directory.Next);
        foreach (var (at, length, content) in directory.Data)
            (directory.Fields[at], directory.Fields[length]) = ((4, Numbers(4, AddBytes(content))), (4, Numbers(4, (uint)content.Length)));

        var entries = new List<byte>();
        foreach (var (tag, (type, value)) in directory.Fields)
        {
            var unit = type switch { 3 => 2, 4 or 13 => 4, 5 => 8, _ => 1 };
            entries.AddRange([.. Numbers(2, tag), .. Numbers(2, type), .. Numbers(4, (uint)(value.Length / unit)), .. value.Length > 4 ? Numbers(4, AddBytes(value)) : [.. value, .. new byte[4 - value.Length]]]);
        }

        return AddBytes([.. Numbers(2, (uint)directory.Fields.Count), .. entries, .. Numbers(4, next)]);
    }

    private uint AddBytes(byte[] bytes)
    {
        if (_file.Count % 2 == 1)
            _file.Add(0);
        var at = _file.Count;
        _file.AddRange(bytes);
        return (uint)at;
    }
}

/// <summary>A directory of a <see cref="TiffFile"/>.</summary>
internal sealed class TiffDirectory
{
    /// <summary>The fields, by tag: the type and the bytes of the value.</summary>
    public SortedDictionary<ushort, (ushort Type, byte[] Value)> Fields { get; } = [];

    /// <summary>Data elsewhere in the file: the tags of its offset and its length, and the data.</summary>
    public List<(ushort At, ushort Length, byte[] Content)> Data { get; } = [];

    /// <summary>The EXIF directory.</summary>
    public TiffDirectory? Exif { get; set; }

    /// <summary>The GPS directory.</summary>
    public TiffDirectory? Gps { get; set; }

    /// <summary>The directories below this one.</summary>
    public IReadOnlyList<TiffDirectory> Below { get; set; } = [];

    /// <summary>The next directory of the chain.</summary>
    public TiffDirectory? Next { get; set; }

    /// <summary>Adds image data in one strip, unless it is empty.</summary>
    public TiffDirectory Strip(byte[] content) => With(273, 279, content);

    /// <summary>Adds a JPEG as cameras do, unless it is empty.</summary>
    public TiffDirectory Jpeg(byte[] content) => With(513, 514, content);

    private TiffDirectory With(ushort at, ushort length, byte[] content)
    {
        if (content.Length > 0)
            Data.Add((at, length, content));
        return this;
    }
}
