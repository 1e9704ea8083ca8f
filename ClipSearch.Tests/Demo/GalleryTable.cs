
namespace ClipSearch.Tests.Demo;

/// <summary>The contents of each image in <c>photos/</c>: file name, description and facts, separated by tabs.</summary>
internal sealed class GalleryTable
{
    private readonly Dictionary<string, GalleryImage> _images = [];

    private GalleryTable()
    {
    }

    public IReadOnlyCollection<GalleryImage> Images => _images.Values;

    /// <summary>Returns the image of a file.</summary>
    public GalleryImage this[string file] =>
        _images.GetValueOrDefault(file) ?? throw new KeyNotFoundException($"The gallery table has no row for {file}.");

    /// <exception cref="InvalidDataException">A row is invalid; the message names it.</exception>
    public static GalleryTable Parse(string text, string name)
    {
        var table = new GalleryTable();
        TabbedTable.Read(text, name, 3..3, cells =>
        {
            var image = new GalleryImage(cells[0], cells[1], Facts.Parse(cells[2]));
            return table._images.TryAdd(image.File, image) ? image : throw new FormatException($"{image.File} has more than one row.");
        });
        return table;
    }
}

/// <summary>An image of the gallery.</summary>
/// <param name="File">The file name in <c>photos/</c>.</param>
/// <param name="Shows">The description.</param>
/// <param name="Facts">The facts.</param>
internal sealed record GalleryImage(string File, string Shows, Facts Facts);
