using System.Buffers.Binary;
using System.Text;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// Writes JPEGs with something after the end of the picture, as phones and stereo cameras do: the video of a motion photo, the gain map of an
/// Ultra HDR photo, a second picture. What follows has a position of its own.
/// </summary>
internal static class CombinedJpegs
{
    /// <summary>A text in every part after the main picture.</summary>
    public const string Secret = "+51.5050+000.1250/";

    public static IReadOnlyList<string> Kinds => ["motion photo", "samsung motion photo", "ultra hdr", "mpo", "mpo with zeros between"];

    /// <summary>The main picture, with a position.</summary>
    public static byte[] Main { get; } = TestImages.With(
        new TestExif().Camera("Google", "Pixel 8").Orientation(6).Position("N", [(51, 1), (30, 1), (18, 1)], "E", [(0, 1), (7, 1), (30, 1)]),
        TestImages.Plain(160, 120, new Rgb24(200, 40, 60), TestImages.Jpeg()));

    /// <summary>Writes a file.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="main">The main picture.</param>
    public static byte[] Write(string kind, byte[] main)
    {
        var second = TestImages.WithXmp(TestImages.Plain(40, 30, new Rgb24(10, 10, 10), TestImages.Jpeg()), $"<x:xmpmeta xmlns:x='adobe:ns:meta/'>hdrgm:GainMapMax {Secret}</x:xmpmeta>");
        return kind switch
        {
            "motion photo" => [.. TestImages.WithXmp(main, Container("MotionPhoto", "video/mp4", Video.Length)), .. Video],
            // Samsung ends the file with a directory of its own.
            "samsung motion photo" => [.. main, .. "MotionPhoto_Data"u8, .. Video, .. "SEFH"u8, .. new byte[20], .. "SEFT"u8],
            "ultra hdr" => [.. WithMpf(TestImages.WithXmp(main, Container("GainMap", "image/jpeg", second.Length)), second.Length, 0), .. second],
            "mpo" => [.. WithMpf(main, second.Length, 0), .. WithMpf(second, 0, 0)],
            _ => [.. WithMpf(main, second.Length, 64), .. new byte[64], .. second],
        };
    }

    /// <summary>The start of an MP4 with a position, and with bytes that look like markers of a JPEG.</summary>
    private static byte[] Video { get; } =
        [0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0, .. "mp42isom"u8, 0, 0, 0, 60, .. "moov"u8, 0xA9, .. "xyz"u8, .. Encoding.ASCII.GetBytes(Secret), 0xFF, 0xC4, 0xFF, 0xD9, 0xFF, 0xD8, 0xFF, 0xDA, .. new byte[500]];

    private static string Container(string semantic, string type, int length) =>
        $"""
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
          xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/"
          xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" hdrgm:Version="1.0" GCamera:MotionPhoto="1"><Container:Directory><rdf:Seq>
          <rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>
          <rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="{semantic}" Item:Mime="{type}" Item:Length="{length}"/></rdf:li>
        </rdf:Seq></Container:Directory></rdf:Description></rdf:RDF></x:xmpmeta>
        """;

    /// <summary>Adds the index of a multi-picture file (CIPA DC-007): two pictures, the offset of the second relative to the index.</summary>
    private static byte[] WithMpf(byte[] jpeg, int secondLength, int between)
    {
        const int IndexLength = 8 + 2 + (3 * 12) + 4 + 32;
        var index = new byte[4 + IndexLength];
        "MPF\0II*\0"u8.CopyTo(index);
        var tiff = index.AsSpan(4);
        Put(tiff[4..], 8);
        tiff[8] = 3;
        Entry(tiff[10..], 0xB000, 7, 4, 0x30303130);
        Entry(tiff[22..], 0xB001, 4, 1, 2);
        Entry(tiff[34..], 0xB002, 7, 32, 50);
        var length = jpeg.Length + 4 + index.Length;
        Put(tiff[50..], 0x20030000);
        Put(tiff[54..], length);
        Put(tiff[70..], secondLength);
        // The index begins after the marker, its length and "MPF".
        Put(tiff[74..], length + between - 10);
        return TestImages.WithSegment(jpeg, 0xE2, index);

        static void Entry(Span<byte> at, ushort tag, ushort type, int count, int value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(at, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], type);
            Put(at[4..], count);
            Put(at[8..], value);
        }

        static void Put(Span<byte> at, int value) => BinaryPrimitives.WriteInt32LittleEndian(at, value);
    }
}
