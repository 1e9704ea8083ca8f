using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Writes animations and documents of several pages. The first image is red, the others are blue.</summary>
internal static class Animations
{
    public static Rgb24 First { get; } = new(220, 20, 10);

    /// <summary>Writes an animation as GIF, or a TIFF of several pages.</summary>
    /// <param name="encoder">The format.</param>
    /// <param name="frames">The number of images.</param>
    public static byte[] Write(IImageEncoder encoder, int frames)
    {
        using var image = new Image<Rgb24>(60, 40, First);
        using var next = new Image<Rgb24>(60, 40, new Rgb24(10, 20, 220));
        for (var i = 1; i < frames; i++)
            image.Frames.AddFrame(next.Frames.RootFrame);
        return TestImages.Save(image, encoder);
    }

    /// <summary>Writes an APNG: the chunks that make a PNG an animation (https://www.w3.org/TR/png-3/#apng-frame-based-animation).</summary>
    public static byte[] Png(int frames)
    {
        var first = TestImages.Plain(60, 40, First, TestImages.Png);
        var other = TestImages.Plain(60, 40, new Rgb24(10, 20, 220), TestImages.Png);
        var at = first.AsSpan().IndexOf("IDAT"u8) - 4;
        var end = first.AsSpan().IndexOf("IEND"u8) - 4;
        var data = other.AsSpan().IndexOf("IDAT"u8);
        var pixels = other.AsSpan(data + 4, BinaryPrimitives.ReadInt32BigEndian(other.AsSpan(data - 4))).ToArray();
        var number = 0;
        List<byte> file = [.. first[..at], .. Chunk("acTL", [.. Big(frames), .. Big(0)]), .. Control(), .. first[at..end]];
        for (var i = 1; i < frames; i++)
            file.AddRange([.. Control(), .. Chunk("fdAT", [.. Big(number++), .. pixels])]);
        return [.. file, .. first[end..]];

        byte[] Control() => Chunk("fcTL", [.. Big(number++), .. Big(60), .. Big(40), .. Big(0), .. Big(0), 0, 1, 0, 2, 0, 0]);
    }

    /// <summary>An AVIF sequence of three frames, 60 × 40 pixels, which no library of the tests writes: made by FFmpeg with libaom.</summary>
    public static byte[] Avif { get; } = Convert.FromBase64String(
        "AAAALGZ0eXBhdmlzAAAAAGF2aXNhdmlmbXNmMWlzbzhtaWYxbWlhZk1BMUEAAAD5bWV0YQAAAAAAAAAvaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAFBpY3R1cmVIYW5kbGVyAAAAAA5waXRtAA" +
        "AAAAABAAAAHmlsb2MAAAAARAAAAQABAAAAAQAAA6wAAAAoAAAAKGlpbmYAAAAAAAEAAAAaaW5mZQIAAAAAAQAAYXYwMUNvbG9yAAAAAGppcHJwAAAAS2lwY28AAAAUaXNwZQAAAAAAAAA8AAAAKAAA" +
        "ABBwaXhpAAAAAAMICAgAAAAMYXYxQ4EgAAAAAAATY29scm5jbHgAAgACAACAAAAAF2lwbWEAAAAAAAAAAQABBAECgwQAAAJ/bW9vdgAAAGxtdmhkAAAAAAAAAAAAAAAAAAAoAAAAAAAAAQAAAQAAAA" +
        "AAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAgt0cmFrAAAAXHRraGQAAAADAAAAAAAAAAAAAAABAAAAAAAAAAAA" +
        "AAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAABAAAAAADwAAAAoAAAAAAGnbWRpYQAAACBtZGhkAAAAAAAAAAAAAAAAAAAoAAAAGABVxAAAAAAAL2hkbHIAAAAAAA" +
        "AAAHBpY3QAAAAAAAAAAAAAAABQaWN0dXJlSGFuZGxlcgAAAAFQbWluZgAAABR2bWhkAAAAAQAAAAAAAAAAAAAAJGRpbmYAAAAcZHJlZgAAAAAAAAABAAAADHVybCAAAAABAAABEHN0YmwAAACMc3Rz" +
        "ZAAAAAAAAAABAAAAfGF2MDEAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAPAAoAEgAAABIAAAAAAAAAAEYTGF2YzU5LjM3LjEwMCBsaWJhb20tYXYxAAAAAAAAAAAY//8AAAAMYXYxQ4EgAAAAAAAKZm" +
        "llbAEAAAAAEGNjc3QAAAAAfAAAAAAAABhzdHRzAAAAAAAAAAEAAAADAAAIAAAAABRzdHNzAAAAAAAAAAEAAAABAAAAHHN0c2MAAAAAAAAAAQAAAAEAAAADAAAAAQAAACBzdHN6AAAAAAAAAAAAAAAD" +
        "AAAAKAAAACIAAAAiAAAAFHN0Y28AAAAAAAAAAQAAA6wAAAB0bWRhdAoNIAAAAq9zm18kBDQAgDIXEACWgAACAAAAAOvGgIIhcyRPbQjTjMAyIDADwIAAAAbAAAACgAAgACUEcg4r7i+UouMsOZPXpw" +
        "CgMiAwBcEEAAAGwAAAAoAAIAAlBIxFs0rBTrLdgtDjrUbrIA==");

    /// <summary>Writes an animated WebP (RFC 9649, 2.7.1.1).</summary>
    public static byte[] WebP(int frames)
    {
        var first = Bitstream(First);
        var other = Bitstream(new Rgb24(10, 20, 220));
        byte[] content = [.. "WEBP"u8, .. Riff("VP8X", [2, 0, 0, 0, 59, 0, 0, 39, 0, 0]), .. Riff("ANIM", new byte[6])];
        for (var i = 0; i < frames; i++)
            content = [.. content, .. Riff("ANMF", [.. new byte[6], 59, 0, 0, 39, 0, 0, 100, 0, 0, 0, .. i == 0 ? first : other])];
        return Riff("RIFF", content);

        static byte[] Bitstream(Rgb24 colour) => TestImages.Plain(60, 40, colour, TestImages.WebP)[12..];

        static byte[] Riff(string type, byte[] content) => [.. Encoding.ASCII.GetBytes(type), .. BitConverter.GetBytes(content.Length), .. content, .. new byte[content.Length & 1]];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        var sum = Crc32.Hash(named);
        Array.Reverse(sum);
        return [.. Big(content.Length), .. named, .. sum];
    }

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
