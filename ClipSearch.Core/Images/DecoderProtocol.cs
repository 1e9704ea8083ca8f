using System.Buffers.Binary;
using System.Text;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;

namespace ClipSearch.Core.Images;

/// <summary>The kind of a frame between ClipSearch and its decoder process.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the decoder: what to make of an image; the image's file follows.</summary>
    Request = 1,

    /// <summary>To the decoder: stop the decode.</summary>
    Cancel,

    /// <summary>To the decoder: its large decode may begin.</summary>
    Proceed,

    /// <summary>From the decoder: a decode takes much memory and waits for <see cref="Proceed"/>.</summary>
    IsLarge,

    /// <summary>From the decoder: the parts.</summary>
    Done,

    /// <summary>From the decoder: the image cannot be decoded; the reason as one sentence.</summary>
    Failed,

    /// <summary>From the decoder: it was cancelled.</summary>
    Cancelled,

    /// <summary>From the decoder: libvips is missing; the reason and the remedy.</summary>
    Unusable,
}

/// <summary>
/// Writes and reads frames: a byte for the kind, the length of the payload as 4 bytes (little-endian), the payload. What a decoder
/// answers is checked like a file, since an image may have taken it over.
/// </summary>
internal static class DecoderProtocol
{
    /// <summary>Above every crop and thumbnail.</summary>
    private const int MaxPayloadBytes = 32 << 20;

    private const int HeadBytes = 5;

    /// <summary>Writes a frame.</summary>
    public static void Write(Stream stream, FrameKind kind, ReadOnlySpan<byte> payload = default)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], payload.Length);
        stream.Write(head);
        stream.Write(payload);
        stream.Flush();
    }

    /// <summary>Writes a frame that holds a text.</summary>
    public static void Write(Stream stream, FrameKind kind, string text) => Write(stream, kind, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a frame.</summary>
    /// <exception cref="EndOfStreamException">The other side has ended.</exception>
    /// <exception cref="InvalidDataException">It is no frame.</exception>
    public static (FrameKind Kind, byte[] Payload) Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        stream.ReadExactly(head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[1..]);
        if (length is < 0 or > MaxPayloadBytes)
            throw new InvalidDataException($"A frame of {length} bytes.");
        var payload = new byte[length];
        stream.ReadExactly(payload);
        return ((FrameKind)head[0], payload);
    }

    /// <summary>Writes a request, and the image's file after it.</summary>
    public static void WriteRequest(Stream stream, DecodeRequest request, string name, ReadOnlySpan<byte> file)
    {
        var fileBytes = file.Length;
        Write(stream, FrameKind.Request, Payload(writer =>
        {
            writer.Write(fileBytes);
            writer.Write(request.Crop?.ShortestEdge ?? 0);
            writer.Write(request.Crop?.CropSize ?? 0);
            writer.Write(request.WithAppearance);
            writer.Write(request.ThumbnailEdge ?? 0);
            writer.Write(name);
        }));
        stream.Write(file);
        stream.Flush();
    }

    /// <summary>Reads what <see cref="WriteRequest"/> wrote before the file.</summary>
    public static (DecodeRequest Request, string Name, int FileBytes) ReadRequest(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload));
        var fileBytes = reader.ReadInt32();
        var (edge, crop, withAppearance, thumbnail) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt32());
        var request = new DecodeRequest
        {
            Crop = crop == 0 ? null : (edge, crop),
            WithAppearance = withAppearance,
            ThumbnailEdge = thumbnail == 0 ? null : thumbnail,
        };
        return (request, reader.ReadString(), fileBytes);
    }

    /// <summary>Writes the parts of an image.</summary>
    public static void WriteParts(Stream stream, DecodedParts parts) => Write(stream, FrameKind.Done, Payload(writer =>
    {
        var (header, exif) = (parts.Header, parts.Header.Exif);
        writer.Write(header.Width);
        writer.Write(header.Height);
        writer.Write(header.Format);
        writer.Write(exif.TakenAt?.Ticks ?? -1);
        writer.Write(exif.UtcOffset?.Ticks ?? long.MinValue);
        WriteText(writer, exif.Camera);
        WriteText(writer, exif.Lens);
        writer.Write(exif.Latitude ?? double.NaN);
        writer.Write(exif.Longitude ?? double.NaN);
        WriteBytes(writer, parts.Crop);
        WriteBytes(writer, parts.Placeholder);
        writer.Write(parts.Signature is not null);
        var values = parts.Signature?.Values ?? default;
        writer.Write(values.Length);
        foreach (var value in values.Span)
            writer.Write(value);
        WriteBytes(writer, parts.Thumbnail);
    }));

    /// <summary>Reads the parts of an image, and checks that they are what was requested.</summary>
    /// <exception cref="InvalidDataException">They are not.</exception>
    public static DecodedParts ReadParts(byte[] payload, DecodeRequest request)
    {
        using var reader = new BinaryReader(new MemoryStream(payload));
        try
        {
            var header = new ImageHeader(reader.ReadInt32(), reader.ReadInt32(), reader.ReadString())
            {
                Exif = new ExifFacts(
                    reader.ReadInt64() is >= 0 and var taken ? new DateTime(taken) : null,
                    reader.ReadInt64() is > long.MinValue and var offset ? new TimeSpan(offset) : null,
                    ReadText(reader),
                    ReadText(reader),
                    ReadDegrees(reader),
                    ReadDegrees(reader)),
            };
            var (crop, placeholder) = (ReadBytes(reader), ReadBytes(reader));
            var hasSignature = reader.ReadBoolean();
            var length = reader.ReadInt32();
            if (length is not (0 or PictureSignature.Dimensions))
                throw new InvalidDataException("A signature of another length.");
            var values = new float[length];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.ReadSingle();
            var parts = new DecodedParts(header, crop, placeholder, hasSignature ? PictureSignature.FromValues(values) : null, ReadBytes(reader));
            return parts.Crop?.Length == (request.Crop is { CropSize: var edge } ? edge * edge * 3 : null)
                && (parts.Placeholder is not null, parts.Signature is not null, parts.Thumbnail is not null) == (request.WithAppearance, request.WithAppearance, request.ThumbnailEdge is not null)
                ? parts
                : throw new InvalidDataException("Other parts than those requested.");
        }
        catch (Exception e) when (e is ArgumentException or EndOfStreamException or FormatException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static byte[] Payload(Action<BinaryWriter> write)
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload);
        write(writer);
        writer.Flush();
        return payload.ToArray();
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    private static string? ReadText(BinaryReader reader)
    {
        var isThere = reader.ReadBoolean();
        var text = reader.ReadString();
        return isThere ? text : null;
    }

    private static void WriteBytes(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        writer.Write(bytes ?? []);
    }

    private static byte[]? ReadBytes(BinaryReader reader) => reader.ReadInt32() switch
    {
        -1 => null,
        var length and >= 0 when reader.ReadBytes(length) is var bytes && bytes.Length == length => bytes,
        _ => throw new EndOfStreamException("A part is incomplete."),
    };

    private static double? ReadDegrees(BinaryReader reader) => reader.ReadDouble() is var degrees && double.IsNaN(degrees) ? null : degrees;
}
