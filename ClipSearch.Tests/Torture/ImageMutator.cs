using System.Buffers.Binary;
using System.Globalization;

namespace ClipSearch.Tests.Torture;

/// <summary>A damaged image file.</summary>
/// <param name="Name">The number, the kinds of damage and an extension: 00042-flip-cut.jpg.</param>
/// <param name="Content">The file.</param>
internal sealed record MutatedImage(string Name, byte[] Content);

/// <summary>
/// Damages valid image files: flipped bits, cut ends, wrong lengths, repeated blocks, parts of other formats. A seed and a number determine
/// the file.
/// </summary>
internal sealed class ImageMutator(IReadOnlyList<SeedImage> seeds, int seed)
{
    /// <summary>The maximum number of times that a file is damaged.</summary>
    private const int MaxDamages = 3;

    private static readonly uint[] Extremes = [0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x00FF_FFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF];

    private readonly IReadOnlyList<(string Name, Func<byte[], Random, byte[]> Damage)> _damages =
    [
        ("flip", FlipBits),
        ("cut", Cut),
        ("length", ChangeLength),
        ("block", RepeatBlock),
        ("splice", (file, random) => Splice(file, seeds[random.Next(seeds.Count)].Content, random)),
    ];

    /// <summary>Returns the damaged file of a number.</summary>
    public MutatedImage Mutate(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        // Selected by format first, because some formats have more files.
        var formats = seeds.GroupBy(image => image.Extension).ToList();
        var format = formats[number % formats.Count].ToList();
        var image = format[random.Next(format.Count)];
        var (content, name) = (image.Content, number.ToString("D5", CultureInfo.InvariantCulture));
        for (var damages = random.Next(MaxDamages) + 1; damages > 0; damages--)
        {
            var (what, damage) = _damages[random.Next(_damages.Count)];
            content = damage(content, random);
            name += "-" + what;
        }

        // A tenth of the files have the extension of another format.
        return new MutatedImage(name + (random.Next(10) == 0 ? formats[random.Next(formats.Count)].Key : image.Extension), content);
    }

    private static byte[] FlipBits(byte[] file, Random random)
    {
        var damaged = file.ToArray();
        // Headers are small, and the rest is mostly pixels: half of the flips are in the first 256 bytes.
        var end = random.Next(2) == 0 ? Math.Min(file.Length, 256) : file.Length;
        for (var flips = 1 << random.Next(7); flips > 0 && end > 0; flips--)
            damaged[random.Next(end)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }

    private static byte[] Cut(byte[] file, Random random) => file[..random.Next(file.Length + 1)];

    private static byte[] ChangeLength(byte[] file, Random random)
    {
        var fields = LengthFields.Of(file);
        if (fields.Count == 0)
            return FlipBits(file, random);
        var damaged = file.ToArray();
        var (offset, bytes, isBigEndian) = fields[random.Next(fields.Count)];
        var value = random.Next(2) == 0 ? Extremes[random.Next(Extremes.Length)] : (uint)random.NextInt64(1L << (8 * bytes));
        Span<byte> number = stackalloc byte[sizeof(uint)];
        if (isBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(number, value << (8 * (sizeof(uint) - bytes)));
        else
            BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        number[..bytes].CopyTo(damaged.AsSpan(offset));
        return damaged;
    }

    private static byte[] RepeatBlock(byte[] file, Random random)
    {
        if (file.Length == 0)
            return file;
        var from = random.Next(file.Length);
        var block = file[from..Math.Min(file.Length, from + 1 + random.Next(4096))];
        var to = random.Next(file.Length);
        if (random.Next(2) == 0)
            return [.. file[..to], .. block, .. file[to..]];
        var damaged = file.ToArray();
        block.AsSpan(0, Math.Min(block.Length, damaged.Length - to)).CopyTo(damaged.AsSpan(to));
        return damaged;
    }

    private static byte[] Splice(byte[] file, byte[] other, Random random) => [.. file[..random.Next(file.Length + 1)], .. other[random.Next(other.Length)..]];
}
