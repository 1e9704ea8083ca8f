
namespace ClipSearch.Tests.Demo;

/// <summary>What each picture in <c>photos/</c> shows: <c>file, what it shows, facts</c>, between tabs.</summary>
internal sealed class GalleryTable
{
    private readonly Dictionary<string, GalleryPicture> _pictures = [];

    private GalleryTable()
    {
    }

    public IReadOnlyCollection<GalleryPicture> Pictures => _pictures.Values;

    /// <summary>The picture of that file.</summary>
    public GalleryPicture this[string file] =>
        _pictures.GetValueOrDefault(file) ?? throw new KeyNotFoundException($"The table of the gallery has no line about {file}.");

    /// <exception cref="InvalidDataException">A line is not as it should be; the message names it.</exception>
    public static GalleryTable Parse(string text, string name)
    {
        var table = new GalleryTable();
        TabbedTable.Read(text, name, 3..3, cells =>
        {
            var picture = new GalleryPicture(cells[0], cells[1], Facts.Parse(cells[2]));
            return table._pictures.TryAdd(picture.File, picture) ? picture : throw new FormatException($"{picture.File} has a line already.");
        });
        return table;
    }
}

/// <summary>A picture of the gallery.</summary>
/// <param name="File">Its name in <c>photos/</c>.</param>
/// <param name="Shows">What it shows, in words.</param>
/// <param name="Facts">The same in facts.</param>
internal sealed record GalleryPicture(string File, string Shows, Facts Facts);
