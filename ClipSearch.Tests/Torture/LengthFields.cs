using System.Buffers.Binary;

namespace ClipSearch.Tests.Torture;

/// <summary>A length, size or count in a file.</summary>
/// <param name="Offset">The offset in the file.</param>
/// <param name="Bytes">The number of bytes: 1, 2 or 4.</param>
/// <param name="IsBigEndian">Whether it is big-endian.</param>
internal readonly record struct LengthField(int Offset, int Bytes, bool IsBigEndian);

/// <summary>Finds the lengths, counts and sizes in an image file by the structure of its format.</summary>
internal static class LengthFields
{
    private const int Max = 256;

    public static IReadOnlyList<LengthField> Of(byte[] file) =>
    [
        .. (file switch
        {
            [0xFF, 0xD8, ..] => Jpeg(file),
            [0x89, (byte)'P', ..] => Png(file),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => Riff(file),
            [(byte)'I', (byte)'I', ..] => Tiff(file, isBigEndian: false),
            [(byte)'M', (byte)'M', ..] => Tiff(file, isBigEndian: true),
            [(byte)'G', (byte)'I', (byte)'F', ..] => Gif(file),
            [(byte)'B', (byte)'M', ..] => Bmp(),
            _ => Boxes(file, 0, file.Length),
        }).Where(field => field.Offset + field.Bytes <= file.Length).Take(Max),
    ];

    private static IEnumerable<LengthField> Jpeg(byte[] file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            yield return new LengthField(at + 2, 2, true);
            // Height and width of a frame; components of a frame or scan.
            if (file[at + 1] is >= 0xC0 and <= 0xCF)
            {
                yield return new LengthField(at + 5, 2, true);
                yield return new LengthField(at + 7, 2, true);
                yield return new LengthField(at + 9, 1, true);
            }

            if (file[at + 1] == 0xDA)
                yield break;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
        }
    }

    private static IEnumerable<LengthField> Png(byte[] file)
    {
        yield return new LengthField(16, 4, true);
        yield return new LengthField(20, 4, true);
        for (var at = 8L; at + 12 <= file.Length; at += 12 + BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at)))
            yield return new LengthField((int)at, 4, true);
    }

    private static IEnumerable<LengthField> Riff(byte[] file)
    {
        yield return new LengthField(4, 4, false);
        for (var at = 12L; at + 8 <= file.Length; at += 8 + ((BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)at + 4)) + 1L) & ~1L))
        {
            yield return new LengthField((int)at + 4, 4, false);
            // The sizes in the first bytes of a frame.
            yield return new LengthField((int)at + 8, 4, false);
            yield return new LengthField((int)at + 14, 4, false);
        }
    }

    private static IEnumerable<LengthField> Tiff(byte[] file, bool isBigEndian)
    {
        if (file.Length < 8)
            yield break;
        yield return new LengthField(4, 4, isBigEndian);
        var directory = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(4)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        if (directory + 2L > file.Length)
            yield break;
        yield return new LengthField((int)directory, 2, isBigEndian);
        // An entry is a tag, a type, a count, and a value or its offset.
        for (var at = (int)directory + 2; at + 12 <= file.Length; at += 12)
        {
            yield return new LengthField(at + 4, 4, isBigEndian);
            yield return new LengthField(at + 8, 4, isBigEndian);
        }
    }

    private static IEnumerable<LengthField> Gif(byte[] file)
    {
        yield return new LengthField(6, 2, false);
        yield return new LengthField(8, 2, false);
        yield return new LengthField(10, 1, false);
        for (var at = 13; at + 10 < file.Length; at++)
        {
            // The positions and sizes of frames, and the first length of their data.
            if (file[at] != ',')
                continue;
            for (var field = 1; field <= 7; field += 2)
                yield return new LengthField(at + field, 2, false);
            yield return new LengthField(at + 10, 1, false);
        }
    }

    private static IEnumerable<LengthField> Bmp() =>
        new[] { 2, 10, 14, 18, 22, 30, 34, 46 }.Select(at => new LengthField(at, 4, false)).Append(new LengthField(28, 2, false));

    private static IEnumerable<LengthField> Boxes(byte[] file, int from, int to)
    {
        for (var at = (long)from; at + 8 <= to;)
        {
            yield return new LengthField((int)at, 4, true);
            var size = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            var end = (int)Math.Min(to, at + size);
            // In a full box, version and flags come before the inner boxes.
            var inside = System.Text.Encoding.ASCII.GetString(file, (int)at + 4, 4) switch { "meta" => 12, "iprp" or "ipco" => 8, "iloc" or "ispe" or "iinf" or "ipma" => -12, _ => 0 };
            if (inside > 0)
            {
                foreach (var field in Boxes(file, (int)at + inside, end))
                    yield return field;
            }

            for (var field = (int)at - inside; inside < 0 && field + 4 <= end; field += 2)
                yield return new LengthField(field, 4, true);
            if (size < 8)
                yield break;
            at += size;
        }
    }
}
