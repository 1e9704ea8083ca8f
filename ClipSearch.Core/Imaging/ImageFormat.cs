namespace ClipSearch.Core.Imaging;

/// <summary>An image format that ClipSearch reads.</summary>
/// <param name="Name">The name in the library, the API and the filters, for instance "jpeg".</param>
/// <param name="MediaType">The media type, for instance "image/jpeg".</param>
/// <param name="Extensions">The extensions of its files in lower case, the usual one first.</param>
/// <param name="IsShownByBrowsers">Whether all browsers show the file itself.</param>
public sealed record ImageFormat(string Name, string MediaType, IReadOnlyList<string> Extensions, bool IsShownByBrowsers)
{
    /// <summary>
    /// Recognises a file of the format by its first <see cref="ImageFormatList.SignatureLength"/> bytes, or by all of a shorter file; null
    /// for a kind of HEIF or TIFF that another format's test includes.
    /// </summary>
    internal SignatureTest? HasSignature { get; init; }

    /// <summary>Whether files are the data of a camera's sensor, which ClipSearch shows through the preview that they contain.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Whether several images in a file are pages; otherwise they are frames of an animation.</summary>
    public bool HasPages { get; init; }

    /// <summary>The name by which the filter by file type offers the format, alone or with others; null if it does not.</summary>
    internal string? FilterName { get; init; } = Name;

    /// <summary>
    /// The class name of the libvips loader; null for BMP, which has a reader of its own, for RAW, which is read through its preview, and for
    /// the kinds of HEIF.
    /// </summary>
    internal string? Loader { get; init; }

    /// <summary>The compression by which a kind of HEIF is recognised, as libvips names it; null for other formats.</summary>
    internal string? HeifCompression { get; init; }
}

/// <summary>Returns whether a file that starts with these bytes has a format.</summary>
internal delegate bool SignatureTest(ReadOnlySpan<byte> start);
