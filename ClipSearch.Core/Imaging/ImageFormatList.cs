using System.Collections;

namespace ClipSearch.Core.Imaging;

/// <summary>A list of image formats. Scans, the decoder, uploads, filters and pages ask it, so that a format is described in one place.</summary>
/// <param name="formats">The formats. Names, media types and extensions are unique.</param>
public sealed class ImageFormatList(IReadOnlyList<ImageFormat> formats) : IReadOnlyList<ImageFormat>
{
    /// <summary>The number of bytes that <see cref="OfContent"/> needs.</summary>
    public const int SignatureLength = 12;

    private readonly Dictionary<string, ImageFormat> _byExtension = formats
        .SelectMany(format => format.Extensions.Select(extension => (extension, format))).ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int Count => formats.Count;

    /// <summary>The names of the formats, and of groups of them, that the filter by file type offers.</summary>
    public IReadOnlyList<string> FilterNames { get; } = [.. formats.Select(format => format.FilterName).OfType<string>().Distinct()];

    /// <summary>The class names of the libvips loaders that untrusted files may use.</summary>
    internal IReadOnlyList<string> Loaders { get; } = [.. formats.Select(format => format.Loader).OfType<string>()];

    /// <inheritdoc/>
    public ImageFormat this[int index] => formats[index];

    /// <summary>Returns the format with a name; null if there is none.</summary>
    public ImageFormat? Find(string? name) => formats.FirstOrDefault(format => format.Name == name);

    /// <summary>Returns the format of a file by the extension of its name; null if there is none.</summary>
    public ImageFormat? OfExtension(string fileName) => _byExtension.GetValueOrDefault(Path.GetExtension(fileName));

    /// <summary>Returns the names of the formats that the filter offers by a name.</summary>
    /// <param name="filterName">One of <see cref="FilterNames"/>.</param>
    public IReadOnlyList<string> InFilter(string filterName) => [.. formats.Where(format => format.FilterName == filterName).Select(format => format.Name)];

    /// <summary>Returns whether a file name has the extension of a format.</summary>
    public bool HasExtension(string fileName) => OfExtension(fileName) is not null;

    /// <summary>Returns the format of a file by its content, since file names are unreliable; null for anything else, such as SVG and HTML.</summary>
    /// <param name="start">The first <see cref="SignatureLength"/> bytes of the file, or all of a shorter file.</param>
    public ImageFormat? OfContent(ReadOnlySpan<byte> start)
    {
        foreach (var format in formats)
        {
            if (format.HasSignature?.Invoke(start) == true)
                return format;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<ImageFormat> GetEnumerator() => formats.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the format of a file that libvips has opened; null if files of that kind are not allowed.</summary>
    /// <param name="loader">The class name of the loader.</param>
    /// <param name="heifCompression">The compression of a HEIF file, as libvips names it; null for other files.</param>
    internal ImageFormat? OfLoader(string loader, string? heifCompression) =>
        formats.FirstOrDefault(format => format.Loader == loader) is not { } format ? null
            : heifCompression is null ? format : formats.FirstOrDefault(kind => kind.HeifCompression == heifCompression) ?? format;
}
