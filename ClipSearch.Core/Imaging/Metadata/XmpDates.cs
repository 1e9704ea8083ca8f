using System.Xml;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>The result of reading XMP.</summary>
/// <param name="Date">The date; null if there is none.</param>
/// <param name="Problem">Why the XMP could not be read to its end, without a full stop; null if it could.</param>
internal readonly record struct XmpResult(ParsedDate? Date, string? Problem);

/// <summary>
/// Reads the date of a photo from XMP: exif:DateTimeOriginal, else photoshop:DateCreated, else xmp:CreateDate. They are attributes or
/// elements of a description at the top; nested descriptions belong to other files. The XML is untrusted: document types and entities are
/// refused, and length and depth are limited.
/// </summary>
internal static class XmpDates
{
    /// <summary>The maximum length of XMP that is read, in bytes. Editing histories take up to a few megabytes.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>The maximum nesting of elements that is read; histories and regions have about 10.</summary>
    private const int MaxDepth = 64;

    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private static readonly (string Namespace, string Name)[] s_properties =
    [
        ("http://ns.adobe.com/exif/1.0/", "DateTimeOriginal"), ("http://ns.adobe.com/photoshop/1.0/", "DateCreated"), ("http://ns.adobe.com/xap/1.0/", "CreateDate"),
    ];

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    };

    /// <summary>Reads the date.</summary>
    /// <param name="xmp">The XMP; empty for none.</param>
    public static unsafe XmpResult Read(ReadOnlySpan<byte> xmp)
    {
        // Padding with NUL is common, and not XML.
        xmp = xmp.TrimEnd((byte)0);
        if (xmp.IsEmpty)
            return default;
        if (xmp.Length > MaxBytes)
            return new XmpResult(null, $"it exceeds the limit of {MaxBytes >> 20} MiB");
        var dates = new ParsedDate?[s_properties.Length];
        string? problem = null;
        fixed (byte* bytes = xmp)
        {
            try
            {
                using var stream = new UnmanagedMemoryStream(bytes, xmp.Length);
                using var reader = XmlReader.Create(stream, s_settings);
                problem = Read(reader, dates);
            }
            catch (Exception e) when (e is XmlException or ArgumentException or InvalidOperationException)
            {
                // ArgumentException: an unknown encoding, or a character outside it.
                problem = $"it is not valid XML: {e.Message.TrimEnd('.')}";
            }
        }

        return new XmpResult(dates.FirstOrDefault(date => date is not null), problem);
    }

    /// <returns>Why reading ended early; null if it did not.</returns>
    private static string? Read(XmlReader reader, ParsedDate?[] dates)
    {
        // The depth of the description whose properties are read; −1 outside.
        var (rdf, description) = (-1, -1);
        var isRead = reader.Read();
        while (isRead)
        {
            if (reader.Depth > MaxDepth)
                return $"its elements are nested more than {MaxDepth} deep";
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (reader is { LocalName: "RDF", NamespaceURI: Rdf, Depth: <= 1 })
                {
                    rdf = reader.Depth;
                }
                else if (reader is { LocalName: "Description", NamespaceURI: Rdf } && rdf >= 0 && reader.Depth == rdf + 1)
                {
                    description = reader.Depth;
                    for (var i = 0; i < s_properties.Length; i++)
                        dates[i] ??= DateText.ParsePartial(reader.GetAttribute(s_properties[i].Name, s_properties[i].Namespace));
                }
                else if (description >= 0 && reader.Depth == description + 1 && Property(reader) is >= 0 and var property)
                {
                    // Moves to the text, or whatever else the element contains.
                    isRead = reader.Read();
                    if (isRead && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                        dates[property] ??= DateText.ParsePartial(reader.Value);
                    continue;
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == description)
            {
                description = -1;
            }

            isRead = reader.Read();
        }

        return null;
    }

    private static int Property(XmlReader reader)
    {
        for (var i = 0; i < s_properties.Length; i++)
        {
            if (reader.LocalName == s_properties[i].Name && reader.NamespaceURI == s_properties[i].Namespace)
                return i;
        }

        return -1;
    }
}
