using System.Buffers.Binary;
using System.Text;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Imaging.Preprocessing;

namespace ClipSearch.Core.Imaging.Decoding;

/// <summary>The kind of a frame between ClipSearch and a decoder process.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the decoder: the outputs to create. The image file follows.</summary>
    Request = 1,

    /// <summary>To the decoder: cancel the decode.</summary>
    Cancel,

    /// <summary>To the decoder: the large decode may start.</summary>
    Proceed,

    /// <summary>From the decoder: the decode uses much memory and waits for <see cref="Proceed"/>.</summary>
    IsLarge,

    /// <summary>From the decoder: the outputs.</summary>
    Done,

    /// <summary>From the decoder: the image cannot be decoded. The payload is the reason as one sentence.</summary>
    Failed,

    /// <summary>From the decoder: a program is needed that is not installed. The payload is the extension of <see cref="NeededPrograms"/>.</summary>
    Missing,

    /// <summary>From the decoder: the decode was cancelled.</summary>
    Cancelled,

    /// <summary>From the decoder: libvips is missing. The payload is the reason and the remedy.</summary>
    Unusable,
}

/// <summary>
/// Writes and reads frames: the kind (1 byte), the length of the payload (4 bytes, little-endian) and the payload. Responses of a decoder
/// are validated like untrusted files, because an image may have compromised the decoder.
/// </summary>
internal static class DecoderProtocol
{
    /// <summary>A limit above the size of every crop and thumbnail.</summary>
    private const int MaxPayloadBytes = 32 << 20;

    private const int HeadBytes = 5;

    /// <summary>The maximum offset from UTC in ticks, 15 hours.</summary>
    private const long MaxOffset = 15 * TimeSpan.TicksPerHour;

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

    /// <summary>Writes a frame with a text payload.</summary>
    public static void Write(Stream stream, FrameKind kind, string text) => Write(stream, kind, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads a frame.</summary>
    /// <exception cref="EndOfStreamException">The other process has closed the stream.</exception>
    /// <exception cref="InvalidDataException">The data is not a valid frame.</exception>
    public static (FrameKind Kind, byte[] Payload) Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        stream.ReadExactly(head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[1..]);
        if (length is < 0 or > MaxPayloadBytes)
            throw new InvalidDataException($"invalid frame length of {length} bytes");
        var payload = new byte[length];
        stream.ReadExactly(payload);
        return ((FrameKind)head[0], payload);
    }

    /// <summary>Writes a request, followed by the image file.</summary>
    public static void WriteRequest(Stream stream, DecodeRequest request, string name, ReadOnlySpan<byte> file)
    {
        var fileBytes = file.Length;
        Write(stream, FrameKind.Request, Payload(writer =>
        {
            writer.Write(fileBytes);
            var crop = request.Crop ?? default;
            writer.Write(crop.ShortestEdge);
            writer.Write(crop.CropSize);
            writer.Write((int)crop.Mode);
            writer.Write((int)crop.Interpolation);
            writer.Write(request.WithAppearance);
            writer.Write(request.ThumbnailEdge ?? 0);
            writer.Write(name);
            WriteBytes(writer, request.Sidecar);
        }));
        stream.Write(file);
        stream.Flush();
    }

    /// <summary>Reads the part of a request that <see cref="WriteRequest"/> writes before the file.</summary>
    public static (DecodeRequest Request, string Name, int FileBytes) ReadRequest(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload));
        var fileBytes = reader.ReadInt32();
        var crop = new CropSettings(reader.ReadInt32(), reader.ReadInt32(), (ResizeMode)reader.ReadInt32(), (Interpolation)reader.ReadInt32());
        var (withAppearance, thumbnail) = (reader.ReadBoolean(), reader.ReadInt32());
        var name = reader.ReadString();
        var request = new DecodeRequest
        {
            Crop = crop.CropSize == 0 ? null : crop,
            WithAppearance = withAppearance,
            ThumbnailEdge = thumbnail == 0 ? null : thumbnail,
            Sidecar = ReadBytes(reader),
        };
        return (request, name, fileBytes);
    }

    /// <summary>Writes the outputs created from an image.</summary>
    public static void WriteParts(Stream stream, DecodedParts parts) => Write(stream, FrameKind.Done, Payload(writer =>
    {
        var (header, exif) = (parts.Header, parts.Header.Exif);
        writer.Write(header.Width);
        writer.Write(header.Height);
        writer.Write(header.Format);
        WriteDate(writer, exif.Date);
        WriteText(writer, exif.Camera);
        WriteText(writer, exif.Lens);
        writer.Write(exif.Latitude ?? double.NaN);
        writer.Write(exif.Longitude ?? double.NaN);
        writer.Write(exif.Altitude ?? double.NaN);
        writer.Write(header.IsDamaged);
        writer.Write(header.Frames);
        WriteDate(writer, parts.SidecarDate);
        WriteText(writer, parts.SidecarProblem);
        WriteBytes(writer, parts.Crop);
        WriteBytes(writer, parts.Placeholder);
        writer.Write(parts.Signature is not null);
        var values = parts.Signature?.Values ?? default;
        writer.Write(values.Length);
        foreach (var value in values.Span)
            writer.Write(value);
        WriteBytes(writer, parts.Thumbnail);
    }));

    /// <summary>Reads the outputs created from an image and validates them against the request.</summary>
    /// <exception cref="InvalidDataException">The outputs do not match the request.</exception>
    public static DecodedParts ReadParts(byte[] payload, DecodeRequest request)
    {
        using var reader = new BinaryReader(new MemoryStream(payload));
        try
        {
            var (width, height, format, date) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadString(), ReadDate(reader));
            var header = new ImageHeader(width, height, format)
            {
                Exif = new ExifFacts(date?.At, date?.UtcOffset, ReadText(reader), ReadText(reader), ReadNumber(reader), ReadNumber(reader))
                {
                    TakenAtSource = date?.Source,
                    Altitude = ReadNumber(reader),
                },
                IsDamaged = reader.ReadBoolean(),
                Frames = reader.ReadInt32(),
            };
            if (header.Frames < 1)
                throw new InvalidDataException("invalid number of frames");
            var (sidecarDate, sidecarProblem) = (ReadDate(reader), ReadText(reader));
            var (crop, placeholder) = (ReadBytes(reader), ReadBytes(reader));
            var hasSignature = reader.ReadBoolean();
            var length = reader.ReadInt32();
            if (length is not (0 or ImageSignature.Dimensions))
                throw new InvalidDataException("invalid signature length");
            var values = new float[length];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.ReadSingle();
            var parts = new DecodedParts(header, crop, placeholder, hasSignature ? ImageSignature.FromValues(values) : null, ReadBytes(reader))
            {
                SidecarDate = sidecarDate,
                SidecarProblem = sidecarProblem,
            };
            return parts.Crop?.Length == (request.Crop is { CropSize: var edge } ? edge * edge * 3 : null)
                && (parts.Placeholder is not null, parts.Signature is not null, parts.Thumbnail is not null) == (request.WithAppearance, request.WithAppearance, request.ThumbnailEdge is not null)
                ? parts
                : throw new InvalidDataException("the parts differ from those requested");
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
        _ => throw new EndOfStreamException("incomplete part"),
    };

    private static void WriteDate(BinaryWriter writer, PhotoDate? date)
    {
        writer.Write(date?.At.Ticks ?? -1);
        writer.Write(date?.UtcOffset?.Ticks ?? long.MinValue);
        writer.Write((int)(date?.Source ?? 0));
    }

    private static PhotoDate? ReadDate(BinaryReader reader)
    {
        var (at, offset, source) = (reader.ReadInt64(), reader.ReadInt64(), (DateSource)reader.ReadInt32());
        if (at < 0)
            return null;
        if (!Enum.IsDefined(source) || offset is > MaxOffset or (< -MaxOffset and not long.MinValue))
            throw new InvalidDataException("invalid date");
        return new PhotoDate(new DateTime(at), offset == long.MinValue ? null : new TimeSpan(offset), source);
    }

    /// <summary>Reads a finite number; null for NaN.</summary>
    private static double? ReadNumber(BinaryReader reader) => reader.ReadDouble() switch
    {
        double.NaN => null,
        var number when double.IsFinite(number) => number,
        _ => throw new InvalidDataException("invalid number"),
    };
}
