using System.Buffers.Binary;
using System.Text;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>
/// Reads DateCreated (2:55) and TimeCreated (2:60) from IPTC-IIM 4.2, which is alone or in an image resource block of Photoshop. The data
/// is untrusted: every length is checked.
/// </summary>
internal static class IptcDates
{
    private const byte Marker = 0x1C, ApplicationRecord = 2, DateCreated = 55, TimeCreated = 60;
    private const ushort IptcResource = 0x0404;
    private const int DataSetHead = 5, MaxLength = 32, DateLength = 8, TimeLength = 6;

    /// <summary>Reads the date; null if there is none.</summary>
    /// <param name="data">IPTC-IIM, or image resource blocks, with or without the prefix of a JPEG segment; empty for none.</param>
    public static ParsedDate? Read(ReadOnlySpan<byte> data)
    {
        var (date, time) = DataSets(data is [Marker, ..] ? data : Resource(data));
        if (date is not { Length: DateLength } || !date.All(char.IsAsciiDigit))
            return null;
        // A month or day of 00 is unknown.
        var day = $"{date[..4]}{(date[4..6] == "00" ? "01" : date[4..6])}{(date[6..] == "00" ? "01" : date[6..])}";
        return (time is { Length: >= TimeLength } ? DateText.Parse($"{day}T{time}") : null) ?? DateText.Parse(day);
    }

    private static (string? Date, string? Time) DataSets(ReadOnlySpan<byte> data)
    {
        string? date = null, time = null;
        while (data.Length >= DataSetHead && data[0] == Marker)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
            // The highest bit marks a length that takes more bytes; dates need none.
            if (length > short.MaxValue || length > data.Length - DataSetHead)
                break;
            var (record, number) = (data[1], data[2]);
            if (record == ApplicationRecord && number is DateCreated or TimeCreated && length <= MaxLength)
            {
                var text = Encoding.ASCII.GetString(data.Slice(DataSetHead, length)).Trim('\0', ' ');
                (date, time) = number == DateCreated ? (date ?? text, time) : (date, time ?? text);
            }

            data = data[(DataSetHead + length)..];
        }

        return (date, time);
    }

    /// <summary>Returns the content of the image resource block with IPTC-IIM; empty if there is none.</summary>
    private static ReadOnlySpan<byte> Resource(ReadOnlySpan<byte> data)
    {
        const int HeadLength = 6; // the signature and the number
        if (data.StartsWith("Photoshop 3.0\0"u8))
            data = data["Photoshop 3.0\0"u8.Length..];
        while (data.Length > HeadLength && data.StartsWith("8BIM"u8))
        {
            var number = BinaryPrimitives.ReadUInt16BigEndian(data[4..]);
            // The name and the content are padded to an even length.
            var content = HeadLength + Even(1 + data[HeadLength]);
            if (content + 4 > data.Length)
                break;
            var length = BinaryPrimitives.ReadUInt32BigEndian(data[content..]);
            data = data[(content + 4)..];
            if (length > data.Length)
                break;
            if (number == IptcResource)
                return data[..(int)length];
            data = data[Math.Min(data.Length, Even((int)length))..];
        }

        return default;
    }

    private static int Even(int length) => length + (length & 1);
}
